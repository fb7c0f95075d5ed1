import { fieldTree } from '../compare/field-tree';
import { taskDefinitionTable } from '../fields/task-definition-table';
import { bareObject, type Json } from '../model/json';
import { isElementKey } from '../model/property-path';
import { Secret, type SecretJson } from '../model/secret';
import { Unknown, type ValueMap } from '../model/value';
import { CHECKED_TYPES } from './checked-types';
import type { ServiceToCheck } from './collect-services';
import { isSecretKey, secretAt } from './find-secret';
import { splitPath } from './remedies/split-path';
import type { SecretPlaces } from './run-secrets';

const CONTENT = 'TaskDefinition';

/**
 * Whether a template puts into a property, by its path, what a secret went into: a NoEcho parameter, a reference to a
 * secret. The value that the other sides hold in its place is then a secret as well.
 */
export class HiddenValues {
  private places: SecretPlaces | undefined;

  constructor(private readonly service: ServiceToCheck) {}

  /** Whether what is written of a property, with all that belongs to it, would show a secret; each tag is for itself. */
  coversAll(path: string): boolean {
    const [top = ''] = splitPath(path);
    return this.covers(top === 'Tags' ? path : top) || this.covers(path);
  }

  covers(path: string): boolean {
    return this.anywhere(splitPath(path), secretAt) !== undefined;
  }

  /** Why a value is not known, without what a secret went into. */
  reasonAt(path: string, reason: string): string {
    const secret = this.anywhere(splitPath(path), secretAt);
    if (secret === undefined || (secret instanceof Unknown && reason.includes(secret.reason))) return reason;
    return secret instanceof Unknown ? secret.reason : 'a secret goes into it';
  }

  /** The segments of a path, the keys of elements that a secret went into replaced. */
  withoutKeys(path: string, replace: (key: string, segments: readonly string[]) => string): string[] {
    const segments = splitPath(path);
    return segments.map((segment, index) => {
      if (!isElementKey(segment)) return segment;
      const here = segments.slice(0, index + 1);
      const isSecret = this.anywhere(here, (...place) => isSecretKey(...place) || undefined);
      return isSecret === undefined ? segment : replace(segment.slice(1), here);
    });
  }

  /** The first answer for a place of any template. */
  private anywhere<Answer>(
    segments: readonly string[],
    look: (root: ValueMap, members: Members, segments: readonly string[]) => Answer | undefined,
  ): Answer | undefined {
    const { service } = this;
    if (service.kind !== 'check' || service.secrets === undefined) return undefined;
    this.places ??= service.secrets();
    const own = fieldTree(CHECKED_TYPES[service.identity.resourceType].table).members;
    for (const root of this.places.service) {
      const answer = look(root, own, segments);
      if (answer !== undefined) return answer;
    }
    // Differences inside a revision stand below the reference to it.
    if (segments[0] !== CONTENT || segments.length === 1) return undefined;
    const content = fieldTree(taskDefinitionTable).members;
    for (const root of this.places.taskDefinitions) {
      const answer = look(root, content, segments.slice(1));
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}

type Members = ReturnType<typeof fieldTree>['members'];

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
