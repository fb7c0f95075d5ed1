import type { Manager } from '../model/field';
import { isElementKey, joinPath } from '../model/property-path';
import type { Note, Unresolved } from '../model/report';
import { isMap, type Value } from '../model/value';
import { type Cell, isHeld } from './cell';
import type { FieldNode } from './field-tree';
import type { Finding } from './find-differences';
import { Options, toLeaf } from './leaf';
import { topValue } from './roots';
import type { Undeclared, Walk } from './walk';

/** The note for a difference that something other than the template makes; undefined where it is nobody's. */
export function managerOf(walk: Walk, { difference, segments }: Finding): (Note & Undeclared) | undefined {
  if (difference.cause === 'pending' || difference.cause === 'adopted') return undefined;
  for (const node of nodesOn(walk, segments).reverse()) {
    for (const manager of node.row.managed ?? []) {
      const text = claim(walk, manager, difference.live);
      if (text === undefined) continue;
      const undeclared = difference.declared ? {} : { undeclared: true as const };
      return { kind: 'managed', path: joinPath(segments), text, ...undeclared };
    }
  }
  return undefined;
}

/**
 * The note for what something keeps right though a template's value for it is not known: then nobody misses it. A live
 * value that is not known is missed.
 */
export function keeperOf(walk: Walk, { path, side }: Unresolved): Note | undefined {
  if (side === 'live') return undefined;
  const top = path.split(/[.[]/)[0] ?? path;
  const node = walk.tree.members.get(top);
  for (const manager of node?.row.managed ?? []) {
    if (node === undefined || (manager.between !== undefined && path !== top)) continue;
    const live = path === top ? topValue(walk.roots, 'live', node) : undefined;
    const text = claim(walk, manager, manager.between === undefined ? live : numberOf(live));
    if (text !== undefined) return { kind: 'managed', path, text };
  }
  return undefined;
}

/** Whether a live number lies outside what something keeps it within, so that no template's value explains it. */
export function isOutOfBand(walk: Walk, { row }: FieldNode, live: Cell): boolean {
  if (row.managed === undefined || !isHeld(live)) return false;
  const number = numberOf(live);
  return row.managed.some((manager) => {
    const band = bandOf(walk, manager);
    return number !== undefined && band !== undefined && (number < band.low || band.high < number);
  });
}

/** The rows' nodes on the way to a place, from the top. */
function nodesOn(walk: Walk, segments: readonly string[]): FieldNode[] {
  const nodes: FieldNode[] = [];
  let members: ReadonlyMap<string, FieldNode> = walk.tree.members;
  for (const segment of segments) {
    if (isElementKey(segment)) continue;
    const node = members.get(segment);
    if (node === undefined) break;
    nodes.push(node);
    members = node.members;
  }
  return nodes;
}

/** What a manager has to say of a live value; undefined where it is none of its business. */
function claim(walk: Walk, manager: Manager, live: unknown): string | undefined {
  const { when, between, among, by } = manager;
  if (when !== undefined && !walk.holds(manager.side ?? 'live', when)) return undefined;
  if (between !== undefined) {
    const band = bandOf(walk, manager);
    if (band === undefined || typeof live !== 'number') return undefined;
    const { low, high } = band;
    return low <= live && live <= high ? `${by} keeps it within ${low}..${high}; live ${live}` : undefined;
  }
  if (among !== undefined) {
    const known = walk.find(among.property);
    const part = String(live).split('/')[among.segment] ?? String(live);
    if (Array.isArray(known) && known.every((item) => typeof item === 'string') && !known.includes(part)) {
      return undefined;
    }
  }
  return live === undefined || isMap(live as Value) ? `${by} sets it` : `${by} sets it; live ${String(live)}`;
}

function bandOf(walk: Walk, { between }: Manager): { readonly low: number; readonly high: number } | undefined {
  const [low, high] = (between ?? []).map((property) => numberOf(walk.find(property)));
  return low === undefined || high === undefined ? undefined : { low, high };
}

function numberOf(value: Value | undefined): number | undefined {
  if (value === undefined) return undefined;
  const leaf = toLeaf(value, 'number');
  const [number] = leaf instanceof Options ? leaf.values : [];
  return typeof number === 'number' ? number : undefined;
}
