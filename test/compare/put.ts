import type { Properties, Written } from './compare-json';

/** Properties with a value at a place; as they are where other changes took away what holds that place. */
export function put(properties: Properties, at: readonly (string | number)[], value: Written): Properties {
  const [step, ...rest] = at;
  if (step === undefined) return properties;
  const copy = (Array.isArray(properties) ? [...properties] : { ...properties }) as Properties;
  const inner = copy[step as string];
  if (rest.length === 0) copy[step as string] = value;
  else if (typeof inner === 'object' && inner !== null) copy[step as string] = put(inner as Properties, rest, value);
  return copy;
}
