import { type FieldNode, fieldTree, smallFirst } from '../compare/field-tree';
import type { FieldRow, FieldTable } from '../model/field';
import { bareObject } from '../model/json';
import { isMap, type Value, type ValueMap } from '../model/value';

/** Whose names something bears: ECS's own, or those of a CloudFormation template. */
type Naming = 'live' | 'template';

type Members = ReadonlyMap<string, FieldNode>;

/** The same task definition under the other side's names. Keys of maps and documents are the user's and stay. */
export function renamed(table: FieldTable, from: Naming, content: ValueMap): ValueMap {
  return renameMembers(fieldTree(table).members, from, content);
}

function renameMembers(members: Members, from: Naming, map: ValueMap): ValueMap {
  const result = bareObject<Value>();
  for (const node of members.values()) {
    const value = map[nameOf(node, from)];
    if (value !== undefined)
      result[nameOf(node, from === 'live' ? 'template' : 'live')] = renameValue(node, from, value);
  }
  return result;
}

function renameValue(node: FieldNode, from: Naming, value: Value): Value {
  const { shape } = node.row;
  const isList = shape.type === 'keyed' || shape.type === 'ordered' || (shape.type === 'map' && shape.entries);
  if (isList && Array.isArray(value)) return value.map((item) => renameValue(node, from, item));
  if (!isMap(value)) return value;
  if (shape.type === 'map' && shape.entries) {
    const { name, value: text } = shape.entries;
    return renameMembers(new Map([name, text].map((member) => [member, entryMember(node, member)])), from, value);
  }
  return isList || shape.type === 'object' ? renameMembers(node.members, from, value) : value;
}

function entryMember(node: FieldNode, name: string): FieldNode {
  return { ...node, name, liveName: smallFirst(name), row: { ...node.row, shape: { type: 'string' } } };
}

function nameOf(node: FieldNode, naming: Naming): string {
  return naming === 'live' ? node.liveName : node.name;
}

/**
 * The table with a row for each member that it does not know, compared whole: two revisions are the same only where
 * nothing at all differs, and the installed SDK may know more than the table.
 */
export function coveringTable(table: FieldTable, naming: Naming, contents: readonly ValueMap[]): FieldTable {
  const found = new Map<string, FieldRow>();
  for (const content of contents) findUnknown(fieldTree(table).members, naming, content, '', found);
  for (const { path } of table.notCompared) found.delete(path);
  return found.size === 0 ? table : { ...table, rows: [...table.rows, ...found.values()] };
}

const PROPERTY = /^[^.[\]]+$/;

function findUnknown(
  members: Members,
  naming: Naming,
  map: ValueMap,
  prefix: string,
  found: Map<string, FieldRow>,
): void {
  const known = new Map([...members.values()].map((node) => [nameOf(node, naming), node]));
  const others = new Set([...members.values()].map((node) => nameOf(node, naming === 'live' ? 'template' : 'live')));
  for (const [key, value] of Object.entries(map)) {
    const node = known.get(key);
    if (node !== undefined) findBelow(node, naming, value, `${prefix}${node.name}`, found);
    else if (PROPERTY.test(key)) {
      const name = naming === 'live' ? bigFirst(key) : key;
      // One that another row has on the other side keeps its own name on both.
      const isTaken = others.has(naming === 'live' ? name : smallFirst(key));
      const path = `${prefix}${isTaken ? key : name}`;
      found.set(path, unknownRow(path, naming === 'live' || isTaken ? key : smallFirst(key)));
    }
  }
}

function findBelow(node: FieldNode, naming: Naming, value: Value, path: string, found: Map<string, FieldRow>): void {
  const { type } = node.row.shape;
  if (type === 'object' && isMap(value)) findUnknown(node.members, naming, value, `${path}.`, found);
  else if ((type === 'keyed' || type === 'ordered') && Array.isArray(value)) {
    for (const item of value) if (isMap(item)) findUnknown(node.members, naming, item, `${path}[].`, found);
  }
}

function unknownRow(path: string, liveName: string): FieldRow {
  return { path, category: 'task-definition', shape: { type: 'json' }, liveName, source: 'no row knows it' };
}

function bigFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
