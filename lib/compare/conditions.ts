import type { Condition, FieldTable } from '../model/field';
import { Ambiguous, isMap, NotDeployed, Unknown, type Value } from '../model/value';
import type { Side } from './cell';
import { type FieldNode, fieldTree } from './field-tree';
import { type Roots, topValue } from './roots';

/** Decides a row's condition on one side; undefined where an unknown value stands in the way. */
export function conditionHolds(table: FieldTable, roots: Roots, side: Side, condition: Condition): boolean | undefined {
  const { value, node } = lookUp(table, roots, side, condition.property);
  if (value instanceof Unknown || value instanceof NotDeployed) return undefined;
  if ('present' in condition) return isPresent(value) === condition.present;
  const absent = node?.row.absent;
  const effective = value ?? (absent?.is === 'default' ? absent.value : undefined);
  // What is of a wrong type decides nothing.
  if (typeof effective === 'object' && !(effective instanceof Ambiguous)) return undefined;
  if ('otherThan' in condition) return effective !== undefined && String(effective) !== String(condition.otherThan);
  if (effective instanceof Ambiguous) return effective.options.includes(condition.equals as string);
  return effective !== undefined && String(effective) === String(condition.equals);
}

function isPresent(value: Value | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** The value of a property by its path from the top, and its row. */
export function lookUp(
  table: FieldTable,
  roots: Roots,
  side: Side,
  path: string,
): { value: Value | undefined; node: FieldNode | undefined } {
  let value: Value | undefined;
  let node: FieldNode | undefined;
  let members = fieldTree(table).members;
  for (const name of path.split('.')) {
    const top = node === undefined;
    node = members.get(name);
    if (node === undefined) throw new Error(`field table: a condition names ${path}, which has no row`);
    members = node.members;
    if (top) value = topValue(roots, side, node);
    else if (isMap(value)) value = value[side === 'live' ? node.liveName : name];
    else if (!(value instanceof Unknown || value instanceof NotDeployed)) value = undefined;
  }
  return { value, node };
}
