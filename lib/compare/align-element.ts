import { alignMembers } from './align-object';
import { ANY, type Cells, eachSide, OUT } from './cell';
import type { FieldNode } from './field-tree';
import { OBJECT, presentSides, settle } from './settle';
import { unswap } from './unswap';
import { open, type Place, type Walk } from './walk';

/** Puts one element of a list of objects into the three trees, under a key that all sides share. */
export function alignElement(walk: Walk, node: FieldNode, cells: Cells, inside: Place, segment: string): void {
  const settled = settle(walk, cells, inside, segment, OBJECT);
  if (settled === undefined) return;
  const { deployed, live } = settled;
  if (
    deployed !== undefined &&
    deployed !== ANY &&
    deployed !== OUT &&
    live !== undefined &&
    live !== ANY &&
    live !== OUT
  ) {
    settled.live = unswap(walk, node, { deployed, live }, inside, segment);
  }
  const present = presentSides(
    eachSide((side) => (settled[side] === ANY ? 'any' : settled[side] === OUT ? 'out' : 'in')),
  );
  inside.marks.set(segment, {
    node,
    element: true,
    declared: inside.declaredBy.synthesized || inside.declaredBy.deployed,
    omitted: inside.omitted,
  });
  alignMembers(
    walk,
    node,
    eachSide((side) => (present[side] ? (settled[side] ?? OUT) : OUT)),
    inside.below(segment, open(inside, segment, present)),
  );
}
