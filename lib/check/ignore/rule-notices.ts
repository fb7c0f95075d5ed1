import type { Category, Notice, ServiceReport, StackReport } from '../../model/report';
import { CHECKED_TYPES } from '../checked-types';
import type { IgnoreRules } from '../ignore-rules';
import { matchesName } from '../matches-name';
import type { Target } from '../target';
import { isFor, type RuleSubject, type RunRule } from './run-rule';

/** What a run looked at, so that only those rules are called unused that it would have used. */
export interface RuleRun {
  readonly services: readonly (RuleSubject & { readonly service: ServiceReport })[];
  readonly stacks: readonly { readonly target: Target; readonly report: StackReport }[];
  /** Stacks that the run leaves out; undefined where nobody knows which there are. */
  readonly others: readonly StackNames[] | undefined;
  readonly only?: readonly Category[];
  readonly declaredOnly?: boolean;
}

/** What a rule tells a stack by. */
export interface StackNames {
  readonly stackName: string;
  readonly constructPath: string;
}

/** Tells of rules that have expired, and of those that matched nothing although all that they are for was compared. */
export function ruleNotices(rules: IgnoreRules, run: RuleRun): Notice[] {
  return [
    ...rules.expired.map((rule): Notice => ({ kind: 'expired-ignore', text: expiredText(rule) })),
    ...rules.unmatched
      .filter((rule) => isUnused(rule, run))
      .map((rule): Notice => ({ kind: 'unused-ignore', text: unusedText(rule, run) })),
  ];
}

function expiredText({ source, property, expires }: RunRule): string {
  return `${source}: the ignore rule for ${property} expired on ${expires}: what it covered is reported again; renew or remove it`;
}

function unusedText(rule: RunRule, { services }: RuleRun): string {
  const { source, property, scope } = rule;
  if (scope.kind === 'run') return `--ignore ${property} matched nothing`;
  const text = `${source}: the ignore rule for ${property} matched nothing`;
  if (services.some((subject) => isFor(rule, subject))) return `${text}; remove it, or correct its property`;
  return scope.kind === 'code'
    ? `${text}: there is no service at or below ${scope.places[0]?.constructPath}; remove it, or move it`
    : `${text}: no service has the names that it gives; correct its stack and service, or remove it`;
}

function isUnused(rule: RunRule, run: RuleRun): boolean {
  if (run.declaredOnly === true || !comparesAll(rule, run.only)) return false;
  if (run.stacks.some(({ target, report }) => report.status === 'UNCHECKED' && isForStack(rule, target))) return false;
  if (isForOthers(rule, run)) return false;
  return run.services.filter((subject) => isFor(rule, subject)).every(({ service }) => wasCompared(rule, service));
}

/** Whether a run that compares these categories compares all properties that a rule may be for. */
function comparesAll({ pattern }: RunRule, only: readonly Category[] | undefined): boolean {
  if (only === undefined || only.length === 0) return true;
  const rows = Object.values(CHECKED_TYPES).flatMap(({ table }) => table.rows);
  const touched = rows.filter(({ path }) => !/[.[]/.test(path) && pattern.touches(path));
  // Properties without a row have this category.
  return touched.length === 0 ? only.includes('settings') : touched.every(({ category }) => only.includes(category));
}

function isForStack({ scope }: RunRule, { stackName, local }: Target): boolean {
  if (scope.kind === 'code') return scope.places.some(({ stack }) => stack === local);
  if (scope.kind === 'run' || scope.stack === undefined) return true;
  return matchesName(scope.stack, [stackName, local?.constructPath]);
}

/** Whether it may be for a stack that this run leaves out. What is given for one run is for that run. */
function isForOthers({ scope }: RunRule, { others, stacks }: RuleRun): boolean {
  if (scope.kind === 'run') return false;
  if (scope.kind === 'code')
    return !scope.places.every(({ stack }) => stacks.some(({ target }) => target.local === stack));
  const { stack } = scope;
  if (others === undefined) return !stacks.some(({ target }) => target.stackName === stack);
  return others.some((other) => stack === undefined || matchesName(stack, [other.stackName, other.constructPath]));
}

/** Whether all that a rule may be for was compared in a service, or task set. */
function wasCompared({ pattern }: RunRule, { status, unresolved, ignored, notes }: ServiceReport): boolean {
  const compared = status === 'IN_SYNC' || status === 'DRIFTED' || unresolved.length > 0;
  const unknown = [
    ...unresolved,
    ...ignored.filter((entry) => entry.unresolved !== undefined),
    ...notes.filter(({ kind }) => kind === 'unverifiable'),
  ];
  return compared && !unknown.some(({ path }) => path !== undefined && pattern.touches(path));
}
