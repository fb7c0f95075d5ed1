import { type ComparedService, type CompareOptions, compareService } from '../compare/compare-service';
import type { FieldTable } from '../model/field';
import type { Json, JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';
import type { Difference, IgnoredEntry, Note, ServiceReport, ServiceStatus } from '../model/report';
import type { SecretJson } from '../model/secret';
import type { ServiceToCheck } from './collect-services';
import type { IgnoreRules } from './ignore-rules';
import { liveSides } from './read-live';

export interface ReportOptions {
  readonly table: FieldTable;
  readonly compare: CompareOptions;
  readonly ignore: IgnoreRules;
  readonly mask: (value: SecretJson) => Json;
}

/** What the report says of one service. */
export function reportService(
  service: ServiceToCheck,
  live: LiveService | undefined,
  revision: JsonObject | undefined,
  options: ReportOptions,
): ServiceReport {
  const base = outline(service);
  if (service.kind === 'settled') return { ...base, status: service.status, reason: service.reason };
  if (live === undefined) return { ...base, status: 'UNCHECKED', reason: 'it could not be read' };
  if (live.kind === 'deleted') return { ...base, status: 'DELETED', reason: live.reason };
  if (live.kind === 'unread') return { ...base, status: 'UNCHECKED', reason: live.reason };
  const sides = liveSides(live.service, revision);
  const compared = compareService(
    options.table,
    { synthesized: service.synthesized, deployed: service.deployed, live: sides },
    options.compare,
  );
  const { clusterArn, serviceName } = live.service;
  return {
    ...base,
    clusterArn: typeof clusterArn === 'string' ? clusterArn : base.clusterArn,
    serviceName: typeof serviceName === 'string' ? serviceName : base.serviceName,
    ...judge(compared, service.notes, options),
  };
}

function outline(service: ServiceToCheck): Omit<ServiceReport, 'status'> {
  const { serviceArn } = service;
  return {
    resourceType: 'AWS::ECS::Service',
    ...service.identity,
    clusterArn: service.kind === 'check' && service.cluster.startsWith('arn:') ? service.cluster : undefined,
    serviceArn,
    serviceName: serviceArn?.slice(serviceArn.lastIndexOf('/') + 1),
    differences: [],
    unresolved: [],
    notes: [],
    ignored: [],
  };
}

/** Takes out what is ignored, masks what is secret and says in one word how the service stands. */
function judge(
  compared: ComparedService,
  notes: readonly Note[],
  { ignore, mask }: ReportOptions,
): Pick<ServiceReport, 'status' | 'reason' | 'differences' | 'unresolved' | 'notes' | 'ignored'> {
  const ignored: IgnoredEntry[] = [];
  const keep = <Entry extends { path: string }>(entry: Entry, kind: 'difference' | 'unresolved'): boolean => {
    const rule = ignore.match(entry.path);
    if (rule !== undefined) ignored.push({ path: entry.path, reason: rule, source: '--ignore', [kind]: entry });
    return rule === undefined;
  };
  const differences = compared.differences
    .map((difference): Difference => masked(difference, mask))
    .filter((difference) => keep(difference, 'difference'));
  const unresolved = compared.unresolved.filter((entry) => keep(entry, 'unresolved'));
  const status = verdict(differences, unresolved.length);
  const reason = status === 'UNCHECKED' ? countUnresolved(unresolved.length) : undefined;
  return { status, reason, differences, unresolved, notes: [...notes, ...compared.notes], ignored };
}

function verdict(differences: readonly Difference[], unresolved: number): ServiceStatus {
  if (differences.some(({ cause }) => cause === 'drift' || cause === 'conflict')) return 'DRIFTED';
  return unresolved > 0 ? 'UNCHECKED' : 'IN_SYNC';
}

function countUnresolved(count: number): string {
  return count === 1 ? '1 value could not be worked out' : `${count} values could not be worked out`;
}

function masked(difference: ComparedService['differences'][number], mask: (value: SecretJson) => Json): Difference {
  const { synthesized, deployed, live, ...rest } = difference;
  const shown = (value: SecretJson | undefined): Json | undefined => (value === undefined ? undefined : mask(value));
  const { onDeploy, ...words } = rest;
  return { ...words, synthesized: shown(synthesized), deployed: shown(deployed), live: shown(live), onDeploy };
}
