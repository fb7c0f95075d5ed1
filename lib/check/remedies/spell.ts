import type { FieldNode } from '../../compare/field-tree';
import type { Shape } from '../../model/field';
import { bareObject, isDeeperThan, type Json } from '../../model/json';
import { isMap, type Value, type ValueMap } from '../../model/value';

/** Levels of a document that somebody would write into code. */
const DEEPEST_DOCUMENT = 100;

export type Naming = 'api' | 'template';

/** From which names to which, and whether secrets may be told. */
export interface Spelling {
  readonly from: Naming;
  readonly to: Naming;
  readonly showValues: boolean;
}

/**
 * A property's value as a template, or as the API of ECS spells it, with numbers and booleans as such. Undefined where it holds what is unknown, secret or of no row.
 */
export function spell(node: FieldNode, value: Value | undefined, how: Spelling): Json | undefined {
  if (value === undefined || (node.row.secret && !how.showValues)) return undefined;
  const { shape } = node.row;
  switch (shape.type) {
    case 'object':
      return isMap(value) ? spellMembers(node, value, how) : undefined;
    case 'set':
      return each(value, (item) => text(item, how));
    case 'keyed':
    case 'ordered':
      return each(value, (item) => (isMap(item) ? spellMembers(node, item, how) : undefined));
    case 'spread':
      return each(value, (item) => (isMap(item) ? spellSpread(shape, item, how) : undefined));
    case 'map':
      return shape.entries === undefined ? spellMap(value, how) : each(value, (item) => spellEntry(shape, item, how));
    case 'json':
      if (isDeeperThan(value, DEEPEST_DOCUMENT)) return undefined;
      return how.from === 'template' && JSON.stringify(value).includes('?') ? undefined : plain(value);
    case 'string':
      return text(value, how);
    default:
      return scalar(shape.type, value);
  }
}

/** CloudFormation answers with `?` for characters beyond ASCII: what the template says is then not known. */
export function isWhole(text: unknown): text is string {
  return typeof text === 'string' && !text.includes('?');
}

function text(value: Value, { from }: Spelling): Json | undefined {
  const spelled = scalar('string', value);
  return from === 'template' && !isWhole(spelled) ? undefined : spelled;
}

/** A number, boolean or text, whatever of them stands for it. */
export function scalar(type: 'string' | 'number' | 'boolean', value: Value): Json | undefined {
  if (typeof value === 'object') return undefined;
  if (type === 'string') return String(value);
  if (type === 'boolean')
    return value === true || value === 'true' ? true : String(value) === 'false' ? false : undefined;
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function each(value: Value, spellItem: (item: Value) => Json | undefined): Json[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(spellItem);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function spellMembers(parent: FieldNode, map: ValueMap, how: Spelling): Json | undefined {
  const spelled = bareObject<Json>();
  const nodes = new Map([...parent.members.values()].map((node) => [nameOf(node, how.from), node]));
  for (const [name, inner] of Object.entries(map)) {
    const node = nodes.get(name);
    const value = node === undefined ? undefined : spell(node, inner, how);
    if (node === undefined || value === undefined) return undefined;
    spelled[nameOf(node, how.to)] = value;
  }
  return spelled;
}

function nameOf(node: FieldNode, naming: Naming): string {
  return naming === 'api' ? node.liveName : node.name;
}

/** A name as the API (`resolutionSeconds`) or a template spells it. */
export function memberName(name: string, naming: Naming): string {
  const first = name.charAt(0);
  return `${naming === 'api' ? first.toLowerCase() : first.toUpperCase()}${name.slice(1)}`;
}

function member(map: ValueMap, name: string, { from }: Spelling): Value | undefined {
  return map[memberName(name, from)];
}

function spellEntry({ entries }: Extract<Shape, { type: 'map' }>, item: Value, how: Spelling): Json | undefined {
  if (!isMap(item) || entries === undefined) return undefined;
  const [name, value] = [member(item, entries.name, how), member(item, entries.value, how) ?? ''];
  if (name === undefined || typeof name === 'object' || typeof value === 'object') return undefined;
  if (text(name, how) === undefined || text(value, how) === undefined) return undefined;
  return { [memberName(entries.name, how.to)]: String(name), [memberName(entries.value, how.to)]: String(value) };
}

function spellSpread(
  { names, value }: Extract<Shape, { type: 'spread' }>,
  item: ValueMap,
  how: Spelling,
): Json | undefined {
  const texts = each(member(item, names, how) ?? [], (name) => text(name, how));
  const number = scalar('number', member(item, value, how) ?? '');
  if (texts === undefined || number === undefined) return undefined;
  return { [memberName(names, how.to)]: texts, [memberName(value, how.to)]: number };
}

function spellMap(value: Value, how: Spelling): Json | undefined {
  if (!isMap(value)) return undefined;
  const spelled = bareObject<Json>();
  for (const [name, inner] of Object.entries(value)) {
    const spelledText = text(inner, how);
    if (spelledText === undefined) return undefined;
    spelled[name] = spelledText;
  }
  return spelled;
}

function plain(value: Value): Json | undefined {
  if (Array.isArray(value)) return each(value, plain);
  if (!isMap(value)) return typeof value === 'object' ? undefined : value;
  const copy = bareObject<Json>();
  for (const [name, inner] of Object.entries(value)) {
    const json = plain(inner);
    if (json === undefined) return undefined;
    copy[name] = json;
  }
  return copy;
}
