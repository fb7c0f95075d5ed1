import type { FieldTable } from '../model/field';
import { joinPath } from '../model/property-path';
import { isMap, Unknown, type Value, type ValueMap } from '../model/value';
import { type FieldNode, fieldTree, memberCalled } from './field-tree';
import { toLeaf, WrongType } from './leaf';

/** What is wrong with a template's properties: CloudFormation would refuse them. */
export interface Fault {
  readonly path: string;
  /** Of an expression that is wrong it says itself where that stands. */
  readonly reason: string;
}

/** A place among the properties; its path is put together only where something is wrong there. */
interface Place {
  readonly above?: Place;
  readonly segment: string;
}

/** Finds wrong types and faulty expressions among resolved properties; what is merely unknown passes. */
export function checkTypes(table: FieldTable, properties: ValueMap): Fault[] {
  const faults: Fault[] = [];
  const { members } = fieldTree(table);
  for (const name of Object.keys(properties)) {
    if (name.startsWith('Fn::')) faults.push(misplaced(name));
    else checkValue(members.get(name), properties[name], { segment: name }, faults);
  }
  return faults;
}

function checkValue(node: FieldNode | undefined, value: Value | undefined, at: Place, faults: Fault[]): void {
  if (value instanceof Unknown && value.fault) faults.push(fault(at, value.reason));
  if (value === undefined || (typeof value === 'object' && !Array.isArray(value) && !isMap(value))) return;
  const type = node?.row.shape.type;
  if (node === undefined || type === undefined || type === 'json') checkInside(undefined, value, at, faults);
  else if (type === 'object' || (type === 'map' && !hasEntries(node))) {
    if (isMap(value)) checkInside(node, value, at, faults);
    else faults.push(fault(at, `${kindOf(value)} stands where an object should`));
  } else if (type === 'string' || type === 'number' || type === 'boolean') {
    const leaf = toLeaf(value, type);
    if (leaf instanceof WrongType) faults.push(fault(at, leaf.reason));
  } else checkList(node, value, at, faults);
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

function checkList(node: FieldNode, value: Value, at: Place, faults: Fault[]): void {
  if (!Array.isArray(value)) {
    faults.push(fault(at, `${kindOf(value)} stands where a list should`));
    return;
  }
  const texts = node.row.shape.type === 'set';
  for (const [index, item] of value.flatMap((one) => (Array.isArray(one) ? one : [one])).entries()) {
    const place = { above: at, segment: `[${index}` };
    if (item instanceof Unknown || isMap(item) !== texts) checkElement(node, item, place, faults);
    else if (typeof item !== 'object' || isMap(item)) {
      const should = texts ? 'a text' : 'an object';
      faults.push(fault(place, `${kindOf(item)} stands where ${should} should`));
    }
  }
}

function checkElement(node: FieldNode, item: Value, at: Place, faults: Fault[]): void {
  if (!isMap(item)) {
    checkValue(undefined, item, at, faults);
    return;
  }
  checkInside(node, item, at, faults);
  const { shape } = node.row;
  if (shape.type === 'map' && shape.entries !== undefined) checkEntry(shape.entries, item, at, faults);
}

/** A name-and-value object: the name has to be there, and both are texts. */
function checkEntry(
  { name, value }: { readonly name: string; readonly value: string },
  item: ValueMap,
  at: Place,
  faults: Fault[],
): void {
  if (item[name] === undefined) faults.push(fault(at, `there is no ${name}, and it has to have one`));
  for (const member of [name, value]) {
    const held = item[member];
    const leaf = held === undefined ? undefined : toLeaf(held, 'string');
    if (leaf instanceof WrongType) faults.push(fault({ above: at, segment: member }, leaf.reason));
  }
}

/** Goes on below: by the rows of the members, and where there are none for faults alone. */
function checkInside(node: FieldNode | undefined, value: Value, at: Place, faults: Fault[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkValue(undefined, item, { above: at, segment: `[${index}` }, faults);
    });
  } else if (isMap(value)) {
    for (const name of Object.keys(value)) {
      checkValue(node && memberCalled(node.members, name), value[name], { above: at, segment: name }, faults);
    }
  }
}

function kindOf(value: Value): string {
  return Array.isArray(value) ? 'a list' : isMap(value) ? 'an object' : JSON.stringify(value);
}

function fault(at: Place, reason: string): Fault {
  const segments: string[] = [];
  for (let place: Place | undefined = at; place !== undefined; place = place.above) segments.unshift(place.segment);
  return { path: joinPath(segments), reason };
}
