import { Unknown, type Value } from '../model/value';
import type { Meaning } from './absence';
import { ANY, type Cells, eachSide, OUT, type Side } from './cell';
import type { FieldNode } from './field-tree';
import { LIST, settle } from './settle';
import { open, type Place, type Walk } from './walk';

export type ListCell = readonly Value[] | typeof ANY | typeof OUT;

export interface OpenList {
  /** One that is left out or empty is what its absence means. */
  readonly lists: Readonly<Record<Side, ListCell>>;
  /** The place of its elements, on all sides that are not out of it. */
  readonly inside: Place;
}

/** Opens a list in the three trees. Undefined: nothing to compare. */
export function openList(
  walk: Walk,
  node: FieldNode,
  cells: Cells,
  place: Place,
  absent: (side: Side) => Meaning | typeof ANY,
): OpenList | undefined {
  const settled = settle(walk, cells, place, node.name, LIST);
  if (settled === undefined) return undefined;
  const lists = eachSide((side): ListCell => {
    const cell = settled[side];
    if (cell === OUT || cell === ANY) return cell;
    if (cell !== undefined && cell.length > 0) return cell;
    const meaning = absent(side);
    if (meaning === ANY) return ANY;
    const [value] = meaning.values;
    // What it holds then is one unknown element, as far as anybody can tell.
    if (value instanceof Unknown) return [value];
    return Array.isArray(value) ? value : [];
  });
  const sides = eachSide((side) => lists[side] !== OUT);
  return { lists, inside: place.below(node.name, open(place, node.name, sides)) };
}
