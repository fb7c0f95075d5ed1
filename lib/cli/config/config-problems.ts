import { InputError } from '../../model/errors';

/** A place in the file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const MOST_SHOWN = 20;
const LONGEST = 600;

/** Gathers what is wrong with a configuration file, so that all of it is told at once. */
export class ConfigProblems {
  private readonly found: { readonly at: Position; readonly text: string }[] = [];

  constructor(readonly file: string) {}

  /** `where` is the place in the configuration (`ignore[0].expires`), empty for the file as a whole. */
  add(at: Position, where: string, problem: string): void {
    const text = where === '' ? problem : `${where}: ${problem}`;
    this.found.push({ at, text });
  }

  get isEmpty(): boolean {
    return this.found.length === 0;
  }

  /** One error with a line for each problem, in the order of the file. */
  toError(): InputError {
    const sorted = this.found.toSorted(({ at: a }, { at: b }) => a.line - b.line || a.column - b.column);
    const lines = sorted.map(({ at, text }) => oneLine(`${this.file}:${at.line}:${at.column}: ${text}`));
    const more = lines.length - MOST_SHOWN;
    const shown = more > 0 ? [...lines.slice(0, MOST_SHOWN), `${this.file}: and ${more} more`] : lines;
    return new InputError(shown.join('; '), shown);
  }
}

function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
