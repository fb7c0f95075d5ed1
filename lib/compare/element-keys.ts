import type { KeyMember, ListKey } from '../model/field';
import { NotDeployed, Unknown, type Value, type ValueMap } from '../model/value';
import { absenceOf } from './absence';
import { ANY, type Side } from './cell';
import type { FieldNode } from './field-tree';
import { Options, readingOf, toLeaf, WrongType } from './leaf';
import type { Walk } from './walk';

/** A part of an element's key: a text, or an unknown one. */
export type KeyPart = string | Unknown;

/** An element of a keyed list with what tells it apart from others. */
export interface Element {
  readonly side: Side;
  readonly value: ValueMap;
  parts: KeyPart[];
  /** The key that all sides share, once it is settled. */
  key: string | undefined;
}

/** Reads the key of an element by its list's rule. Of several readings of a part the one among the live texts holds. */
export function readElement(
  walk: Walk,
  node: FieldNode,
  side: Side,
  value: ValueMap,
  liveTexts: ReadonlySet<string>,
): Element {
  const { shape } = node.row;
  const rule: ListKey = shape.type === 'keyed' ? shape.key : { members: [] };
  const read = (member: string): KeyPart | undefined => readPart(walk, node, side, value, { member }, liveTexts);
  let parts = rule.members.map(read).filter((part) => part !== undefined);
  if (parts.length === 0) parts = (rule.otherwise ?? []).map(read).filter((part) => part !== undefined);
  const element: Element = { side, value, parts, key: undefined };
  settleKey(element);
  return element;
}

/** Takes the next telling member into the keys of elements that share theirs; at last a number. */
export function distinguish(walk: Walk, node: FieldNode, rule: ListKey, elements: readonly Element[]): void {
  for (const group of shared(elements)) {
    for (const telling of rule.telling ?? []) {
      if (shared(group).length === 0) break;
      for (const element of group) {
        const part = readPart(walk, node, element.side, element.value, telling);
        if (part !== undefined) element.parts.push(part);
        settleKey(element);
      }
    }
    number(group);
  }
}

/** Groups of elements, over all sides, whose key two elements of one side share. */
function shared(elements: readonly Element[]): Element[][] {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    if (element.key === undefined) continue;
    const group = groups.get(element.key);
    if (group === undefined) groups.set(element.key, [element]);
    else group.push(element);
  }
  return [...groups.values()].filter((group) => new Set(group.map(({ side }) => side)).size < group.length);
}

function number(group: readonly Element[]): void {
  for (const twins of shared(group)) {
    const seen = new Map<Side, number>();
    for (const element of twins) {
      const position = (seen.get(element.side) ?? 0) + 1;
      seen.set(element.side, position);
      if (position > 1) element.key = `${element.key}#${position}`;
    }
  }
}

function settleKey(element: Element): void {
  const known = element.parts.every((part) => typeof part === 'string');
  element.key = known ? element.parts.join(':') : undefined;
}

/** The key as far as it is known, unknown parts in the style of Fn::Sub. */
export function displayKey(element: Element): string {
  return element.parts.map((part) => (typeof part === 'string' ? part : part.display)).join(':');
}

function readPart(
  walk: Walk,
  node: FieldNode,
  side: Side,
  element: ValueMap,
  { member, segment }: KeyMember,
  liveTexts: ReadonlySet<string> = new Set(),
): KeyPart | undefined {
  const row = node.members.get(member);
  if (row === undefined) throw new Error(`field table: ${node.row.path} is keyed by ${member}, which has no row`);
  const nameOf = (name: string): string => (side === 'live' ? (node.members.get(name)?.liveName ?? name) : name);
  let value: Value | undefined = element[nameOf(member)];
  if (value === undefined) {
    const meaning = absenceOf(walk, row.row, side, (other) => element[nameOf(other)]);
    value = meaning === ANY ? undefined : meaning.values[0];
  }
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return joinList(value);
  const leaf = toLeaf(value, row.row.shape.type === 'number' ? 'number' : 'string');
  if (leaf instanceof Unknown) return leaf;
  if (leaf instanceof NotDeployed) return leaf.display;
  if (!(leaf instanceof Options) || leaf.values[0] === '') return undefined;
  const text = readingOf(leaf, liveTexts);
  const { spelling } = row.row;
  const name = spelling?.type === 'name-or-arn' ? text.slice(text.lastIndexOf('/') + 1) : text;
  return segment === undefined ? name : (name.split('/')[segment] ?? name);
}

function joinList(list: readonly Value[]): KeyPart | undefined {
  const texts: string[] = [];
  for (const item of list.flatMap((value) => (Array.isArray(value) ? value : [value]))) {
    const leaf = toLeaf(item, 'string');
    if (leaf instanceof Unknown) return leaf;
    if (leaf instanceof WrongType) return new Unknown(leaf.reason, '(wrong type)');
    texts.push(leaf instanceof NotDeployed ? leaf.display : String(leaf.values[0]));
  }
  return texts.length === 0 ? undefined : texts.sort().join(',');
}
