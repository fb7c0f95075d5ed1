import type { Json } from '../model/json';
import { Secret, type SecretJson } from '../model/secret';
import type { FieldNode } from './field-tree';
import type { Canonical, CanonicalObject } from './walk';

/** A canonical value as people know it from CloudFormation: lists again, names in CloudFormation's spelling. */
export function display(node: FieldNode, element: boolean, value: Canonical): SecretJson {
  const { shape, secret } = node.row;
  if (typeof value !== 'object') {
    if (shape.type === 'json' && typeof value === 'string') return parseToken(value);
    return secret ? new Secret(value) : value;
  }
  if (element || shape.type === 'object') return displayMembers(node, value);
  const entries = Object.entries(value);
  if (shape.type === 'set') return entries.map(([, text]) => text as Json);
  if (shape.type === 'map' && shape.entries !== undefined) {
    const { name, value: text } = shape.entries;
    return entries.map(([key, inner]) => ({ [name]: key.slice(1), [text]: display(node, false, inner) }));
  }
  if (shape.type === 'map' || shape.type === 'spread') {
    return Object.fromEntries(entries.map(([key, text]) => [key.slice(1), display(node, false, text)]));
  }
  return entries.map(([, item]) => display(node, true, item));
}

function displayMembers(node: FieldNode, value: CanonicalObject): SecretJson {
  const shown: [string, SecretJson][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const item = display(node.members.get(name) ?? node, false, inner);
    // What says nothing in a whole object: a list without elements, an object of nothing but such.
    if (typeof inner === 'object' && Object.keys(item as object).length === 0) continue;
    shown.push([name, item]);
  }
  return Object.fromEntries(shown);
}

/** A document's token is JSON; the display of an unknown one is not. */
function parseToken(token: string): Json {
  try {
    return JSON.parse(token) as Json;
  } catch {
    return token;
  }
}
