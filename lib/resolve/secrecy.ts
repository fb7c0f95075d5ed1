import { isMap, NotDeployed, Unknown, type Value } from '../model/value';

/** References of CloudFormation to secrets. Nobody may read what stands behind them. */
const SECRET_REFERENCE = /\{\{resolve:(?:secretsmanager|ssm-secure):/;

/** An unknown whose value is a secret that nobody may read. */
export function secretUnknown(reason: string, display: string, identity?: string): Unknown {
  return new Unknown(reason, display, identity, undefined, undefined, undefined, true);
}

/** Whether a text refers to a secret, which CloudFormation puts in its place only after all functions. */
export function refersToSecret(text: string): boolean {
  return SECRET_REFERENCE.test(text);
}

/** Whether a value is, or holds, what a secret went into. */
export function holdsSecret(value: Value | undefined): boolean {
  if (typeof value === 'string') return refersToSecret(value);
  if (value instanceof Unknown || value instanceof NotDeployed) return value.secret === true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isMap(value) && Object.values(value).some(holdsSecret);
}

/** What came of these values: a secret if a secret went into it. */
export function withSecrecyOf<Open extends Unknown | NotDeployed>(
  values: readonly (Value | undefined)[],
  open: Open,
): Open {
  return values.some(holdsSecret) ? asSecret(open) : open;
}

/** The same as a secret. */
export function asSecret<Open extends Unknown | NotDeployed>(open: Open): Open {
  if (open.secret === true) return open;
  return Object.assign(Object.create(Object.getPrototypeOf(open) as object) as Open, open, { secret: true });
}
