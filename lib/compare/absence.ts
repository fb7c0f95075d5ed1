import type { Absence, FieldRow } from '../model/field';
import type { Json } from '../model/json';
import { toValue, type Value } from '../model/value';
import { ANY, type Cell, OUT, type Side } from './cell';
import type { Walk } from './walk';

/** What an empty place of one side means by its row. Undefined: nothing. */
export interface Meaning {
  /** The values it may stand for, the one to show first; undefined in it stands for nothing. */
  readonly values: readonly (Value | undefined)[];
}

const NOTHING: Meaning = { values: [undefined] };

/** The rule for absence of a row on a side, with its cases decided. `sibling` reads a member of the same object. */
export function absenceOf(
  walk: Walk,
  row: FieldRow,
  side: Side,
  sibling: (member: string) => Cell,
): Meaning | typeof ANY {
  const declared = row.absent ?? { is: 'nothing' };
  const live = row.absentLive ?? (declared.is === 'any' ? { is: 'nothing' } : declared);
  return decide(walk, side === 'live' ? live : declared, side, sibling);
}

function decide(walk: Walk, absence: Absence, side: Side, sibling: (member: string) => Cell): Meaning | typeof ANY {
  switch (absence.is) {
    case 'nothing':
      return NOTHING;
    case 'any':
      return ANY;
    case 'default':
      return { values: [fromJson(absence.value)] };
    case 'one-of':
      return { values: absence.values.map(fromJson) };
    case 'sibling': {
      const cell = sibling(absence.member);
      return cell === undefined || cell === OUT ? NOTHING : cell === ANY ? ANY : { values: [cell] };
    }
    case 'property': {
      const value = walk.read(side, absence.property);
      if (value === undefined) return decide(walk, absence.otherwise, side, sibling);
      return { values: [value] };
    }
    case 'cases': {
      for (const { when, absence: then } of absence.cases) {
        const holds = walk.holds(side, when);
        // A condition that cannot be decided leaves the default open.
        if (holds === undefined) return ANY;
        if (holds) return decide(walk, then, side, sibling);
      }
      return decide(walk, absence.otherwise, side, sibling);
    }
  }
}

function fromJson(json: Json | undefined): Value | undefined {
  return toValue(json);
}
