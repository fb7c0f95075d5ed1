import { messageOf } from '../model/errors';
import type { Json } from '../model/json';
import { findJsonError } from './find-json-error';
import { inputProblem } from './input-problem';

/** Reads JSON; an InputError names the place, which the engine's own message often leaves out. */
export function parseJson(text: string, fileName: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const found = findJsonError(text);
    if (found === undefined) throw inputProblem(fileName, `not valid JSON: ${messageOf(error)}`);
    throw inputProblem(fileName, `not valid JSON: ${found.problem}`, found);
  }
}
