import type { TemplateJson } from '../model/value';
import { oneLine, type TextPosition } from './input-problem';

/** A template as its text says it, JSON or YAML. */
export interface TemplateText {
  readonly document: TemplateJson;
  readonly repeated: readonly RepeatedKey[];
}

/** A key that its object has already: the last one counts, as for CloudFormation. */
export interface RepeatedKey extends TextPosition {
  readonly key: string;
}

/** Of a generated text that repeats thousands of keys. */
const MOST_WARNINGS = 10;

/** One line for each repeated key, with the file and the place of the key that counts. */
export function repeatedKeyWarnings(repeated: readonly RepeatedKey[], fileName: string): string[] {
  const told = repeated.slice(0, MOST_WARNINGS).map(({ key, line, column }) => {
    const name = JSON.stringify(key);
    return oneLine(
      `${fileName}:${line}:${column}: the key ${name} is repeated; the last one counts, remove the others`,
    );
  });
  const left = repeated.length - told.length;
  return left === 0 ? told : [...told, oneLine(`${fileName}: ${left} more keys are repeated`)];
}
