import { isMap, Unknown, type Value, type ValueMap } from '../model/value';
import type { Side } from './cell';
import { displayKey, type Element, type KeyPart } from './element-keys';
import type { FieldNode } from './field-tree';
import { Options, stableJson, toLeaf } from './leaf';
import { fits, same } from './same';

/** More elements than this with unknown keys are not told apart: the possibilities grow too fast. */
const MOST_PAIRED = 6;

/** Elements whose partner cannot be told. */
export interface Unpaired {
  readonly elements: readonly Element[];
  /** Keys on the other side that one of them may have. */
  readonly candidates: readonly string[];
}

/**
 * Gives elements with unknown keys the keys of the other side's elements that have no partner. Where there are as many
 * as there are unknowns, the assignment with the fewest contradictions holds; where there are others, nobody can tell.
 */
export function pairElements(
  node: FieldNode,
  unknown: readonly Element[],
  taken: ReadonlySet<string>,
  others: readonly Element[],
): Unpaired {
  if (unknown.length === 0) return { elements: [], candidates: [] };
  const surplus = others.filter((other) => other.key !== undefined && !taken.has(other.key));
  const candidates = surplus.filter((other) => unknown.some((element) => mayPair(element, other)));
  for (const element of unknown) {
    // What fits nothing that is there is an element of its own.
    if (!candidates.some((other) => mayPair(element, other))) element.key = displayKey(element);
  }
  const open = unknown.filter((element) => element.key === undefined);
  if (open.length === candidates.length && open.length <= MOST_PAIRED) {
    const assignment = assign(node, open, candidates);
    open.forEach((element, index) => {
      element.key = assignment[index]?.key;
    });
    return { elements: [], candidates: [] };
  }
  return { elements: open, candidates: candidates.map((other) => other.key ?? '') };
}

function mayPair(element: Element, other: Element): boolean {
  if (element.parts.length > other.parts.length) return false;
  return element.parts.every((part, index) => mayBeEqual(part, other.parts[index]));
}

function mayBeEqual(a: KeyPart, b: KeyPart | undefined): boolean {
  if (typeof a === 'string') return a === b;
  return typeof b !== 'string' || a.pieces === undefined || fits(a.pieces, b);
}

/** The assignment of others to elements, in their order, with the fewest members that contradict each other. */
function assign(node: FieldNode, elements: readonly Element[], others: readonly Element[]): Element[] {
  let best: { cost: number; order: Element[] } = { cost: Number.POSITIVE_INFINITY, order: [] };
  const search = (order: Element[], cost: number): void => {
    if (cost >= best.cost) return;
    const element = elements[order.length];
    if (element === undefined) {
      best = { cost, order };
      return;
    }
    for (const other of others) {
      if (order.includes(other)) continue;
      const clash = mayPair(element, other) ? contradictions(node, element.value, other.value, other.side) : 100;
      search([...order, other], cost + clash);
    }
  };
  search([], 0);
  return best.order;
}

function contradictions(node: FieldNode, own: ValueMap, other: ValueMap, side: Side): number {
  let count = 0;
  for (const member of node.members.values()) {
    const left = own[member.name];
    const right = other[side === 'live' ? member.liveName : member.name];
    if (isMap(left) && isMap(right)) count += contradictions(member, left, right, side);
    else if (left !== undefined && right !== undefined && differ(member, left, right)) count += 1;
  }
  return count;
}

/** Lists of objects are no evidence: what is in them is told apart only later. */
function differ(member: FieldNode, left: Value, right: Value): boolean {
  const { type } = member.row.shape;
  if (type === 'set') return inOrder(left) !== inOrder(right);
  if (type !== 'string' && type !== 'number' && type !== 'boolean') return false;
  const [a, b] = [toLeaf(left, type), toLeaf(right, type)];
  if (!(a instanceof Options || a instanceof Unknown) || !(b instanceof Options || b instanceof Unknown)) return false;
  return same(a, b, { spelling: member.row.spelling }) === false;
}

function inOrder(list: Value): string {
  return [list].flat().map(stableJson).sort().join();
}
