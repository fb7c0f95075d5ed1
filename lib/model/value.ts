import { bareObject } from './json';

/**
 * A value that was worked out from a template, or read live: JSON in which single values may be unknown.
 * Maps have no prototype. `AWS::NoValue` and null are gone from it: what they stood for is simply absent.
 */
export type Value = Scalar | Value[] | ValueMap | Unknown | NotDeployed | Ambiguous;
export type Scalar = string | number | boolean;
export type ValueMap = { [key: string]: Value };

/**
 * A value that could not be worked out. A result like any other: it carries its reason to the report and is
 * never equal to anything and never different from anything, but for what its known pieces prove.
 */
export class Unknown {
  constructor(
    /** Why, as one clause without a final stop, for people: names what is missing and, where it helps, what to do. */
    readonly reason: string,
    /** The expression in the style of Fn::Sub, for display: `${Role.Arn}`, `arn:aws:iam::1:role/${Name}`. */
    readonly display: string,
    /** Two unknowns of one identity are the same value: the same expression over the same physical ids. */
    readonly identity: string = display,
    /** For a string that is known in part: its pieces in order, null for each unknown one. Never two strings in a row. */
    readonly pieces?: readonly (string | null)[],
    /** Set where the template itself is wrong (an unknown function, a reference to nothing): the stack cannot be deployed so. */
    readonly fault?: boolean,
    /** What it was if nothing changed meanwhile: equal to that, and no difference is proven by another. */
    readonly likely?: Scalar,
    /** Set where a secret went into it: what other sides hold in its place is then one, too. */
    readonly secret?: boolean,
  ) {}
}

/** An unknown because AWS answered that there is no such thing, as opposed to one that could not be read. */
export class Missing extends Unknown {}

/**
 * A value that the next deploy makes: a reference to a resource that is not deployed yet, or to one that the
 * deploy replaces (a changed task definition). It differs from everything deployed and everything live.
 */
export class NotDeployed {
  constructor(
    /** The expression in the style of Fn::Sub: `${NewTargetGroup}`, `${Role.Arn}`. */
    readonly display: string,
    /** What is to come, as a clause for people: `resource NewTargetGroup is not deployed yet`. */
    readonly reason: string,
    /** Set if a secret goes into it, as for an unknown. */
    readonly secret?: boolean,
  ) {}
}

/** A scalar whose text and value differ (`0123`, `1.10`, `yes`, `True`): equal to whatever equals one of its readings. */
export class Ambiguous {
  constructor(
    /** All readings, the one to show first. At least one. */
    readonly options: readonly Scalar[],
    /** How a template writes it, which is what it is where a name stands. */
    readonly text: string = String(options[0]),
  ) {}
}

/** A template's JSON in which its text may have left ambiguous scalars. */
export type TemplateJson = Scalar | null | Ambiguous | TemplateJson[] | { [key: string]: TemplateJson };

/** A name that a template gives as a scalar: an unquoted one that YAML takes for something else (`On`, `012`) is its text. */
export function nameIn(json: TemplateJson | undefined): string | undefined {
  if (json instanceof Ambiguous) return json.text;
  return typeof json === 'object' || json === undefined ? undefined : String(json);
}

/** True for a value that is a map: not a list, a scalar or one of the classes above. */
export function isMap(value: Value | undefined): value is ValueMap {
  return (
    typeof value === 'object' &&
    // An answer of AWS can hold one in a list.
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown || value instanceof NotDeployed || value instanceof Ambiguous)
  );
}

/** Levels of maps and lists that the stages, which recurse, can follow. AWS answers with a dozen. */
const DEEPEST_VALUE = 250;

/**
 * JSON without nulls as a value, maps without a prototype. Expressions of a template stay what they are: maps. What
 * is nested too deep to be compared is unknown.
 */
export function toValue(json: TemplateJson | undefined): Value | undefined {
  return toValueWithin(json, DEEPEST_VALUE);
}

function toValueWithin(json: TemplateJson | undefined, levels: number): Value | undefined {
  if (json === null || json === undefined) return undefined;
  if (typeof json !== 'object' || json instanceof Ambiguous) return json;
  if (levels === 0) return new Unknown(`it is nested more than ${DEEPEST_VALUE} levels deep`, '…');
  if (Array.isArray(json)) {
    return json.map((item) => toValueWithin(item, levels - 1)).filter((item) => item !== undefined);
  }
  const map = bareObject<Value>();
  for (const key of Object.keys(json)) {
    const value = toValueWithin(json[key], levels - 1);
    if (value !== undefined) map[key] = value;
  }
  return map;
}
