import { absenceOf } from './absence';
import { alignKeyed } from './align-keyed';
import { alignLeaf } from './align-leaf';
import { alignMap, alignSpread } from './align-map';
import { alignObject } from './align-object';
import { alignOrdered } from './align-ordered';
import { alignSet } from './align-set';
import { ANY, type Cell, type Cells, isHeld, type Side } from './cell';
import type { FieldNode } from './field-tree';
import { isOutOfBand } from './manager-of';
import { plainlySame } from './plainly-same';
import type { Place, Walk } from './walk';

/** Reads a member of the same object on one side, for defaults that follow another member. */
export type Sibling = (side: Side, member: string) => Cell;

/** Puts one property into the three trees by its row. */
export function alignProperty(walk: Walk, node: FieldNode, cells: Cells, at: Place, sibling: Sibling): void {
  // What no side has, no side can have differently; most properties of most services are such.
  if (cells.synthesized === undefined && cells.deployed === undefined && cells.live === undefined) return;
  if (plainlySame(node, cells)) return;
  // Off on both sides that there are: what the code says of it comes with its switch, and that is told.
  if (cells.deployed === ANY && cells.live === ANY) return;
  const declaredBy = {
    synthesized: at.declaredBy.synthesized && isHeld(cells.synthesized),
    deployed: at.declaredBy.deployed && isHeld(cells.deployed),
    live: false,
  };
  const stops = declaredBy.deployed && at.declaredBy.synthesized && cells.synthesized === undefined;
  const place = at.with(declaredBy, at.omitted ?? (stops ? node : undefined));
  at.marks.set(node.name, {
    node,
    element: false,
    declared: declaredBy.synthesized || declaredBy.deployed,
    omitted: place.omitted,
  });
  const absent = (side: Side) => absenceOf(walk, node.row, side, (member) => sibling(side, member));
  const { shape, spelling } = node.row;
  if (shape.type === 'object') alignObject(walk, node, cells, place);
  else if (shape.type === 'set') alignSet(walk, node, cells, place, absent);
  else if (shape.type === 'keyed') alignKeyed(walk, node, cells, place, absent);
  else if (shape.type === 'ordered') alignOrdered(walk, node, cells, place, absent);
  else if (shape.type === 'map') alignMap(walk, node, cells, place);
  else if (shape.type === 'spread') alignSpread(walk, node, cells, place);
  else {
    const refuted = isOutOfBand(walk, node, cells.live);
    alignLeaf(walk, { type: shape.type, spelling, absent, refuted }, cells, place, node.name);
  }
}
