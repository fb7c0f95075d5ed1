import { bareObject } from '../model/json';
import { isMap, type Value, type ValueMap } from '../model/value';
import type { Cell, Cells } from './cell';
import { type FieldNode, smallFirst } from './field-tree';

/**
 * Whether all sides hold the very same at a place, in the same order and each in its own names, or the templates leave
 * it out and ECS shows its fixed default: no rule could find a difference there. False says nothing. Most of what
 * services have is such, and this is all that it costs.
 */
export function plainlySame(node: FieldNode, { synthesized, deployed, live }: Cells): boolean {
  return synthesized === deployed && holdSame(node, deployed, live);
}

function holdSame(node: FieldNode, deployed: Cell, live: Cell): boolean {
  if (Array.isArray(live)) {
    return live.length === 0 ? isNothing(node, deployed) : Array.isArray(deployed) && areSame(node, deployed, live);
  }
  const { absent, shape } = node.row;
  if (typeof live === 'object') {
    if (shape.type !== 'object' || !isMap(live)) return false;
    if (deployed === undefined) return shape.filled === true && haveSame(node, NOTHING, live);
    return isMap(deployed as Value) && haveSame(node, deployed as ValueMap, live);
  }
  // An empty text may stand for what its absence means.
  if (typeof live !== shape.type || live === '') return false;
  if (deployed !== undefined) return deployed === live;
  return absent?.is === 'any' || (absent?.is === 'default' && absent.value === live);
}

const NOTHING: ValueMap = bareObject<Value>();

const LISTS: ReadonlySet<string> = new Set(['set', 'keyed', 'ordered', 'map', 'spread']);

/** Whether a template leaves a list out, or empty, that means nothing then. */
function isNothing({ row }: FieldNode, deployed: Cell): boolean {
  const { shape, absent, absentLive } = row;
  if (!LISTS.has(shape.type) || absentLive !== undefined) return false;
  if (absent !== undefined && absent.is !== 'nothing') return false;
  return deployed === undefined || (Array.isArray(deployed) && deployed.length === 0);
}

function areSame(node: FieldNode, deployed: readonly Value[], live: readonly Value[]): boolean {
  const { shape } = node.row;
  if (deployed.length !== live.length) return false;
  return deployed.every((item, index) => {
    const other = live[index];
    if (shape.type === 'set') return typeof item === 'string' && item === other;
    if (!isMap(item) || !isMap(other)) return false;
    if (shape.type === 'keyed' || shape.type === 'ordered') return haveSame(node, item, other);
    return shape.type === 'map' && shape.entries !== undefined && isSameEntry(shape.entries, item, other);
  });
}

/** The members that have rows; others that ECS shows are none of the template's business. */
function haveSame(node: FieldNode, deployed: ValueMap, live: ValueMap): boolean {
  let declared = 0;
  for (const member of node.members.values()) {
    const [own, other] = [deployed[member.name], live[member.liveName]];
    if (own !== undefined) declared += 1;
    if ((own !== undefined || other !== undefined) && !holdSame(member, own, other)) return false;
  }
  const names = Object.keys(deployed).length;
  return names === declared && (names > 0 || deployed === NOTHING);
}

function isSameEntry({ name, value }: { name: string; value: string }, item: ValueMap, other: ValueMap): boolean {
  const [key, held] = [item[name], item[value]];
  if (Object.keys(item).length !== 2 || typeof key !== 'string' || typeof held !== 'string') return false;
  return key === other[smallFirst(name)] && held === other[smallFirst(value)];
}
