import { type ComparedService, type CompareOptions, compareService } from '../../lib/compare/compare-service';
import { serviceTable } from '../../lib/fields/service-table';
import type { FieldTable } from '../../lib/model/field';
import type { Json, JsonObject } from '../../lib/model/json';
import { Secret, type SecretJson } from '../../lib/model/secret';
import { Ambiguous, NotDeployed, Unknown, type Value, type ValueMap } from '../../lib/model/value';
import { liveAnswer } from './live-answer';

/** A template's properties as a test writes them: JSON with values of the resolver among it. */
export type Written = Json | Unknown | NotDeployed | Ambiguous | Written[] | { [key: string]: Written };
export type Properties = { [key: string]: Written };

export interface TestSides {
  readonly synthesized?: Properties;
  readonly deployed?: Properties;
  /** By CloudFormation's names; ECS's answer is made from it. */
  readonly live: JsonObject;
}

/** Compares a service of the service table, or of another one. */
export function compareJson(
  { synthesized, deployed, live }: TestSides,
  options: Partial<CompareOptions> & { table?: FieldTable } = {},
): ComparedService {
  const { table = serviceTable, ...rest } = options;
  const code = deployed && (written(deployed) as ValueMap);
  return compareService(
    table,
    {
      // What the code does not change is resolved once, and is one object then.
      synthesized: synthesized === deployed ? code : synthesized && (written(synthesized) as ValueMap),
      deployed: code,
      live: liveAnswer(live),
    },
    rest,
  );
}

/** Compares one declared service, deployed as it is, with what lives. */
export function compareDeployed(declared: Properties, live: JsonObject): ComparedService {
  return compareJson({ synthesized: declared, deployed: declared, live });
}

/** What the resolver would give: maps without a prototype, nothing where null stands. */
export function written(value: Written): Value | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(written).filter((item) => item !== undefined);
  if (value instanceof Unknown || value instanceof NotDeployed || value instanceof Ambiguous) return value;
  if (typeof value !== 'object') return value;
  const map = Object.create(null) as ValueMap;
  for (const [key, inner] of Object.entries(value)) {
    const result = written(inner);
    if (result !== undefined) map[key] = result;
  }
  return map;
}

/** JSON with what is secret shown. */
export function shown(value: SecretJson | undefined): Json | undefined {
  if (value instanceof Secret) return value.value;
  if (Array.isArray(value)) return value.map((item) => shown(item) as Json);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner) as Json]));
}

/** The differences as short lines: `cause type path`, with ` undeclared` and the outcome of the next deploy. */
export function lines({ differences }: ComparedService): string[] {
  return differences.map(({ cause, differenceType, path, declared, onDeploy }) =>
    [
      cause,
      differenceType,
      path,
      ...(declared ? [] : ['undeclared']),
      ...(onDeploy === undefined ? [] : [onDeploy]),
    ].join(' '),
  );
}

/** The unresolved values as short lines: `side path`. */
export function unresolvedLines({ unresolved }: ComparedService): string[] {
  return unresolved.map(({ side, path }) => `${side} ${path}`);
}
