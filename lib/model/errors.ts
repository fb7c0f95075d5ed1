/**
 * Something that the user can mend: a broken file, a wrong option, a missing stack. Its message is one line that
 * says where, what was met, what should be there and what to do; it is printed without a stack trace, exit code 2.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    message: string,
    /** One line each where there are several; empty where the message is all. */
    readonly problems: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The message of whatever was thrown, on one line. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
