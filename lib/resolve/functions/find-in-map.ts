import { member } from '../../model/json';
import { Ambiguous, type TemplateJson, type Value } from '../../model/value';
import { type Evaluation, type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { templateMap } from '../template-map';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::FindInMap`: a value of the Mappings section by two keys, with an optional `{ DefaultValue }` at the end. */
export const findInMap: IntrinsicFunction = (argument, at, evaluation) => {
  const [map, first, second, options] = Array.isArray(argument) ? argument : [];
  const fallback = defaultIn(options);
  const count = Array.isArray(argument) ? argument.length : 0;
  if (count < 3 || count > 4 || (count === 4 && fallback === undefined)) {
    return fault(at, 'Fn::FindInMap wants [map, first key, second key], and { DefaultValue } at most beside them');
  }
  const keys = [map, first, second].map((key) =>
    key instanceof Ambiguous ? key : evaluation.evaluate(key, within(at)),
  );
  return lookUp(keys, fallback, at, evaluation);
};

function defaultIn(options: TemplateJson | undefined): { readonly value: TemplateJson } | undefined {
  const map = templateMap(options);
  const value = member(map, 'DefaultValue');
  return map !== undefined && Object.keys(map).length === 1 && value !== undefined ? { value } : undefined;
}

function lookUp(
  keys: readonly (Value | undefined)[],
  fallback: { readonly value: TemplateJson } | undefined,
  at: Place,
  evaluation: Evaluation,
): Value | undefined {
  const open = unresolvedCall('FindInMap', keys);
  if (open !== undefined) return open;
  const [map, first, second] = keys.map(namesIn);
  if (map === undefined || first === undefined || second === undefined) {
    return fault(at, 'Fn::FindInMap wants strings as the map’s name and the keys');
  }
  const mapping = templateMap(entryNamed(map, evaluation.scope.template.Mappings));
  const entries = templateMap(entryNamed(first, mapping));
  const found = entryNamed(second, entries);
  if (found !== undefined) return evaluation.evaluate(found, within(at));
  if (fallback !== undefined) return evaluation.evaluate(fallback.value, within(at));
  if (mapping === undefined) return fault(at, `Fn::FindInMap: the template has no mapping ${map[0]}`);
  const missing = entries === undefined ? `key ${first[0]}` : `key ${second[0]} under ${first[0]}`;
  return fault(at, `Fn::FindInMap: mapping ${map[0]} has no ${missing}`);
}

type Names = readonly [string, ...string[]];

/** The names that a key may be: its text, which the template's own keys are as well, before its other readings. */
function namesIn(key: Value | undefined): Names | undefined {
  if (key instanceof Ambiguous) return [key.text, ...key.options.map(String)];
  return key === undefined || typeof key === 'object' ? undefined : [String(key)];
}

function entryNamed(
  names: Names,
  entries: { readonly [key: string]: TemplateJson } | undefined,
): TemplateJson | undefined {
  const name = names.find((each) => member(entries, each) !== undefined);
  return name === undefined ? undefined : member(entries, name);
}
