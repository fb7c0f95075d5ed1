import type { FieldTable } from '../model/field';
import { joinPath } from '../model/property-path';
import { isMap, Unknown, type Value, type ValueMap } from '../model/value';
import { type FieldNode, fieldTree } from './field-tree';
import { toLeaf, WrongType } from './leaf';

/** What is wrong with a template's properties: CloudFormation would refuse them. */
export interface Fault {
  readonly path: string;
  /** Of an expression that is wrong it says itself where that stands. */
  readonly reason: string;
}

/** Finds wrong types and faulty expressions among resolved properties; what is merely unknown passes. */
export function checkTypes(table: FieldTable, properties: ValueMap): Fault[] {
  const faults: Fault[] = [];
  const { members } = fieldTree(table);
  for (const name of Object.keys(properties)) {
    if (name.startsWith('Fn::')) faults.push(misplaced(name));
    else checkValue(members.get(name), properties[name], [name], faults);
  }
  return faults;
}

function checkValue(
  node: FieldNode | undefined,
  value: Value | undefined,
  path: readonly string[],
  faults: Fault[],
): void {
  const say = (reason: string): number => faults.push({ path: joinPath(path), reason });
  if (value instanceof Unknown && value.fault) say(value.reason);
  if (value === undefined || (typeof value === 'object' && !Array.isArray(value) && !isMap(value))) return;
  const type = node?.row.shape.type;
  if (node === undefined || type === undefined || type === 'json') checkInside(undefined, value, path, faults);
  else if (type === 'object' || (type === 'map' && !hasEntries(node))) {
    if (isMap(value)) checkInside(node, value, path, faults);
    else say(`${kindOf(value)} stands where an object should`);
  } else if (type === 'string' || type === 'number' || type === 'boolean') {
    const leaf = toLeaf(value, type);
    if (leaf instanceof WrongType) say(leaf.reason);
  } else checkList(node, value, path, faults);
}

/** A function in place of the properties altogether, which resolving them leaves as it is. */
function misplaced(name: string): Fault {
  return {
    path: name,
    reason: 'a function stands where the name of a property should; it goes into a property’s value',
  };
}

function hasEntries(node: FieldNode): boolean {
  const { shape } = node.row;
  return shape.type === 'map' && shape.entries !== undefined;
}

function checkList(node: FieldNode, value: Value, path: readonly string[], faults: Fault[]): void {
  if (!Array.isArray(value)) {
    faults.push({ path: joinPath(path), reason: `${kindOf(value)} stands where a list should` });
    return;
  }
  const texts = node.row.shape.type === 'set';
  for (const [index, item] of value.flatMap((one) => (Array.isArray(one) ? one : [one])).entries()) {
    const at = [...path, `[${index}`];
    if (item instanceof Unknown || isMap(item) !== texts) checkElement(node, item, at, faults);
    else if (typeof item !== 'object' || isMap(item)) {
      const should = texts ? 'a text' : 'an object';
      faults.push({ path: joinPath(at), reason: `${kindOf(item)} stands where ${should} should` });
    }
  }
}

function checkElement(node: FieldNode, item: Value, path: readonly string[], faults: Fault[]): void {
  if (!isMap(item)) {
    checkValue(undefined, item, path, faults);
    return;
  }
  checkInside(node, item, path, faults);
  const { shape } = node.row;
  if (shape.type === 'map' && shape.entries !== undefined) checkEntry(shape.entries, item, path, faults);
}

/** A name-and-value object: the name has to be there, and both are texts. */
function checkEntry(
  { name, value }: { readonly name: string; readonly value: string },
  item: ValueMap,
  path: readonly string[],
  faults: Fault[],
): void {
  if (item[name] === undefined)
    faults.push({ path: joinPath(path), reason: `there is no ${name}, and it has to have one` });
  for (const member of [name, value]) {
    const held = item[member];
    const leaf = held === undefined ? undefined : toLeaf(held, 'string');
    if (leaf instanceof WrongType) faults.push({ path: joinPath([...path, member]), reason: leaf.reason });
  }
}

/** Goes on below: by the rows of the members, and where there are none for faults alone. */
function checkInside(node: FieldNode | undefined, value: Value, path: readonly string[], faults: Fault[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkValue(undefined, item, [...path, `[${index}`], faults);
    });
  } else if (isMap(value)) {
    for (const name of Object.keys(value)) checkValue(node?.members.get(name), value[name], [...path, name], faults);
  }
}

function kindOf(value: Value): string {
  return Array.isArray(value) ? 'a list' : isMap(value) ? 'an object' : JSON.stringify(value);
}
