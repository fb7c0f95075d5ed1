import { bareObject } from '../model/json';
import { Ambiguous, isMap, type Scalar, type Value } from '../model/value';

const MOST_READINGS = 8;

/** The documents that one with ambiguous scalars may be; undefined if they are too many to follow. */
export function readingsOfDocument(document: Value): readonly Value[] | undefined {
  const scalars = new Map<string, Ambiguous>();
  collect(document, scalars);
  let choices: ReadonlyMap<string, Scalar>[] = [new Map()];
  for (const [key, { options }] of scalars) {
    choices = choices.flatMap((choice) => options.map((option) => new Map([...choice, [key, option]])));
    if (choices.length > MOST_READINGS) return undefined;
  }
  return scalars.size === 0 ? [document] : choices.map((choice) => read(document, choice));
}

/** The same scalar is read one way in all its places. */
function keyOf({ options }: Ambiguous): string {
  return JSON.stringify(options);
}

function collect(value: Value, into: Map<string, Ambiguous>): void {
  if (value instanceof Ambiguous) into.set(keyOf(value), value);
  else
    for (const inner of Array.isArray(value) ? value : isMap(value) ? Object.values(value) : []) collect(inner, into);
}

function read(value: Value, choice: ReadonlyMap<string, Scalar>): Value {
  if (value instanceof Ambiguous) return choice.get(keyOf(value)) ?? value;
  if (Array.isArray(value)) return value.map((item) => read(item, choice));
  if (!isMap(value)) return value;
  const map = bareObject<Value>();
  for (const key of Object.keys(value)) map[key] = read(value[key] as Value, choice);
  return map;
}
