import { isObject, type Json, type JsonObject, member } from '../../model/json';
import { escapeText } from '../escape';
import { firstChange, formatValue } from './format-value';

/** What became of a list or a map: single elements or members, as texts. */
export interface ListChanges {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly unchanged: number;
  /** The same elements in another order. */
  readonly reordered: boolean;
}

/** Compares two lists, or two maps, element by element; undefined where the values are neither. */
export function listChanges(before: Json | undefined, after: Json | undefined): ListChanges | undefined {
  if (Array.isArray(before) && Array.isArray(after)) return changesOfLists(before, after);
  if (isObject(before) && isObject(after)) return changesOfMaps(before as JsonObject, after as JsonObject);
  return undefined;
}

function changesOfLists(before: readonly Json[], after: readonly Json[]): ListChanges {
  // By the whole JSON: what is shown of a long element may be cut.
  const left = new Map<string, Json[]>();
  for (const item of before) left.set(JSON.stringify(item), [...(left.get(JSON.stringify(item)) ?? []), item]);
  const added = after.filter((item) => left.get(JSON.stringify(item))?.pop() === undefined);
  const removed = [...left.values()].flat();
  return {
    removed: removed.map((item) => formatValue(item)),
    added: added.map((item) => formatValue(item)),
    unchanged: after.length - added.length,
    reordered: added.length === 0 && removed.length === 0,
  };
}

function changesOfMaps(before: JsonObject, after: JsonObject): ListChanges {
  const removed: string[] = [];
  const added: string[] = [];
  let unchanged = 0;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [left, right] = [member(before, key), member(after, key)];
    const at = firstChange(left, right);
    if (JSON.stringify(left) === JSON.stringify(right)) unchanged++;
    else {
      if (left !== undefined) removed.push(`${escapeText(key)}: ${formatValue(left, at)}`);
      if (right !== undefined) added.push(`${escapeText(key)}: ${formatValue(right, at)}`);
    }
  }
  return { removed, added, unchanged, reordered: false };
}
