import type { Json } from '../../model/json';
import { escapeJson, escapeText } from '../../report/escape';

/**
 * Words as one line for a POSIX shell; undefined where one of them would act on the terminal, or would be read as
 * something else by the command.
 */
export function commandLine(words: readonly string[]): string | undefined {
  if (words.some((word) => word === '' || escapeText(word) !== word || IS_FILE.test(word))) return undefined;
  return words.map(quote).join(' ');
}

/** A value as a word: JSON on one line, what acts on a terminal as JSON escapes. */
export function jsonWord(value: Json): string {
  return escapeJson(JSON.stringify(value));
}

/** True for what can stand in the AWS CLI's shorthand (`key=team,value=web`), and is no option. */
export function isShorthand(text: string): boolean {
  return /^[\p{L}\p{N}/@+][\p{L}\p{N}_./:@+-]*$/u.test(text) && escapeText(text) === text;
}

/** The AWS CLI reads a value from what such a word names. */
const IS_FILE = /^(?:file|fileb|https?):\/\//;

function quote(word: string): string {
  return /^[A-Za-z0-9_/:=.,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
