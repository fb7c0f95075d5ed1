import { AnswerError } from './answer-error';

/** An answer with a list of that name, be it empty; throws AnswerError for one without, which is none of AWS. */
export function withList<Answer extends object>(name: keyof Answer): (answer: Answer) => Answer {
  return (answer) => {
    if (!Array.isArray(answer[name])) throw new AnswerError('the answer holds no list');
    return answer;
  };
}
