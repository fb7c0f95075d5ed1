import type { Value } from '../model/value';

/** The three sides, in the order in which people read them. */
export const SIDES = ['synthesized', 'deployed', 'live'] as const;
export type Side = (typeof SIDES)[number];

/** The side has no such place: what it would lie in is not there. */
export const OUT: unique symbol = Symbol('out');
/** The side accepts whatever the others have: AWS chooses, or it does not count. */
export const ANY: unique symbol = Symbol('any');

/** What a side holds at one place; undefined: the place is there and left empty, its absence decides. */
export type Cell = Value | typeof OUT | typeof ANY | undefined;
export type Cells = Readonly<Record<Side, Cell>>;

/** True for what the side holds itself. */
export function isHeld(cell: Cell): cell is Value {
  return cell !== undefined && cell !== OUT && cell !== ANY;
}

/** One cell for each side, made by the same rule. */
export function eachSide<T>(make: (side: Side) => T): Record<Side, T> {
  return { synthesized: make('synthesized'), deployed: make('deployed'), live: make('live') };
}
