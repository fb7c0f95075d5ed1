import type { Difference, Report } from '../../lib/model/report';
import { aDifference, aReport, aService, aStack } from './sample-report';

/** A report in which every free text is or holds the given one; for each text it has the same structure. */
export function reportNamedThroughout(text: string): Report {
  const changes: Partial<Difference> = {
    deployed: text,
    synthesized: text,
    live: `${text}!`,
    since: 'new',
    remedies: [
      { kind: 'restore', command: text },
      { kind: 'adopt', code: `${text}\n${text}` },
    ],
  };
  const service = aService({
    stackName: text,
    account: text,
    region: text,
    nestedStackName: text,
    logicalId: text,
    constructPath: text,
    source: { file: text, line: 1, column: 1 },
    clusterArn: `arn/x${text.replaceAll('/', '')}`,
    serviceArn: text,
    serviceName: text,
    reason: text,
    status: 'DRIFTED',
    differences: [
      aDifference({ ...changes, path: `Tags[${text}]` }),
      aDifference({ ...changes, path: `Volumes.${text}`, deployed: { [text]: text }, live: { [text]: [text] } }),
      aDifference({ ...changes, path: 'Z', deployed: [`${text}?`], live: [text, `${text}!`], synthesized: undefined }),
    ],
    unresolved: [{ path: text, side: 'live', reason: text }],
    notes: [{ kind: 'managed', path: text, text }],
    ignored: [{ path: text, reason: text, source: text, expires: text, difference: aDifference({ ...changes }) }],
  });
  const quiet = aService({ ...service, status: 'IN_SYNC', differences: [], unresolved: [], logicalId: `${text}quiet` });
  const stack = aStack({ stackName: text, account: text, region: text, reason: text, status: 'UNCHECKED' });
  const report = aReport([service, quiet], [{ ...stack, comparison: 'two-way', missingPermissions: [text] }], {
    unmanaged: [{ serviceArn: text, clusterArn: text, createdBy: text, createdAt: text }],
    resolved: [{ serviceArn: text, path: text }],
    notices: [{ kind: 'two-way', text }],
  });
  return { ...report, generator: { name: text, version: text } };
}
