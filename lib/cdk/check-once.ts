import type { ValidationContext } from './plugin-types';
import { type CommandOutcome, runCommand } from './run-command';

interface Answer {
  readonly app: object | undefined;
  readonly outcome: CommandOutcome;
  /** Who has had it, and for which templates. */
  readonly given: Map<object, Set<string>>;
}

/** By assembly directory and arguments. */
const answers = new Map<string, Answer>();

/** What is asked, by whom. */
export interface CheckRequest {
  readonly validator: object;
  readonly context: ValidationContext;
  readonly directory: string;
  readonly commandArguments: readonly string[];
  readonly timeoutMs: number;
}

/**
 * Runs the command once for a synthesis, however many stages and validators take part in it. One validator is called
 * once for the same templates: where it is called again, the app was synthesized again.
 */
export function checkOnce(request: CheckRequest): { outcome: CommandOutcome; first: boolean } {
  const { validator, context, directory, commandArguments } = request;
  const key = JSON.stringify([directory, commandArguments]);
  const templates = context.templatePaths.join('\n');
  const known = answers.get(key);
  if (known !== undefined && known.app === context.appConstruct && !known.given.get(validator)?.has(templates)) {
    known.given.set(validator, new Set(known.given.get(validator)).add(templates));
    return { outcome: known.outcome, first: false };
  }
  const outcome = runCommand(directory, commandArguments, request.timeoutMs);
  const given = new Map([[validator, new Set([templates])]]);
  answers.set(key, { app: context.appConstruct, outcome, given });
  return { outcome, first: true };
}
