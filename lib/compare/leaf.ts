import type { FieldRow } from '../model/field';
import { isDeeperThan } from '../model/json';
import { Ambiguous, isMap, NotDeployed, type Scalar, Unknown, type Value } from '../model/value';
import type { ANY, OUT } from './cell';
import { readingsOfDocument } from './document-readings';

/** All values that a side's leaf may have, the one to show first; undefined stands for nothing. */
export class Options {
  constructor(readonly values: readonly (Scalar | undefined)[]) {}
}

/** A leaf that a side holds, coerced to its row's type. */
export type HeldLeaf = Options | Unknown | NotDeployed;

/** A leaf of one side. */
export type Leaf = HeldLeaf | typeof ANY | typeof OUT;

/** A value that its row's type cannot hold. */
export class WrongType {
  constructor(readonly reason: string) {}
}

/** The leaf that a held value gives. Absence is not its business. */
export function toLeaf(value: Value, type: FieldRow['shape']['type']): HeldLeaf | WrongType {
  if (type === 'json') return toJsonLeaf(value);
  if (value instanceof Unknown || value instanceof NotDeployed) return value;
  if (value instanceof Ambiguous) {
    const options = value.options.map((option) => coerce(option, type)).filter((option) => option !== undefined);
    return options.length > 0 ? new Options([...new Set(options)]) : wrongType(value.options[0], type);
  }
  if (typeof value === 'object') return wrongType(value, type);
  const scalar = coerce(value, type);
  if (scalar === undefined) return wrongType(value, type);
  return new Options([scalar]);
}

/** The one of several readings that the live side has, else the first. */
export function readingOf({ values }: Options, live: ReadonlySet<string>): string {
  const texts = values.map(String);
  return texts.find((text) => live.has(text)) ?? texts[0] ?? '';
}

function wrongType(value: unknown, type: string): WrongType {
  const met = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : JSON.stringify(value);
  return new WrongType(`${met} stands where a ${type} should`);
}

const DECIMAL = /^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** CloudFormation coerces by the resource's schema before it calls ECS: "80" is 80, "true" is true. */
function coerce(scalar: Scalar, type: string): Scalar | undefined {
  if (type === 'number') {
    if (typeof scalar === 'number') return scalar;
    const read = typeof scalar === 'string' && DECIMAL.test(scalar.trim()) ? Number(scalar) : undefined;
    return Number.isFinite(read) ? read : undefined;
  }
  if (type === 'boolean') {
    if (typeof scalar === 'boolean') return scalar;
    const text = String(scalar).toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }
  return typeof scalar === 'string' ? scalar : String(scalar);
}

/** Levels of a document that are followed: far more than one of AWS has. */
const DEEPEST_DOCUMENT = 250;

/** A document: a text that holds JSON is that JSON. Compared as text with its keys in order. */
function toJsonLeaf(given: Value): HeldLeaf {
  const value = typeof given === 'string' ? parsed(given) : given;
  if (isDeeperThan(value, DEEPEST_DOCUMENT)) {
    return new Unknown(`a document nested more than ${DEEPEST_DOCUMENT} levels deep is not compared`, '…');
  }
  const unknown = findUnknown(given);
  if (unknown instanceof NotDeployed) return unknown;
  // Documents are the same unknown only where all of them is the same.
  if (unknown !== undefined) {
    const identity = `document ${stableJson(value)}`;
    return new Unknown(unknown.reason, unknown.display, identity, undefined, undefined, undefined, unknown.secret);
  }
  const readings = readingsOfDocument(value);
  if (readings === undefined) {
    const reason = 'many YAML scalars in it can be read in several ways; put them in quotes';
    return new Unknown(reason, '${?}', `document ${stableJson(value)}`);
  }
  const [text = '', ...others] = readings.map(stableJson);
  return new Options(text === '{}' && typeof given !== 'string' ? [text, undefined] : [text, ...others]);
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

function findUnknown(value: Value): Unknown | NotDeployed | undefined {
  if (value instanceof Unknown || value instanceof NotDeployed) return value;
  const inner = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : [];
  for (const item of inner) {
    const unknown = findUnknown(item);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/** JSON with the keys of its objects in order, so that equal documents are equal texts. */
export function stableJson(value: Value | null | undefined): string {
  if (value instanceof Ambiguous) return stableJson(value.options[0]);
  if (Array.isArray(value)) return `[${value.map((item) => stableJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const map = value as { [key: string]: Value };
    const members = Object.keys(map)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${stableJson(map[key])}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
