import { type FieldNode, fieldTree } from '../../compare/field-tree';
import type { FieldTable } from '../../model/field';
import { isElementKey } from '../../model/property-path';

/** The rows on the way to a place, from the first level down; undefined where the table does not know the place. */
export function nodesTo(table: FieldTable, segments: readonly string[]): FieldNode[] | undefined {
  const nodes: FieldNode[] = [];
  let members = fieldTree(table).members;
  for (const name of segments.filter((segment) => !isElementKey(segment))) {
    const node = members.get(name);
    if (node === undefined) return undefined;
    nodes.push(node);
    members = node.members;
  }
  return nodes;
}
