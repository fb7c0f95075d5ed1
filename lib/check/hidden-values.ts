import { bareObject, type Json } from '../model/json';
import { isElementKey } from '../model/property-path';
import { Secret, type SecretJson } from '../model/secret';
import { isMap, Unknown, type Value, type ValueMap } from '../model/value';
import { holdsSecret } from '../resolve/secrecy';
import type { ServiceToCheck } from './collect-services';
import { splitPath } from './remedies/split-path';

const CONTENT = 'TaskDefinition';

/**
 * Whether a template puts into a property, by its path, what a secret went into: a NoEcho parameter, a reference to a
 * secret. The value that the other sides hold in its place is then a secret as well.
 */
export class HiddenValues {
  constructor(private readonly service: ServiceToCheck) {}

  /** Whether what is written of a property, with all that belongs to it, would tell a secret; each tag is for itself. */
  coversAll(path: string): boolean {
    const [top = ''] = splitPath(path);
    return this.covers(top === 'Tags' ? path : top) || this.covers(path);
  }

  covers(path: string): boolean {
    const { service } = this;
    if (service.kind !== 'check') return false;
    const segments = splitPath(path);
    const sides = [service.synthesized, service.deployed].filter((side) => side !== undefined);
    if (sides.some((side) => isSecretAt(side, segments))) return true;
    // Differences inside a revision stand below the reference to it.
    if (segments[0] !== CONTENT || segments.length === 1) return false;
    return (service.taskDefinitions?.() ?? []).some((content) => isSecretAt(content, segments.slice(1)));
  }
}

/** Makes secrets of the values that stand, on any side, where a template puts a secret. */
export function hideValues<Entry extends Valued>(
  differences: readonly Entry[],
  covers: (path: string) => boolean,
): Entry[] {
  const hide = (value: SecretJson | undefined): Secret | undefined =>
    value === undefined ? undefined : new Secret(withoutSecrets(value));
  return differences.map((difference) => {
    if (!covers(difference.path)) return difference;
    const { synthesized, deployed, live } = difference;
    return { ...difference, synthesized: hide(synthesized), deployed: hide(deployed), live: hide(live) };
  });
}

interface Valued {
  readonly path: string;
  readonly synthesized?: SecretJson;
  readonly deployed?: SecretJson;
  readonly live?: SecretJson;
}

function withoutSecrets(value: SecretJson): Json {
  if (value instanceof Secret) return value.value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const shown = bareObject<Json>();
  for (const [name, inner] of Object.entries(value)) shown[name] = withoutSecrets(inner);
  return shown;
}

/** Whether the value where the segments lead to is a secret, lies in one, or has one in it. */
function isSecretAt(root: ValueMap, segments: readonly string[]): boolean {
  let values: Value[] = [root];
  for (const segment of segments) {
    if (values.some((value) => value instanceof Unknown && value.secret)) return true;
    values = values.flatMap((value) => step(value, segment));
  }
  return values.some(holdsSecret);
}

/** What lies under a segment; of a list the elements that name themselves so, else those that are no objects. */
function step(value: Value, segment: string): Value[] {
  const name = isElementKey(segment) ? segment.slice(1) : segment;
  if (Array.isArray(value)) {
    const named = value.filter((element) => isMap(element) && namesItself(element, name));
    return named.length > 0 ? named : value.filter((element) => !isMap(element));
  }
  if (!isMap(value) || !Object.hasOwn(value, name)) return [];
  const inner = value[name];
  return inner === undefined ? [] : [inner];
}

/** A key is a member's text, or begins with it: `web` of the load balancer `web:80`. */
function namesItself(element: ValueMap, key: string): boolean {
  return Object.values(element).some((member) => {
    if (typeof member === 'object') return false;
    const text = String(member);
    return text !== '' && (key === text || key.startsWith(`${text}:`));
  });
}
