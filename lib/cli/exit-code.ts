import { type Cause, isDrift, type Report, type ServiceReport } from '../model/report';

/** What makes a check fail: drift, drift and pending changes, drift that no earlier report knows, or no difference. */
export const FAIL_LEVELS = ['drift', 'pending', 'new', 'never'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

export interface ExitCodeOptions {
  readonly failOn: FailLevel;
  /** Finding no service is fine. */
  readonly allowEmpty: boolean;
  /** How many inputs were broken, reports not written, … */
  readonly problems: number;
}

/** 1 for a difference at the fail level, else 2 for a check that is incomplete, else 0. */
export function exitCode(report: Report, options: ExitCodeOptions): 0 | 1 | 2 {
  if (isFailing(report, options.failOn)) return 1;
  return options.problems > 0 || isIncomplete(report, options.allowEmpty) ? 2 : 0;
}

function isFailing({ services }: Report, failOn: FailLevel): boolean {
  if (failOn === 'never') return false;
  if (failOn === 'new') return services.some(hasNewDrift);
  const failing: readonly Cause[] = failOn === 'pending' ? ['drift', 'conflict', 'pending'] : ['drift', 'conflict'];
  return services.some(
    ({ status, differences }) =>
      status === 'DRIFTED' || status === 'DELETED' || differences.some(({ cause }) => failing.includes(cause)),
  );
}

function hasNewDrift({ status, since, differences }: ServiceReport): boolean {
  const deleted = status === 'DELETED' && since !== 'known';
  return deleted || differences.some((difference) => isDrift(difference) && difference.since !== 'known');
}

function isIncomplete({ stacks, services }: Report, allowEmpty: boolean): boolean {
  if (services.length === 0 && !allowEmpty) return true;
  return (
    stacks.some(({ status }) => status === 'UNCHECKED') ||
    services.some(({ status, unresolved }) => status === 'UNCHECKED' || unresolved.length > 0)
  );
}
