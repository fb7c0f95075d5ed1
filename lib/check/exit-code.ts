import type { FailLevel } from '../model/fail-level';
import { type Cause, isDrift, type Report, type ServiceReport } from '../model/report';
import type { CheckOptions } from './options';

/** What of a check's options the exit code goes by. */
type ExitCodeOptions = Pick<CheckOptions, 'failOn' | 'allowEmpty' | 'strictIgnores'>;

/** 1 for a difference at the fail level, else 2 for a check that is incomplete or has problems, else 0. */
export function exitCode(report: Report, options: ExitCodeOptions, problems: number): 0 | 1 | 2 {
  if (isFailing(report, options.failOn ?? 'drift')) return 1;
  const unused = options.strictIgnores === true && report.notices.some(({ kind }) => kind === 'unused-ignore');
  return problems > 0 || unused || isIncomplete(report, options.allowEmpty === true) ? 2 : 0;
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
