import type { FieldTable, LivePlace } from '../model/field';
import { bareObject, type Json, type JsonObject } from '../model/json';
import { isMap, Unknown, type Value, type ValueMap } from '../model/value';
import { type FieldNode, fieldTree, smallFirst } from './field-tree';

/**
 * One place of an answer of AWS, with an unknown for each value that its row's type cannot hold: the answer itself where
 * there is none. What no row knows stays as it is.
 */
export function typedAnswer(table: FieldTable, place: LivePlace, answer: JsonObject): ValueMap {
  const nodes = [...fieldTree(table).members.values()].filter((node) => node.place === place);
  return typedMembers(nodes, answer);
}

function typedMembers(nodes: Iterable<FieldNode>, object: JsonObject): ValueMap {
  let typed: ValueMap | undefined;
  for (const node of nodes) {
    const json = object[node.liveName];
    if (json === undefined) continue;
    const value = typedValue(node, json);
    if (value === json) continue;
    typed ??= Object.assign(bareObject<Value>(), object as ValueMap);
    typed[node.liveName] = value;
  }
  return typed ?? (object as ValueMap);
}

function typedValue(node: FieldNode, json: Json): Value {
  const { shape } = node.row;
  switch (shape.type) {
    case 'json':
      return json as Value;
    case 'string':
    case 'number':
    case 'boolean':
      return typeof json === shape.type ? (json as Value) : wrong(json, `a ${shape.type}`);
    case 'object':
      return isObject(json) ? typedMembers(node.members.values(), json as JsonObject) : wrong(json, 'an object');
    case 'set':
      return typedList(
        json,
        shape.of === undefined ? 'a text' : `a ${shape.of}`,
        (item) => typeof item === (shape.of ?? 'string'),
        (item) => item as Value,
      );
    case 'ordered':
      return typedList(json, 'an object', isObject, (item) => typedMembers(node.members.values(), item as JsonObject));
    case 'keyed':
      return typedKeyed(node, json);
    case 'map':
      return shape.entries === undefined ? typedMap(json) : typedEntries(json, shape.entries);
    case 'spread':
      return typedList(
        json,
        'an object with names and a number',
        (item) => isSpread(item, shape),
        (item) => item as Value,
      );
  }
}

/** A list as a whole is unknown where one of its elements is: nobody can tell which of the template's it is. */
function typedList(json: Json, should: string, fits: (item: Json) => boolean, typed: (item: Json) => Value): Value {
  if (!Array.isArray(json)) return wrong(json, 'a list');
  const odd = json.findIndex((item) => !fits(item));
  if (odd >= 0) return wrong(json[odd] as Json, `${should} of its list`);
  const items = json.map(typed);
  return items.every((item, index) => item === json[index]) ? (json as Value) : items;
}

function typedKeyed(node: FieldNode, json: Json): Value {
  const list = typedList(json, 'an object', isObject, (item) =>
    typedMembers(node.members.values(), item as JsonObject),
  );
  const { shape } = node.row;
  if (list === json || !Array.isArray(list) || shape.type !== 'keyed') return list;
  const { members, otherwise = [], telling = [] } = shape.key;
  const names = [...members, ...otherwise, ...telling.map(({ member }) => member)];
  const keys = names.map((name) => node.members.get(name)?.liveName ?? name);
  const parts = list.flatMap((item) => keys.map((key) => (item as ValueMap)[key]));
  return parts.find((part) => part instanceof Unknown) ?? list;
}

function typedMap(json: Json): Value {
  if (!isObject(json)) return wrong(json, 'an object');
  const entries = Object.entries(json as JsonObject);
  if (entries.every(([, value]) => isText(value))) return json as Value;
  const typed = bareObject<Value>();
  for (const [name, value] of entries) typed[name] = isText(value) ? value : wrong(value, 'a text');
  return typed;
}

function typedEntries(json: Json, { name, value }: { readonly name: string; readonly value: string }): Value {
  const [key, text] = [smallFirst(name), smallFirst(value)];
  const fits = (item: Json): boolean =>
    isObject(item) && isText(item[key]) && (item[text] === undefined || isText(item[text]));
  return typedList(json, 'a name with a text', fits, (item) => item as Value);
}

function isSpread(item: Json, { names, value }: { readonly names: string; readonly value: string }): boolean {
  if (!isObject(item)) return false;
  const [list = [], number = 0] = [item[smallFirst(names)], item[smallFirst(value)]];
  return Array.isArray(list) && list.every(isText) && typeof number === 'number';
}

function isObject(json: Json): json is JsonObject {
  return isMap(json as Value);
}

function isText(json: Json | undefined): json is string {
  return typeof json === 'string';
}

/** The same thing on both sides is the same content, whatever it is. */
function wrong(json: Json, should: string): Unknown {
  const met = Array.isArray(json) ? 'a list' : isObject(json) ? 'an object' : JSON.stringify(json);
  const shown = met.length > LONGEST ? 'a long text' : met;
  const identity = `of a wrong type: ${JSON.stringify(json)}`;
  return new Unknown(`the answer has ${shown} where ${should} should be`, '(wrong type)', identity);
}

const LONGEST = 100;
