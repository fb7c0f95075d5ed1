import type { Json } from '../../model/json';
import type { Shell } from '../../model/shell';
import { escapeJson, escapeText } from '../../report/escape';

/** An option by its name, and what it takes. */
export type CommandOption = readonly [name: string, ...values: string[]];

export interface CommandLine {
  /** `aws ecs update-service` */
  readonly program: readonly string[];
  readonly options: readonly CommandOption[];
  readonly operands?: readonly string[];
}

/**
 * A command as one line for a shell; undefined if one of its values would act on the terminal, or the program would
 * take it for something else than a value.
 */
export function commandLine({ program, options, operands = [] }: CommandLine, shell: Shell): string | undefined {
  const values = [...options.flatMap(([, ...rest]) => rest), ...operands];
  if (!values.every(isPlain)) return undefined;
  const words = [...program, ...operands, ...options.flat()];
  return words.map(QUOTES[shell]).join(' ');
}

/**
 * False for no value, for a file or an address, from which the AWS CLI reads the value, and for what looks like an
 * option. A `--` before it is no way out: the CDK CLI ignores what stands behind one.
 */
function isPlain(value: string): boolean {
  return value !== '' && escapeText(value) === value && !/^-|^(?:file|fileb|https?):\/\//.test(value);
}

/** A value as a word: JSON on one line, what acts on a terminal as JSON escapes. */
export function jsonWord(value: Json): string {
  return escapeJson(JSON.stringify(value));
}

/** True for what can stand in the AWS CLI's shorthand (`key=team,value=web`), and is no option. */
export function isShorthand(text: string): boolean {
  return /^[\p{L}\p{N}/@+][\p{L}\p{N}_./:@+-]*$/u.test(text) && escapeText(text) === text;
}

const QUOTES: Readonly<Record<Shell, (word: string) => string>> = {
  posix: (word) =>
    /^[A-Za-z0-9_/:.@%+-][A-Za-z0-9_/:=.,@%+-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  // Each of these quotes ends a text there, and two of them stand for one.
  powershell: (word) =>
    /^(?:--)?[A-Za-z][A-Za-z0-9_/-]*$/.test(word) ? word : `'${word.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`,
};
