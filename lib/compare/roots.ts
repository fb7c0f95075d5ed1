import type { LivePlace } from '../model/field';
import { bareObject } from '../model/json';
import type { Value, ValueMap } from '../model/value';
import type { Side } from './cell';
import type { FieldNode } from './field-tree';
import { identical } from './identical';

/** What ECS answered, by its own names; a place that could not be read is left out. */
export type LivePlaces = Readonly<Partial<Record<LivePlace, ValueMap>>> & { readonly service: ValueMap };

/** The properties of each side from the top. Where the code changes nothing, the templates' sides are one object. */
export interface Roots {
  readonly synthesized: ValueMap;
  readonly deployed: ValueMap;
  readonly live: LivePlaces;
}

/** What stands beside a service in its templates. */
export type Beside = Readonly<Record<'synthesized' | 'deployed', ValueMap>>;

export const NOTHING_BESIDE: ValueMap = bareObject<Value>();

/** The sides with what stands beside them among their own properties. */
export function rootsOf({ synthesized, deployed, live }: Roots, beside: Beside): Roots {
  const together = withBeside(deployed, beside.deployed);
  const same = synthesized === deployed && identical(beside.synthesized, beside.deployed);
  return { synthesized: same ? together : withBeside(synthesized, beside.synthesized), deployed: together, live };
}

function withBeside(own: ValueMap, beside: ValueMap): ValueMap {
  return beside === NOTHING_BESIDE ? own : Object.assign(bareObject<Value>(), own, beside);
}

/** A top-level property of one side; a live one from the place where ECS shows it, else from the service. */
export function topValue(roots: Roots, side: Side, node: FieldNode): Value | undefined {
  if (side !== 'live') return roots[side][node.name];
  const { live } = roots;
  return live[node.place]?.[node.liveName] ?? live.service[node.liveName];
}
