import { Ambiguous, isMap, NotDeployed, type TemplateJson, Unknown, type Value } from '../model/value';

type Comparable = Value | TemplateJson | undefined;
type ComparableMap = { readonly [name: string]: Comparable };

/** Whether two sides, or two templates, say the very same in the same words, so that one can stand for both. */
export function identical(a: Comparable, b: Comparable): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b);
  // What is to come differs from what is there.
  if (a instanceof NotDeployed || b instanceof NotDeployed) return false;
  if (a instanceof Unknown) return b instanceof Unknown && isSameUnknown(a, b);
  if (a instanceof Ambiguous) return b instanceof Ambiguous && isSameList([...a.options], [...b.options]);
  return isMap(a as Value) && isMap(b as Value) && isSameMap(a as ComparableMap, b as ComparableMap);
}

function isSameList(a: readonly Comparable[], b: readonly Comparable[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (!identical(a[index], b[index])) return false;
  return true;
}

function isSameMap(a: ComparableMap, b: ComparableMap): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) if (!Object.hasOwn(b, name) || !identical(a[name], b[name])) return false;
  return true;
}

function isSameUnknown(a: Unknown, b: Unknown): boolean {
  const pieces = (value: Unknown) => JSON.stringify(value.pieces);
  return a.identity === b.identity && a.reason === b.reason && a.likely === b.likely && pieces(a) === pieces(b);
}
