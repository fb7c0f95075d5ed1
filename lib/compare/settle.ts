import { isMap, NotDeployed, Unknown, type Value, type ValueMap } from '../model/value';
import { ANY, type Cell, type Cells, OUT, SIDES, type Side } from './cell';
import { leaveUnresolved, type Place, type Walk } from './walk';

/** What a side holds where an object or a list is to be. */
export type Settled<T> = T | typeof ANY | typeof OUT | undefined;

/**
 * Clears cells of what is no object or list as a whole: an unknown is noted and gets out of the way without hiding
 * the other sides, a value still to come is put into the synthesized tree. Undefined: nothing here can be compared.
 */
export function settle<T extends Value>(
  walk: Walk,
  cells: Cells,
  place: Place,
  segment: string,
  what: { readonly name: string; readonly is: (value: Value) => value is T },
): Record<Side, Settled<T>> | undefined {
  const settled = {} as Record<Side, Settled<T> | Unknown | NotDeployed>;
  for (const side of SIDES) settled[side] = classify(cells[side], side, what);
  const { synthesized, deployed, live } = settled;
  if (live instanceof Unknown || deployed instanceof Unknown) {
    const unknown = live instanceof Unknown ? live : (deployed as Unknown);
    const both = synthesized instanceof Unknown;
    const side = live instanceof Unknown ? 'live' : both ? 'both' : 'deployed';
    leaveUnresolved(walk, place, segment, side, unknown.reason);
    return undefined;
  }
  if (synthesized instanceof Unknown) {
    leaveUnresolved(walk, place, segment, 'synthesized', synthesized.reason);
    settled.synthesized = deployed === OUT ? live : deployed;
  }
  if (synthesized instanceof NotDeployed) {
    const into = place.into.synthesized;
    if (into !== undefined) into[segment] = synthesized.display;
    settled.synthesized = OUT;
  }
  return settled as Record<Side, Settled<T>>;
}

function classify<T extends Value>(
  cell: Cell,
  side: Side,
  what: { readonly name: string; readonly is: (value: Value) => value is T },
): Settled<T> | Unknown | NotDeployed {
  if (cell === undefined || cell === OUT || cell === ANY) return cell;
  const value = cell;
  if (value instanceof Unknown || what.is(value)) return value;
  if (value instanceof NotDeployed) {
    return side === 'synthesized' ? value : new Unknown(value.reason, value.display);
  }
  const met = Array.isArray(value) ? 'a list' : isMap(value) ? 'an object' : 'a single value';
  return new Unknown(`${met} stands where ${what.name} should`, '(wrong type)');
}

export const OBJECT = { name: 'an object', is: (value: Value): value is ValueMap => isMap(value) } as const;
export const LIST = { name: 'a list', is: (value: Value): value is Value[] => Array.isArray(value) } as const;

/** Which sides have the place, where `ANY` follows the side that it is equal to. */
export function presentSides(states: Readonly<Record<Side, 'in' | 'out' | 'any'>>): Record<Side, boolean> {
  const own = (side: Side): boolean => states[side] === 'in';
  const live = states.live === 'any' ? own('deployed') : own('live');
  const deployed = states.deployed === 'any' ? live : own('deployed');
  const synthesized = states.synthesized === 'any' ? (states.deployed === 'out' ? live : deployed) : own('synthesized');
  return { synthesized, deployed, live };
}
