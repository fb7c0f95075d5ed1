import type { Report } from '../../lib/model/report';
import { HAND_MADE_CHANGES } from './hand-made-changes';

/** What the second check of the demo must report as drift: by stack and path. */
const DRIFT = HAND_MADE_CHANGES.map(({ stack, path }) => `${stack} ${path}`);
/** What the code changed meanwhile. */
const PENDING = ['Prod-Media DesiredCount'];

const SERVICES = 4;

/** How the demo's last report differs from what was done to its services: one line each, empty where it tells just that. */
export function judgeReport(report: Report): string[] {
  const unresolved = report.services.flatMap(({ stackName, unresolved }) =>
    unresolved.map(({ path, reason }) => `${stackName} ${path} is unresolved: ${reason}`),
  );
  const count = report.services.length;
  return [
    ...(count === SERVICES ? [] : [`the report has ${count} services; it should have ${SERVICES}`]),
    ...missingOrOdd('drift', DRIFT, found(report, 'drift')),
    ...missingOrOdd('a pending change', PENDING, found(report, 'pending')),
    ...missingOrOdd('a conflict', [], found(report, 'conflict')),
    ...missingOrOdd('an adopted change', [], found(report, 'adopted')),
    ...unresolved,
  ];
}

function found({ services }: Report, cause: string): string[] {
  return services.flatMap(({ stackName, differences }) =>
    differences.filter((difference) => difference.cause === cause).map(({ path }) => `${stackName} ${path}`),
  );
}

function missingOrOdd(what: string, wanted: readonly string[], found: readonly string[]): string[] {
  return [
    ...wanted.filter((each) => !found.includes(each)).map((each) => `${each} should be reported as ${what}`),
    ...found.filter((each) => !wanted.includes(each)).map((each) => `${each} should not be reported as ${what}`),
  ];
}
