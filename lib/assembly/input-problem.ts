import { InputError } from '../model/errors';
import { DEEPEST_NESTING } from './limits';

const LONGEST_MESSAGE = 600;

/** Where a text went wrong, both from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** An InputError about a file, its place and its words apart. */
class FileProblem extends InputError {
  constructor(
    readonly place: string,
    readonly problem: string,
  ) {
    super(oneLine(`${place}: ${problem}`));
  }
}

/** An InputError that opens with the file (and place): always one line, however hostile the names in it are. */
export function inputProblem(fileName: string, problem: string, position?: TextPosition): InputError {
  const place = position === undefined ? fileName : `${fileName}:${position.line}:${position.column}`;
  return new FileProblem(place, problem);
}

/** The same problem, naming behind the file the stack whose template it is (`stack Web`). */
export function problemOfStack(error: InputError, stack: string): InputError {
  return error instanceof FileProblem ? new FileProblem(error.place, `${stack}: ${error.problem}`) : error;
}

/** For a template whose nesting no stage could follow without running out of its stack. */
export function tooDeep(fileName: string): InputError {
  return inputProblem(fileName, `nested more than ${DEEPEST_NESTING} levels deep, which no template is`);
}

/** The text without line breaks and control characters, shortened where it is endless. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1)}…`;
}
