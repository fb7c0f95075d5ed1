import type { Facts, Question } from '../model/question';
import type { Value } from '../model/value';

/** Remembers what was asked of AWS and answered within one account and region. */
export class Ledger implements Facts {
  private readonly answers = new Map<string, Value>();
  private open = new Map<string, Question>();
  /** How often it had no answer: whoever was left without one has to ask again. */
  misses = 0;

  constructor(private readonly keyOf: (question: Question) => string) {}

  ask(question: Question): Value | undefined {
    const key = this.keyOf(question);
    const answer = this.answers.get(key);
    if (answer === undefined) {
      this.open.set(key, question);
      this.misses += 1;
    }
    return answer;
  }

  /** Takes the questions that nobody has answered yet. */
  takeOpen(): Question[] {
    const questions = [...this.open.values()];
    this.open = new Map();
    return questions;
  }

  learn(answers: ReadonlyMap<string, Value>): void {
    for (const [key, value] of answers) this.answers.set(key, value);
  }
}
