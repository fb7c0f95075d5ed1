import { messageOf } from '../model/errors';
import type { Json } from '../model/json';
import { inputProblem } from './input-problem';
import { readJsonCarefully } from './json-reader';
import type { TemplateText } from './template-text';

/** Reads JSON; an InputError names the place, which the engine's own message often leaves out. */
export function parseJson(text: string, fileName: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const found = readJsonCarefully(text).error;
    if (found === undefined) throw inputProblem(fileName, `not valid JSON: ${messageOf(error)}`);
    throw inputProblem(fileName, `not valid JSON: ${found.problem}`, found);
  }
}

/** Reads the JSON of a template: no number loses its text, and no repeated key is lost without a word. */
export function parseTemplateJson(text: string, fileName: string): TemplateText {
  const { document, repeated, error } = readJsonCarefully(text);
  if (error !== undefined) throw inputProblem(fileName, `not valid JSON: ${error.problem}`, error);
  return { document, repeated };
}
