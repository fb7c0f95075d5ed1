import { Ambiguous, NotDeployed, type Scalar, Unknown, type Value } from '../model/value';
import { identityOf } from './identity';
import { withSecrecyOf } from './secrecy';

const MOST_COMBINATIONS = 8;

/** Runs a function of scalars for every reading of its ambiguous arguments and puts the results together. */
export function overAmbiguous<T extends Value | undefined>(
  values: readonly T[],
  compute: (values: readonly T[]) => Value | undefined,
): Value | undefined {
  if (!values.some((value) => value instanceof Ambiguous)) return compute(values);
  const combinations = combine(values);
  if (combinations === undefined) return unclear(values);
  return together(combinations.map(compute), values);
}

/** All arguments with a reading each; the same scalar is read one way in all its places. */
function combine<T extends Value | undefined>(values: readonly T[]): T[][] | undefined {
  const scalars = new Map(values.flatMap((value) => (value instanceof Ambiguous ? [[scalarOf(value), value]] : [])));
  let choices: ReadonlyMap<string, number>[] = [new Map()];
  for (const [scalar, { options }] of scalars) {
    choices = choices.flatMap((choice) => options.map((_, index) => new Map([...choice, [scalar, index]])));
    if (choices.length > MOST_COMBINATIONS) return undefined;
  }
  const read = (value: T, choice: ReadonlyMap<string, number>): T =>
    value instanceof Ambiguous ? (value.options[choice.get(scalarOf(value)) ?? 0] as T) : value;
  return choices.map((choice) => values.map((value) => read(value, choice)));
}

/** What two scalars share if they are written alike; a parameter has the readings of its Default as texts. */
function scalarOf({ options }: Ambiguous): string {
  return JSON.stringify(options.map(String));
}

function together(results: (Value | undefined)[], values: readonly (Value | undefined)[]): Value | undefined {
  const byIdentity = new Map(results.map((result) => [identityOf(result), result]));
  const distinct = [...byIdentity.values()];
  const first = distinct[0];
  if (distinct.length === 1 || first instanceof NotDeployed) return first;
  const scalars = distinct.flatMap(readings);
  return scalars.length > MOST_COMBINATIONS || distinct.some((result) => readings(result).length === 0)
    ? unclear(values)
    : new Ambiguous([...new Set(scalars)]);
}

/** The scalars that a result may be; none where it is no scalar. */
function readings(value: Value | undefined): readonly Scalar[] {
  if (value instanceof Ambiguous) return value.options;
  return value === undefined || typeof value === 'object' ? [] : [value];
}

function unclear(values: readonly (Value | undefined)[]): Unknown {
  const identity = `unclear YAML ${values.map(identityOf).join()}`;
  const reason = 'a YAML scalar in it can be read in several ways; put it in quotes';
  return withSecrecyOf(values, new Unknown(reason, '${?}', identity));
}
