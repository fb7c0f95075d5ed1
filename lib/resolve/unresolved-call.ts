import { Ambiguous, isMap, NotDeployed, Unknown, type Value } from '../model/value';
import { boundedDisplay, boundedIdentity, identityOf } from './identity';
import { withSecrecyOf } from './secrecy';

/** Which of the values decides what an expression over all of them is: a fault, else what is to come, else an unknown. */
export function decisive(values: readonly (Value | undefined)[]): Unknown | NotDeployed | undefined {
  const unknowns = values.filter((value) => value instanceof Unknown);
  return unknowns.find(({ fault }) => fault) ?? values.find((value) => value instanceof NotDeployed) ?? unknowns[0];
}

/**
 * The result of a function one of whose arguments is unknown or not deployed, with the call as its display and
 * identity; undefined where all arguments are known at their outermost level.
 */
export function unresolvedCall(
  name: string,
  values: readonly (Value | undefined)[],
  cause: Unknown | NotDeployed | undefined = decisive(values),
): Unknown | NotDeployed | undefined {
  if (cause === undefined) return undefined;
  const display = boundedDisplay(`\${${name}(${values.map(shown).join(', ')})}`);
  if (cause instanceof NotDeployed) return withSecrecyOf(values, new NotDeployed(display, cause.reason));
  const identity = boundedIdentity(`${name}(${values.map(identityOf).join()})`);
  return withSecrecyOf(values, new Unknown(cause.reason, display, identity, undefined, cause.fault));
}

/** The first value within that is unknown, not deployed or ambiguous, faults first among siblings. */
export function openWithin(value: Value | undefined): Unknown | NotDeployed | Ambiguous | undefined {
  if (value instanceof Unknown || value instanceof NotDeployed || value instanceof Ambiguous) return value;
  const children = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : [];
  const open = children.map(openWithin).filter((child) => child !== undefined);
  return decisive(open) ?? open[0];
}

function shown(value: Value | undefined): string {
  if (value === undefined) return 'AWS::NoValue';
  if (value instanceof Unknown || value instanceof NotDeployed) {
    return /^\$\{[^{}]*\}$/.test(value.display) ? value.display.slice(2, -1) : JSON.stringify(value.display);
  }
  if (value instanceof Ambiguous) return JSON.stringify(value.options[0]);
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return isMap(value) ? '{…}' : JSON.stringify(value);
}
