import type { FieldRow, FieldTable } from '../model/field';
import { bareObject } from '../model/json';
import { isMap, type Value, type ValueMap } from '../model/value';
import { fieldTree } from './field-tree';

/** A template's properties, with those that it writes under another name under the name of their row. */
export function underOwnNames(table: FieldTable, properties: ValueMap): ValueMap {
  return fieldTree(table).renamed.reduce(underOwnName, properties);
}

function underOwnName(properties: ValueMap, { path, otherName = '' }: FieldRow): ValueMap {
  const names = path.split('.');
  return renameAt(properties, names.slice(0, -1), otherName, names.at(-1) ?? path);
}

function renameAt(map: ValueMap, parents: readonly string[], otherName: string, name: string): ValueMap {
  const [parent, ...rest] = parents;
  if (parent === undefined) {
    // If both are there, the other one is a property that nobody knows.
    if (map[otherName] === undefined || map[name] !== undefined) return map;
    return fromEntries(Object.entries(map).map(([key, value]) => [key === otherName ? name : key, value]));
  }
  const inner = map[parent];
  if (!isMap(inner)) return map;
  const renamed = renameAt(inner, rest, otherName, name);
  return renamed === inner ? map : Object.assign(bareObject<Value>(), map, { [parent]: renamed });
}

function fromEntries(entries: readonly (readonly [string, Value])[]): ValueMap {
  const map = bareObject<Value>();
  for (const [key, value] of entries) map[key] = value;
  return map;
}
