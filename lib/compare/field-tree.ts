import type { FieldRow, FieldTable, LivePlace } from '../model/field';

/** A row among its relatives: members of an object, or of the elements of a list of objects. */
export interface FieldNode {
  readonly name: string;
  readonly liveName: string;
  readonly place: LivePlace;
  readonly row: FieldRow;
  readonly members: Map<string, FieldNode>;
}

/** The table as a tree. */
export interface FieldTree {
  readonly members: Map<string, FieldNode>;
  /** Properties that are deliberately not compared. */
  readonly notCompared: ReadonlySet<string>;
  /** Rows that a template may also write under another name. */
  readonly renamed: readonly FieldRow[];
}

const trees = new WeakMap<FieldTable, FieldTree>();

/** The tree of a table, built once. A row without a row for its parent is a mistake in the table and throws. */
export function fieldTree(table: FieldTable): FieldTree {
  const known = trees.get(table);
  if (known !== undefined) return known;
  const roots = new Map<string, FieldNode>();
  const byPath = new Map<string, FieldNode>();
  for (const row of table.rows) {
    const parentPath = row.path.replace(/(\[\])?(\.|^)[^.]*$/, '');
    const parent = byPath.get(parentPath);
    if (parentPath !== '' && parent === undefined) throw new Error(`field table: ${row.path} has no row above it`);
    const name = row.path.slice(row.path.lastIndexOf('.') + 1);
    const node: FieldNode = {
      name,
      liveName: row.liveName ?? smallFirst(name),
      place: row.place ?? parent?.place ?? 'service',
      row,
      members: new Map(),
    };
    if (byPath.has(row.path)) throw new Error(`field table: ${row.path} has two rows`);
    byPath.set(row.path, node);
    (parent?.members ?? roots).set(name, node);
  }
  const tree = {
    members: roots,
    notCompared: new Set(table.notCompared.map((entry) => entry.path)),
    renamed: table.rows.filter(({ otherName }) => otherName !== undefined),
  };
  trees.set(table, tree);
  return tree;
}

/** The member that a template calls so. */
export function memberCalled(members: ReadonlyMap<string, FieldNode>, name: string): FieldNode | undefined {
  return members.get(name) ?? [...members.values()].find(({ row }) => row.otherName === name);
}

/** ECS's spelling of a CloudFormation name: the same with a small first letter. */
export function smallFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
