import { type Command, CommanderError } from 'commander';
import { InputError } from '../model/errors';

/** What commander made of a command line: its own output (help, version), or operands and the options given. */
export type ParsedCommand =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'parsed'; readonly operands: readonly string[]; readonly options: object };

/** Parses a command line without letting commander print or exit; throws an InputError with one line. */
export function parseCommand(command: Command, argv: readonly string[]): ParsedCommand {
  let printed = '';
  command.exitOverride().configureOutput({
    writeOut: (text) => {
      printed += text;
    },
    writeErr: () => {},
  });
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed };
    throw new InputError(`${wordsOf(error)}; see ${command.name()} --help`);
  }
  // Without commander's defaults, such as the `true` of what has only a --no-… form.
  const given = Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  return { kind: 'parsed', operands: command.args, options: Object.fromEntries(given) };
}

/** Commander's own words on one line, without its prefix. */
function wordsOf(error: CommanderError): string {
  return error.message.replace(/^error: /, '').replace(/\n\(Did you mean (.*)\?\)$/, ' (did you mean $1?)');
}
