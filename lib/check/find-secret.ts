import { type FieldNode, memberCalled } from '../compare/field-tree';
import { isElementKey } from '../model/property-path';
import { Ambiguous, isMap, Unknown, type Value, type ValueMap } from '../model/value';
import { holdsSecret } from '../resolve/secrecy';

type Members = ReadonlyMap<string, FieldNode>;

/** What a template has at a place, as far as its elements can be told apart. */
interface Found {
  readonly values: readonly Value[];
  readonly node: FieldNode | undefined;
}

/** The secret that stands at a place of a template, lies in it, or that the place lies in. */
export function secretAt(root: ValueMap, members: Members, segments: readonly string[]): Unknown | true | undefined {
  const found = follow(root, members, segments);
  if (found instanceof Unknown) return found;
  const value = found.values.find(holdsSecret);
  return value === undefined ? undefined : (unknownIn(value) ?? true);
}

/** Whether a secret went into the key that ends the segments, or may have. */
export function isSecretKey(root: ValueMap, members: Members, segments: readonly string[]): boolean {
  const found = follow(root, members, segments.slice(0, -1));
  if (found instanceof Unknown) return true;
  const key = (segments.at(-1) ?? '').slice(1);
  return found.values.some((list) => {
    const elements = elementsOf(list);
    const called = elements.filter((one) => isCalled(one, key, found.node));
    if (called.length > 0) return called.some((one) => hidesRest(one, key, found.node));
    return elements.some((one) => hidesKey(one, found.node));
  });
}

/** Walks to a place; an unknown where a secret stands on the way. */
function follow(root: ValueMap, top: Members, segments: readonly string[]): Found | Unknown {
  let [values, members, node]: [Value[], Members | undefined, FieldNode | undefined] = [[root], top, undefined];
  for (const segment of segments) {
    const secret = values.find((value) => value instanceof Unknown && value.secret);
    if (secret instanceof Unknown) return secret;
    if (isElementKey(segment)) {
      values = values.flatMap((value) => elementsCalled(value, segment.slice(1), node));
      continue;
    }
    node = members === undefined ? undefined : memberCalled(members, segment);
    members = node?.members;
    const names = new Set([segment, ...(node?.row.otherName === undefined ? [] : [node.name, node.row.otherName])]);
    values = values.flatMap((value) =>
      isMap(value) ? [...names].flatMap((name) => (Object.hasOwn(value, name) ? [value[name] as Value] : [])) : [],
    );
  }
  return { values, node };
}

function unknownIn(value: Value): Unknown | undefined {
  if (value instanceof Unknown) return value.secret ? value : undefined;
  const inner = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : [];
  for (const item of inner) {
    const unknown = unknownIn(item);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/** The elements that have a key; if none has, those whose key is a secret. */
function elementsCalled(list: Value, key: string, node: FieldNode | undefined): Value[] {
  if (isMap(list)) return Object.hasOwn(list, key) ? [list[key] as Value] : [];
  if (node?.row.shape.type === 'ordered') return elementsOf(list).slice(Number(key), Number(key) + 1);
  const called = elementsOf(list).filter((one) => isCalled(one, key, node));
  return called.length > 0 ? called : elementsOf(list).filter((one) => hidesKey(one, node));
}

/** A function that gives a list may stand among the elements. */
function elementsOf(list: Value): Value[] {
  return Array.isArray(list) ? list.flatMap((item) => (Array.isArray(item) ? item : [item])) : [];
}

function isCalled(element: Value, key: string, node: FieldNode | undefined): boolean {
  if (!isMap(element)) return textsOf(element).includes(key);
  const parts = keyParts(element, node);
  const texts = parts.filter((part) => typeof part === 'string');
  if (texts.length < parts.length || texts.length === 0) return false;
  const isIt = (text: string): boolean => key === text || key.startsWith(`${text}:`) || key.startsWith(`${text}#`);
  const named = texts.map((text) => text.slice(text.lastIndexOf('/') + 1));
  return isIt(texts.join(':')) || isIt(named.join(':')) || (isSpread(node) && texts.includes(key));
}

function hidesKey(element: Value, node: FieldNode | undefined): boolean {
  if (!isMap(element)) return holdsSecret(element);
  return node?.row.shape.type !== 'ordered' && keyParts(element, node).some((part) => part === SECRET);
}

/** Whether what was added to a key, to tell it from others, is a secret. */
function hidesRest(element: Value, key: string, node: FieldNode | undefined): boolean {
  const shape = node?.row.shape;
  if (!isMap(element) || shape?.type !== 'keyed' || key === keyParts(element, node).map(String).join(':')) return false;
  return (shape.key.telling ?? []).some(({ member }) => holdsSecret(element[member]));
}

const SECRET = Symbol('secret');
const OPEN = Symbol('open');
type KeyPart = string | typeof SECRET | typeof OPEN;

/** The texts that an element is told apart by. */
function keyParts(element: ValueMap, node: FieldNode | undefined): KeyPart[] {
  const members = keyMembers(node);
  const names = members.own.some((name) => element[name] !== undefined) ? members.own : members.otherwise;
  return names.flatMap((name): KeyPart[] => {
    const value = element[name];
    if (value === undefined) return [];
    if (holdsSecret(value)) return [SECRET];
    const items = Array.isArray(value) ? value : [value];
    return items.map((item) => textsOf(item)[0] ?? OPEN);
  });
}

function keyMembers(node: FieldNode | undefined): { readonly own: string[]; readonly otherwise: string[] } {
  const shape = node?.row.shape;
  if (shape?.type === 'map' && shape.entries !== undefined) return { own: [shape.entries.name], otherwise: [] };
  if (shape?.type === 'spread') return { own: [shape.names], otherwise: [] };
  if (shape?.type !== 'keyed') return { own: [], otherwise: [] };
  const { members, otherwise = [] } = shape.key;
  return { own: [...members], otherwise: [...otherwise] };
}

function isSpread(node: FieldNode | undefined): boolean {
  return node?.row.shape.type === 'spread';
}

function textsOf(value: Value): string[] {
  if (value instanceof Ambiguous) return value.options.map(String);
  return typeof value === 'object' ? [] : [String(value)];
}
