import { InputError } from '../model/errors';
import { member } from '../model/json';
import type { Target } from './target';

/** Throws an InputError for a `--parameter` that none of the stacks to check has: it would silently change nothing. */
export function vetParameters(given: Readonly<Record<string, string>>, targets: readonly Target[]): void {
  const templates = targets.flatMap(({ local }) => (local?.template === undefined ? [] : [local.template]));
  // What could not be read may have it.
  if (templates.length < targets.length) return;
  for (const name of Object.keys(given)) {
    if (templates.some(({ Parameters }) => member(Parameters, name) !== undefined)) continue;
    const known = [...new Set(templates.flatMap(({ Parameters = {} }) => Object.keys(Parameters)))].sort();
    const where = targets.length === 1 ? `${targets[0]?.local?.templateFile} has` : 'the stacks to check have';
    const what = known.length === 0 ? 'no parameters' : `no parameter of that name, only ${known.join(', ')}`;
    throw new InputError(`--parameter ${name}: ${where} ${what}; correct the name or leave it out`);
  }
}
