import type { LocalStack } from '../../model/local-stack';
import type { ServiceReport } from '../../model/report';
import { matchesName } from '../matches-name';
import type { PropertyPattern } from './property-pattern';

/** An ignore rule as a run has it, wherever it stands. */
export interface RunRule {
  readonly property: string;
  readonly pattern: PropertyPattern;
  readonly reason: string;
  readonly expires?: string;
  readonly source: string;
  readonly scope: RuleScope;
}

/** What a rule is for: all of the run, what has certain names, or what the code holds at and below its constructs. */
export type RuleScope =
  | { readonly kind: 'run' }
  | { readonly kind: 'named'; readonly stack?: string; readonly service?: string }
  | { readonly kind: 'code'; readonly places: readonly CodePlace[] };

export interface CodePlace {
  readonly stack: LocalStack;
  readonly constructPath: string;
}

/** What a rule tells a service by. */
export interface RuleSubject {
  readonly service: Pick<ServiceReport, 'stackName' | 'logicalId' | 'constructPath' | 'serviceName'>;
  /** The construct path of its root stack. */
  readonly stackPath?: string;
}

/** Whether a rule is for a service, or task set. */
export function isFor({ scope }: RunRule, { service, stackPath }: RuleSubject): boolean {
  if (scope.kind === 'run') return true;
  const { stackName, logicalId, constructPath, serviceName } = service;
  if (scope.kind === 'code') return scope.places.some((place) => liesAt(constructPath, place.constructPath));
  if (scope.stack !== undefined && !matchesName(scope.stack, [stackName, stackPath])) return false;
  return scope.service === undefined || matchesName(scope.service, [logicalId, constructPath, serviceName]);
}

function liesAt(path: string | undefined, place: string): boolean {
  return path === place || path?.startsWith(`${place}/`) === true;
}
