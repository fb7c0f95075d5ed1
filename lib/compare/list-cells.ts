import type { Value } from '../model/value';
import type { Meaning } from './absence';
import { ANY, type Cells, eachSide, OUT, type Side } from './cell';
import { LIST, settle } from './settle';
import type { Place, Walk } from './walk';

export type ListCell = readonly Value[] | typeof ANY | typeof OUT;

/** The list of each side; one that is left out or empty is what its absence means. Undefined: nothing to compare. */
export function listCells(
  walk: Walk,
  cells: Cells,
  place: Place,
  segment: string,
  absent: (side: Side) => Meaning | typeof ANY,
): Record<Side, ListCell> | undefined {
  const settled = settle(walk, cells, place, segment, LIST);
  if (settled === undefined) return undefined;
  return eachSide((side): ListCell => {
    const cell = settled[side];
    if (cell === OUT || cell === ANY) return cell;
    if (cell !== undefined && cell.length > 0) return cell;
    const meaning = absent(side);
    if (meaning === ANY) return ANY;
    const [value] = meaning.values;
    return Array.isArray(value) ? value : [];
  });
}

/** Which sides the list itself is on: all that it is not out of. */
export function listSides(lists: Readonly<Record<Side, ListCell>>): Record<Side, boolean> {
  return eachSide((side) => lists[side] !== OUT);
}
