import { elementKey } from '../model/property-path';
import type { Meaning } from './absence';
import { alignElement } from './align-element';
import { type ANY, type Cells, eachSide, OUT, type Side } from './cell';
import type { FieldNode } from './field-tree';
import { type ListCell, openList } from './open-list';
import type { Place, Walk } from './walk';

/** Puts a list whose order counts into the three trees: position is the key. */
export function alignOrdered(
  walk: Walk,
  node: FieldNode,
  cells: Cells,
  place: Place,
  absent: (side: Side) => Meaning | typeof ANY,
): void {
  const opened = openList(walk, node, cells, place, absent);
  if (opened === undefined) return;
  const { lists, inside } = opened;
  const length = Math.max(...Object.values(lists).map((list) => (Array.isArray(list) ? list.length : 0)));
  for (let position = 0; position < length; position += 1) {
    const at = (list: ListCell) => (Array.isArray(list) ? (position in list ? list[position] : OUT) : list);
    alignElement(
      walk,
      node,
      eachSide((side) => at(lists[side])),
      inside,
      elementKey(String(position)),
    );
  }
}
