import { member } from '../../model/json';
import { Ambiguous, isMap, type TemplateJson, type Value } from '../../model/value';
import { type Evaluation, type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { unresolvedCall } from '../unresolved-call';

/** `Fn::FindInMap`: a value of the Mappings section by two keys, with an optional `{ DefaultValue }` at the end. */
export const findInMap: IntrinsicFunction = (argument, at, evaluation) => {
  const [map, first, second, options] = Array.isArray(argument) ? argument : [];
  const fallback = defaultIn(options);
  const count = Array.isArray(argument) ? argument.length : 0;
  if (count < 3 || count > 4 || (count === 4 && fallback === undefined)) {
    return fault(at, 'Fn::FindInMap wants [map, first key, second key], and { DefaultValue } at most beside them');
  }
  const keys = [map, first, second].map((key) => evaluation.evaluate(key, within(at)));
  return overAmbiguous(keys, (readings) => lookUp(readings, fallback, at, evaluation));
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
  if (keys.some((key) => key === undefined || typeof key === 'object')) {
    return fault(at, 'Fn::FindInMap wants strings as the map’s name and the keys');
  }
  const [map, first, second] = keys.map(String) as [string, string, string];
  const mapping = templateMap(member(evaluation.scope.template.Mappings, map));
  const entries = templateMap(member(mapping, first));
  const found = member(entries, second);
  if (found !== undefined) return evaluation.evaluate(found, within(at));
  if (fallback !== undefined) return evaluation.evaluate(fallback.value, within(at));
  if (mapping === undefined) return fault(at, `Fn::FindInMap: the template has no mapping ${map}`);
  const missing = entries === undefined ? `key ${first}` : `key ${second} under ${first}`;
  return fault(at, `Fn::FindInMap: mapping ${map} has no ${missing}`);
}

function templateMap(json: TemplateJson | undefined): { [key: string]: TemplateJson } | undefined {
  if (json === undefined || json === null || json instanceof Ambiguous || !isMap(json as Value)) return undefined;
  return json as { [key: string]: TemplateJson };
}
