import { isMap, Unknown, type Value } from '../model/value';

/** An unknown whose value is a secret that nobody may read. */
export function secretUnknown(reason: string, display: string, identity?: string): Unknown {
  return new Unknown(reason, display, identity, undefined, undefined, undefined, true);
}

/** Whether a value is, or holds, what a secret went into. */
export function holdsSecret(value: Value | undefined): boolean {
  if (value instanceof Unknown) return value.secret === true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isMap(value) && Object.values(value).some(holdsSecret);
}

/** The unknown that came of these values: a secret one where a secret went into it. */
export function withSecrecyOf(values: readonly (Value | undefined)[], unknown: Unknown): Unknown {
  if (unknown.secret === true || !values.some(holdsSecret)) return unknown;
  const { reason, display, identity, pieces, fault, likely } = unknown;
  return new Unknown(reason, display, identity, pieces, fault, likely, true);
}
