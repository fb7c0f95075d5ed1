import type { Report } from '../model/report';
import { escapeJson } from './escape';
import { limitResults } from './sarif/limit-results';
import { listNotifications, NOTIFICATIONS, notifyCut } from './sarif/list-notifications';
import { listResults } from './sarif/list-results';
import { RULES, refer } from './sarif/rules';
import type { SarifInvocation, SarifLog, SarifResult } from './sarif/sarif-log';

const INCOMPLETE = [refer('unchecked').ruleId, refer('unresolved').ruleId];

/** The report as SARIF 2.1.0 for GitHub code scanning and other collectors of findings. */
export function renderSarif(report: Report): string {
  const all = listResults(report);
  const results = limitResults(all);
  const log: SarifLog = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ecs-drift',
            semanticVersion: report.generator.version,
            informationUri: 'https://www.npmjs.com/package/cdk-ecs-drift',
            rules: RULES,
            notifications: NOTIFICATIONS,
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [describeInvocation(report, all, results.length)],
        results: withStates(results),
      },
    ],
  };
  return `${escapeJson(JSON.stringify(log, null, 2))}\n`;
}

function describeInvocation(report: Report, all: readonly SarifResult[], kept: number): SarifInvocation {
  const isOpen = ({ ruleId, suppressions }: SarifResult) => suppressions === undefined && INCOMPLETE.includes(ruleId);
  const cut = kept < all.length ? [notifyCut(kept, all.length - kept)] : [];
  return {
    executionSuccessful: !all.some(isOpen),
    toolExecutionNotifications: [...cut, ...listNotifications(report)],
  };
}

/**
 * The standard wants suppressions and the state against an earlier run on all results or on none. Suppressions are
 * known for all; the state is not where a finding is no difference, and then only the properties of each tell it.
 */
function withStates(results: readonly SarifResult[]): SarifResult[] {
  const isKnown = results.every(({ properties }) => properties?.since !== undefined);
  return results.map((result) => ({
    ...result,
    suppressions: result.suppressions ?? [],
    ...(isKnown ? { baselineState: result.properties?.since === 'new' ? 'new' : 'unchanged' } : {}),
  }));
}
