import { Ambiguous, isMap, NotDeployed, Unknown, type Value, type ValueMap } from '../model/value';

/** Whether two sides say the very same in the same words, so that one can stand for both. */
export function identical(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b);
  // What is to come differs from what is there.
  if (a instanceof NotDeployed || b instanceof NotDeployed) return false;
  if (a instanceof Unknown) return b instanceof Unknown && isSameUnknown(a, b);
  if (a instanceof Ambiguous) return b instanceof Ambiguous && isSameList([...a.options], [...b.options]);
  return isMap(a) && isMap(b) && isSameMap(a, b);
}

function isSameList(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, index) => identical(item, b[index]));
}

function isSameMap(a: ValueMap, b: ValueMap): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && identical(a[name], b[name]));
}

function isSameUnknown(a: Unknown, b: Unknown): boolean {
  const pieces = (value: Unknown) => JSON.stringify(value.pieces);
  return a.identity === b.identity && a.reason === b.reason && a.likely === b.likely && pieces(a) === pieces(b);
}
