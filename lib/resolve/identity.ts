import { createHash } from 'node:crypto';
import { Ambiguous, NotDeployed, Unknown, type Value } from '../model/value';

const LONGEST = 2000;

/** A text that two values share exactly when they are the same, unknown ones by their identity. */
export function identityOf(value: Value | undefined): string {
  if (value === undefined) return 'absent';
  if (value instanceof Unknown) return `?{${value.identity}}`;
  if (value instanceof NotDeployed) return `!{${value.display}}`;
  if (value instanceof Ambiguous) return `|[${value.options.map((option) => JSON.stringify(option)).join()}]`;
  if (Array.isArray(value)) return `[${value.map(identityOf).join()}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${identityOf(value[key])}`).join()}}`;
}

/** Keeps identities from growing with every expression around them; equal ones stay equal. */
export function boundedIdentity(identity: string): string {
  return identity.length <= LONGEST ? identity : `sha256:${createHash('sha256').update(identity).digest('hex')}`;
}

/** Cuts what is shown of an expression to a length that people read. */
export function boundedDisplay(display: string): string {
  return display.length <= LONGEST ? display : `${display.slice(0, LONGEST)}…`;
}
