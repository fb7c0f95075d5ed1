import type { Condition } from '../model/field';
import { bareObject } from '../model/json';
import { joinPath } from '../model/property-path';
import type { Note, Unresolved } from '../model/report';
import type { Scalar, Value } from '../model/value';
import { eachSide, type Side } from './cell';
import type { FieldNode, FieldTree } from './field-tree';
import type { MarkTree } from './mark-tree';
import type { Names } from './names';
import type { Roots } from './roots';

/**
 * One side in canonical form: objects without a prototype and single values, no lists. Elements, members of sets and
 * entries of maps have keys with a `[` before them, so that no name of a user can meet a property's.
 */
export type Canonical = Scalar | CanonicalObject;
export type CanonicalObject = { [key: string]: Canonical };

/** Set on what is said of a property that no template declares. */
export interface Undeclared {
  readonly undeclared?: true;
}

/** What one comparison gathers while it walks the three sides together. */
export interface Walk {
  readonly tree: FieldTree;
  /** The properties of each side: live ones by ECS's names at the place of the service. */
  readonly roots: Roots;
  readonly trees: Readonly<Record<Side, CanonicalObject>>;
  readonly marks: MarkTree;
  readonly unresolved: Map<string, Unresolved & Undeclared>;
  readonly notes: (Note & Undeclared)[];
  readonly holds: (side: Side, condition: Condition) => boolean | undefined;
  /** A property by its path: the live value, else the deployed, else the synthesized one. */
  readonly find: (property: string) => Value | undefined;
  /** A property of one side by its path. */
  readonly read: (side: Side, property: string) => Value | undefined;
  readonly names?: Names | undefined;
}

/** Where the walk stands. */
export class Place {
  constructor(
    private readonly parent: Place | undefined,
    private readonly segment: string,
    /** The canonical object of each side that the place's own value goes into; undefined where the side is out. */
    readonly into: Readonly<Record<Side, CanonicalObject | undefined>>,
    /** Whether a template declares what encloses the place. */
    readonly declaredBy: Readonly<Record<Side, boolean>>,
    readonly marks: MarkTree,
    readonly omitted: FieldNode | undefined,
  ) {}

  /** The path to here, from the top. */
  get segments(): string[] {
    return this.parent === undefined ? [] : [...this.parent.segments, this.segment];
  }

  /** Whether the synthesized side is the deployed one, not only like it. */
  get shared(): boolean {
    return this.into.deployed !== undefined && this.into.synthesized === this.into.deployed;
  }

  /** The same place with what was found out about its property. */
  with(declaredBy: Place['declaredBy'], omitted: FieldNode | undefined): Place {
    return new Place(this.parent, this.segment, this.into, declaredBy, this.marks, omitted);
  }

  /** The place of a member, element or entry below this one. */
  below(segment: string, into: Place['into']): Place {
    return new Place(this, segment, into, this.declaredBy, this.marks.below(segment), this.omitted);
  }
}

export function rootPlace(walk: Walk): Place {
  const declaredBy = eachSide((side) => side !== 'live');
  return new Place(undefined, '', walk.trees, declaredBy, walk.marks, undefined);
}

/** Opens an object at the place on the sides that have one; the others are out from here on. */
export function open(place: Place, segment: string, sides: Readonly<Record<Side, boolean>>): Place['into'] {
  const opened = (side: Side): CanonicalObject | undefined => {
    const parent = place.into[side];
    if (parent === undefined || !sides[side]) return undefined;
    const object = bareObject<Canonical>();
    parent[segment] = object;
    return object;
  };
  const deployed = opened('deployed');
  const shared = place.shared && sides.synthesized === sides.deployed;
  return { synthesized: shared ? deployed : opened('synthesized'), deployed, live: opened('live') };
}

/** Notes an unresolved value of a place, or of what lies in it; one entry per path, the first reason stays. */
export function leaveUnresolved(
  walk: Walk,
  place: Place,
  segment: string | undefined,
  side: Unresolved['side'],
  reason: string,
): void {
  const path = joinPath(segment === undefined ? place.segments : [...place.segments, segment]);
  if (walk.unresolved.has(path)) return;
  const declared = place.declaredBy.synthesized || place.declaredBy.deployed;
  walk.unresolved.set(path, { path, side, reason, ...(declared ? {} : { undeclared: true }) });
}
