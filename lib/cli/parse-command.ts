import { type Command, CommanderError } from 'commander';
import { InputError } from '../model/errors';
import { nearestName } from './config/nearest-name';

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
    throw new InputError(`${wordsOf(error, command)}; see ${command.name()} --help`);
  }
  // Without commander's defaults, such as the `true` of what has only a --no-… form.
  const given = Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  return { kind: 'parsed', operands: command.args, options: Object.fromEntries(given) };
}

/** Commander's own words on one line, without its prefix; of an unknown option with the one that was probably meant. */
function wordsOf(error: CommanderError, command: Command): string {
  const [words = ''] = error.message.replace(/^error: /, '').split('\n');
  const [, unknown] = /^unknown option '(--[^'=]+)/.exec(words) ?? [];
  const meant = unknown === undefined ? undefined : meantOption(unknown, command);
  return meant === undefined ? words : `${words} (did you mean ${meant}?)`;
}

/** Commander knows neither the shortened name of an option nor the option of an argument. */
function meantOption(unknown: string, { options }: Command): string | undefined {
  if (unknown === '--stack' || unknown === '--stacks') return '--stack-name, or STACK as an argument';
  const names = options.flatMap(({ long }) => long ?? []);
  return nearestName(unknown, names) ?? names.find((name) => name.startsWith(unknown));
}
