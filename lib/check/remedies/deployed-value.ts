import { conditionHolds } from '../../compare/conditions';
import type { FieldNode } from '../../compare/field-tree';
import type { Absence, FieldTable } from '../../model/field';
import { bareObject, type Json } from '../../model/json';
import { isMap, type Value, type ValueMap } from '../../model/value';
import { type Spelling, spell } from './spell';

/** What the deployed template says, in the words of the API. */
export interface DeployedSide {
  readonly table: FieldTable;
  readonly properties: ValueMap;
  readonly showValues: boolean;
}

/** A property's deployed value for the API, or what its absence means; undefined where either cannot be said. */
export function deployedValue(node: FieldNode, value: Value | undefined, side: DeployedSide): Json | undefined {
  if (value !== undefined) return spell(node, value, spellingOf(side));
  if (node.row.shape.type === 'object')
    return node.row.shape.filled ? filledObject(node, undefined, side, ALL) : undefined;
  return meaningOf(node, node.row.absent ?? { is: 'nothing' }, side);
}

/** Which members of an object are to be sent besides those that are declared. */
export type Wanted = (member: FieldNode) => boolean;
const ALL: Wanted = () => true;

/** An object of the deployed side with the members that are declared or wanted; undefined where one cannot be said. */
export function filledObject(
  node: FieldNode,
  value: Value | undefined,
  side: DeployedSide,
  wanted: Wanted,
): Json | undefined {
  if (value !== undefined && !isMap(value)) return undefined;
  const filled = bareObject<Json>();
  for (const member of node.members.values()) {
    const own = value?.[member.name];
    if (own === undefined && !wanted(member)) continue;
    const inner = memberValue(member, own, side);
    if (inner === undefined) return undefined;
    filled[member.liveName] = inner;
  }
  const known = [...node.members.keys()];
  return Object.keys(value ?? {}).every((name) => known.includes(name)) ? filled : undefined;
}

function memberValue(member: FieldNode, own: Value | undefined, side: DeployedSide): Json | undefined {
  return member.row.shape.type === 'object' && member.row.shape.filled
    ? filledObject(member, own, side, ALL)
    : deployedValue(member, own, side);
}

function spellingOf({ showValues }: DeployedSide): Spelling {
  return { from: 'template', to: 'api', showValues };
}

/** Only where there is one meaning: what AWS chooses cannot be asked for again. */
function meaningOf(node: FieldNode, absence: Absence, side: DeployedSide): Json | undefined {
  if (absence.is === 'default') return absence.value;
  if (absence.is === 'nothing') return LISTS.has(node.row.shape.type) ? [] : undefined;
  if (absence.is !== 'cases') return undefined;
  const { table, properties } = side;
  const roots = { synthesized: properties, deployed: properties, live: { service: properties } };
  for (const { when, absence: then } of absence.cases) {
    const holds = conditionHolds(table, roots, 'deployed', when);
    if (holds === undefined) return undefined;
    if (holds) return meaningOf(node, then, side);
  }
  return meaningOf(node, absence.otherwise, side);
}

const LISTS: ReadonlySet<string> = new Set(['set', 'keyed', 'ordered']);
