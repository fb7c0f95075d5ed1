import type { Condition, LivePlace } from '../model/field';
import { bareObject } from '../model/json';
import { joinPath } from '../model/property-path';
import type { Note, Unresolved } from '../model/report';
import type { Scalar, Value, ValueMap } from '../model/value';
import { eachSide, type Side } from './cell';
import type { FieldNode, FieldTree } from './field-tree';
import type { Names } from './names';

/**
 * One side in canonical form: objects without a prototype and single values, no lists. Elements, members of sets and
 * entries of maps have keys with a `[` before them, so that no name of a user can meet a property's.
 */
export type Canonical = Scalar | CanonicalObject;
export type CanonicalObject = { [key: string]: Canonical };

/** What is to be known about a place when a difference is found there. */
export interface Mark {
  readonly node: FieldNode;
  /** True where the place is an element, not the property. */
  readonly element: boolean;
  readonly declared: boolean;
  /** The topmost property that the synthesized template leaves out though the deployed one declares it. */
  readonly omitted?: FieldNode | undefined;
}

/** What one comparison gathers while it walks the three sides together. */
export interface Walk {
  readonly tree: FieldTree;
  /** The properties of each side: live ones by ECS's names at the place of the service. */
  readonly roots: Readonly<Record<Side, ValueMap>>;
  readonly trees: Readonly<Record<Side, CanonicalObject>>;
  readonly marks: Map<string, Mark>;
  /** Places where the synthesized value is not known though a difference was proven. */
  readonly withoutSynthesized: Set<string>;
  readonly unresolved: Map<string, Unresolved>;
  readonly notes: Note[];
  readonly holds: (side: Side, condition: Condition) => boolean | undefined;
  /** A property by its path: the live value, else the deployed, else the synthesized one. */
  readonly find: (property: string) => Value | undefined;
  /** A property of one side by its path. */
  readonly read: (side: Side, property: string) => Value | undefined;
  readonly names?: Names | undefined;
  readonly modelled: (place: LivePlace, path: readonly string[]) => boolean;
}

/** Where the walk stands. */
export interface Place {
  readonly segments: readonly string[];
  /** The canonical object of each side that the place's own value goes into; undefined where the side is out. */
  readonly into: Readonly<Record<Side, CanonicalObject | undefined>>;
  /** Whether a template declares what encloses the place. */
  readonly declaredBy: Readonly<Record<Side, boolean>>;
  readonly omitted?: FieldNode | undefined;
}

/** The key by which marks and the like are kept: one text per place. */
export function placeKey(segments: readonly string[]): string {
  return segments.join('\u0000');
}

export function rootPlace(walk: Walk): Place {
  return { segments: [], into: walk.trees, declaredBy: eachSide((side) => side !== 'live') };
}

/** The place of a member, element or entry below this one. */
export function below(place: Place, segment: string, into: Place['into'], declaredBy = place.declaredBy): Place {
  return { segments: [...place.segments, segment], into, declaredBy, omitted: place.omitted };
}

/** Opens an object at the place on the sides that have one; the others are out from here on. */
export function open(place: Place, segment: string, sides: Readonly<Record<Side, boolean>>): Place['into'] {
  return eachSide((side) => {
    const parent = place.into[side];
    if (parent === undefined || !sides[side]) return undefined;
    const object = bareObject<Canonical>();
    parent[segment] = object;
    return object;
  });
}

/** Notes an unresolved value; one entry per path, the first reason stays. */
export function leaveUnresolved(
  walk: Walk,
  segments: readonly string[],
  side: Unresolved['side'],
  reason: string,
): void {
  const path = joinPath(segments);
  if (!walk.unresolved.has(path)) walk.unresolved.set(path, { path, side, reason });
}
