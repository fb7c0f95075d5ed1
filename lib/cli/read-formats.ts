import { normalize } from 'node:path';
import { InputError } from '../model/errors';
import { oneOf } from '../model/one-of';
import { FORMATS } from '../report/renderers';
import type { ReportTarget } from './report-target';

/** Reads each `FORMAT[=FILE]`; one report may go to stdout, and no two to one file. */
export function readFormats(given: readonly string[]): readonly ReportTarget[] {
  if (given.length === 0) return [{ format: 'text' }];
  const targets = given.map(readFormat);
  const seen = new Set<string | undefined>();
  for (const { file: given } of targets) {
    const file = given === undefined ? undefined : normalize(given);
    if (seen.has(file)) {
      const where = file === undefined ? 'stdout' : `file ${file}`;
      throw new InputError(
        `two reports go to ${where}: give each --format but one its own FILE, as in --format json=FILE`,
      );
    }
    seen.add(file);
  }
  return targets;
}

function readFormat(text: string): ReportTarget {
  const at = text.indexOf('=');
  const format = oneOf(FORMATS, at < 0 ? text : text.slice(0, at), 'format', '--format');
  if (at < 0) return { format };
  const file = text.slice(at + 1);
  if (file === '') throw new InputError(`--format ${text} names no file: write ${text}FILE, or ${format} for stdout`);
  return { format, file };
}
