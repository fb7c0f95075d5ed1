import { bareObject } from '../model/json';
import type { Notice, Report, ResolvedDifference, ServiceReport, StackReport, UnmanagedService } from '../model/report';
import { sortResolved, sortServices, sortStacks, sortUnmanaged } from './sort-services';
import { summarize } from './summarize';

/** What a check found, in any order and not counted yet. */
export interface Findings {
  readonly generator: { readonly name: string; readonly version: string };
  readonly stacks: readonly StackReport[];
  readonly services: readonly ServiceReport[];
  /** Only where it was asked for. */
  readonly unmanaged?: readonly UnmanagedService[];
  /** Only where an earlier report was given. */
  readonly resolved?: readonly ResolvedDifference[];
  readonly notices: readonly Notice[];
}

/** The report document of a check: counted, sorted, and without undefined members. */
export function buildReport(findings: Findings): Report {
  const report: Report = {
    schemaVersion: 1,
    generator: { ...findings.generator },
    summary: summarize(findings.services),
    stacks: sortStacks(findings.stacks),
    services: sortServices(findings.services),
    unmanaged: findings.unmanaged && sortUnmanaged(findings.unmanaged),
    resolved: findings.resolved && sortResolved(findings.resolved),
    notices: [...findings.notices],
  };
  return withoutUndefined(report) as Report;
}

/** A copy that JSON would give back as it is; maps without a prototype, because their keys are user data. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const copy = bareObject<unknown>();
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (item !== undefined) copy[key] = withoutUndefined(item);
  }
  return copy;
}
