import { type TemplateJson, Unknown } from '../model/value';
import { type Place, within } from './evaluation';
import { fault } from './fault';
import { boundedIdentity } from './identity';

const FEWEST = 2;
const MOST = 10;

/** `neutral` where all conditions are it, its opposite as soon as one is that, else unknown: And of true, Or of false. */
export function allOf(
  name: string,
  neutral: boolean,
  argument: TemplateJson,
  at: Place,
  test: (json: TemplateJson, at: Place) => boolean | Unknown,
): boolean | Unknown {
  if (!Array.isArray(argument) || argument.length < FEWEST || argument.length > MOST) {
    return fault(at, `${name} wants a list of ${FEWEST} to ${MOST} conditions`);
  }
  const unknown: Unknown[] = [];
  for (const json of argument) {
    const result = test(json, within(at));
    if (result === !neutral) return !neutral;
    if (result instanceof Unknown) unknown.push(result);
  }
  const cause = unknown.find((result) => result.fault) ?? unknown[0];
  if (cause === undefined) return neutral;
  const identity = boundedIdentity(`${name}(${unknown.map((result) => result.identity).join()})`);
  return new Unknown(cause.reason, `\${${name.slice(4)}}`, identity, undefined, cause.fault);
}
