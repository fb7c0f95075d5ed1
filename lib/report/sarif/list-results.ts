import {
  type Comparison,
  type Difference,
  type IgnoredEntry,
  isDrift,
  type Report,
  type ServiceReport,
  type StackReport,
  type Unresolved,
} from '../../model/report';
import { escapeText } from '../escape';
import { groupByStack } from '../words/group-by-stack';
import { describeDifference, describeUnresolved, describeWhole } from './describe-finding';
import { fingerprintsOf } from './fingerprint';
import { locateRun, locateService, locateStack } from './locate';
import { plainMessage } from './plain-message';
import { refer } from './rules';
import type { SarifResult } from './sarif-log';

/** Every finding of a report, in its order; what is ignored stands among them, suppressed. */
export function listResults(report: Report): SarifResult[] {
  return [
    ...resultsOfRun(report),
    ...groupByStack(report).flatMap(([stack, services]) => [
      ...resultsOfStack(stack, services),
      ...services.flatMap((service) => resultsOfService(service, stack.comparison)),
    ]),
    ...resultsOfUnmanaged(report),
  ];
}

/** That nothing was found is no all-clear. */
function resultsOfRun({ notices }: Report): SarifResult[] {
  return notices
    .filter(({ kind }) => kind === 'no-service')
    .map(({ kind, text }) => ({
      ...refer('unchecked'),
      level: 'warning',
      message: plainMessage(`${escapeText(text)}.`),
      locations: [locateRun()],
      partialFingerprints: fingerprintsOf({ of: { stackName: '' }, kind }),
    }));
}

/** A stack that is told by each of its services needs no word of its own. */
function resultsOfStack(stack: StackReport, services: readonly ServiceReport[]): SarifResult[] {
  if (stack.status !== 'UNCHECKED' || services.some(({ reason }) => reason === stack.reason)) return [];
  const reason = escapeText(stack.reason ?? 'no reason known');
  const template = services.find(({ templateFile, nestedStackName }) => templateFile && !nestedStackName);
  return [
    {
      ...refer('unchecked'),
      level: 'warning',
      message: plainMessage(`Stack '${escapeText(stack.stackName)}' was not checked: ${reason}.`),
      locations: [template === undefined ? locateStack(stack.stackName) : locateService(template)],
      partialFingerprints: fingerprintsOf({ of: stack, kind: 'unchecked' }),
    },
  ];
}

function resultsOfService(service: ServiceReport, comparison: Comparison | undefined): SarifResult[] {
  return [
    ...resultsOfWhole(service),
    ...service.differences.map((difference) => resultOfDifference(service, difference, comparison)),
    ...service.unresolved.map((unresolved) => resultOfUnresolved(service, unresolved)),
    ...service.ignored.flatMap((entry) => resultsOfIgnored(service, entry, comparison)),
  ];
}

/** Where the values are not known, each is a result, and the service need not be one. */
function resultsOfWhole(service: ServiceReport): SarifResult[] {
  const { status, since, serviceArn } = service;
  const common = { locations: [locateService(service)] as const, properties: { serviceArn, since } };
  if (status === 'DELETED') {
    return [
      {
        ...refer('deleted'),
        level: 'error',
        message: plainMessage(describeWhole(service, 'is deleted')),
        partialFingerprints: fingerprintsOf({ of: service, kind: 'deleted' }),
        ...common,
      },
    ];
  }
  if (status !== 'UNCHECKED' || service.unresolved.length > 0) return [];
  return [
    {
      ...refer('unchecked'),
      level: 'warning',
      message: plainMessage(describeWhole(service, 'was not checked')),
      partialFingerprints: fingerprintsOf({ of: service, kind: 'unchecked' }),
      ...common,
    },
  ];
}

function resultOfDifference(
  service: ServiceReport,
  difference: Difference,
  comparison: Comparison | undefined,
): SarifResult {
  const { path, category, cause, differenceType, declared, onDeploy, since, remedies } = difference;
  return {
    ...refer(category),
    level: isDrift(difference) ? 'error' : 'note',
    message: plainMessage(describeDifference(service, difference, comparison)),
    locations: [locateService(service)],
    partialFingerprints: fingerprintsOf({ of: service, kind: cause, path }),
    properties: {
      path,
      cause,
      differenceType,
      declared,
      onDeploy,
      since,
      remedies,
      serviceArn: service.serviceArn,
    },
  };
}

function resultOfUnresolved(service: ServiceReport, unresolved: Unresolved): SarifResult {
  const { path, side } = unresolved;
  return {
    ...refer('unresolved'),
    level: 'warning',
    message: plainMessage(describeUnresolved(service, unresolved)),
    locations: [locateService(service)],
    partialFingerprints: fingerprintsOf({ of: service, kind: 'unresolved', path }),
    properties: { path, side, serviceArn: service.serviceArn },
  };
}

/** What the entry would be if no rule ignored it, as a mere note: GitHub shows suppressed results like others. */
function resultsOfIgnored(
  service: ServiceReport,
  { reason, expires, source, difference, unresolved }: IgnoredEntry,
  comparison: Comparison | undefined,
): SarifResult[] {
  const until = expires === undefined ? '' : ` until ${expires}`;
  const justification = escapeText(`${reason} (${source}${until})`);
  const results = [
    ...(difference === undefined ? [] : [resultOfDifference(service, difference, comparison)]),
    ...(unresolved === undefined ? [] : [resultOfUnresolved(service, unresolved)]),
  ];
  return results.map((result) => ({
    ...result,
    level: 'note',
    suppressions: [{ kind: 'external', status: 'accepted', justification }],
  }));
}

/** At the first service of the same cluster, because no file knows them. */
function resultsOfUnmanaged({ unmanaged = [], services }: Report): SarifResult[] {
  const neighbours = new Map([...services].reverse().map((service) => [service.clusterArn, service]));
  return unmanaged.map(({ serviceArn, clusterArn, createdBy, createdAt }) => {
    const neighbour = neighbours.get(clusterArn);
    const by = createdBy === undefined ? '' : `, created by '${escapeText(createdBy)}'`;
    const at = createdAt === undefined ? '' : ` at ${escapeText(createdAt)}`;
    return {
      ...refer('unmanaged'),
      level: 'note',
      message: plainMessage(`No stack owns service '${escapeText(serviceArn)}'${by}${at}.`),
      locations: [{ physicalLocation: (neighbour ? locateService(neighbour) : locateRun()).physicalLocation }],
      partialFingerprints: fingerprintsOf({ of: { stackName: '' }, kind: 'unmanaged', path: serviceArn }),
      properties: { serviceArn },
    };
  });
}
