import type { ComparedService } from '../compare/compare-service';
import {
  type Difference,
  type IgnoredEntry,
  isDrift,
  type Note,
  type ServiceReport,
  type ServiceStatus,
  type Unresolved,
} from '../model/report';
import type { Masker } from '../report/mask';
import { type Asked, askedFor } from './asked-for';
import { CHECKED_TYPES } from './checked-types';
import type { ServiceToCheck } from './collect-services';
import { HiddenValues } from './hidden-values';
import type { RuleSubject } from './ignore/run-rule';
import type { IgnoreRules } from './ignore-rules';
import type { Outcome } from './outcome';
import { ServiceMask } from './service-mask';
import type { NewRevision } from './stack-scopes';
import { pendingChanges } from './task-definition-content';

export interface ReportOptions {
  readonly asked: Asked;
  readonly ignore: IgnoreRules;
  /** The construct path of the service's root stack. */
  readonly stackPath?: string;
  readonly mask: Masker;
}

/** What the report says of one service or task set. */
export function reportService({ service, live, found }: Outcome, options: ReportOptions): ServiceReport {
  const base = outline(service);
  if (service.kind === 'settled') return { ...base, status: service.status, reason: service.reason };
  if (live === undefined) return { ...base, status: 'UNCHECKED', reason: 'it could not be read' };
  if (live.kind === 'deleted') return { ...base, status: 'DELETED', reason: live.reason };
  if (found === undefined) return { ...base, status: 'UNCHECKED', reason: live.kind === 'unread' ? live.reason : '' };
  const { clusterArn, serviceName } = found.service;
  const named = {
    ...base,
    clusterArn: typeof clusterArn === 'string' && clusterArn.startsWith('arn:') ? clusterArn : base.clusterArn,
    serviceName: typeof serviceName === 'string' && serviceName !== '' ? serviceName : base.serviceName,
  };
  const compared = askedFor(found.compared, CHECKED_TYPES[service.identity.resourceType].table, options.asked);
  const mask = new ServiceMask(maskedAs(base), new HiddenValues(service), options.mask);
  const notes = [...service.notes, ...changesInside(service.newRevision, compared, mask)];
  const subject = { service: named, stackPath: options.stackPath };
  return { ...named, ...judge(withoutSecrets(compared, mask), notes, subject, options.ignore) };
}

interface Masked {
  readonly differences: readonly Difference[];
  readonly unresolved: readonly Unresolved[];
  readonly notes: readonly Note[];
}

function withoutSecrets({ differences, unresolved, notes }: ComparedService, mask: ServiceMask): Masked {
  return {
    differences: inOrder(
      differences,
      differences.map((difference) => mask.difference(difference)),
    ),
    unresolved: inOrder(
      unresolved,
      unresolved.map((entry) => mask.unresolved(entry)),
    ),
    notes: notes.map((note) => mask.note(note)),
  };
}

/** Entries whose paths were masked by the paths as they are shown: the order of what is hidden would say something of it. */
function inOrder<Entry extends { readonly path: string }>(
  before: readonly { readonly path: string }[],
  entries: Entry[],
): Entry[] {
  const isMasked = entries.some(({ path }, index) => path !== before[index]?.path);
  return isMasked ? entries.sort((a, b) => (a.path < b.path ? -1 : 1)) : entries;
}

/** Tells a service from all others of the report, also those in another account that have the same names. */
function maskedAs({ account, region, stackName, nestedStackName, logicalId }: Omit<ServiceReport, 'status'>): string {
  return JSON.stringify([account, region, stackName, nestedStackName, logicalId]);
}

function outline(service: ServiceToCheck): Omit<ServiceReport, 'status'> {
  const { serviceArn } = service;
  return {
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

/** What the deploy changes inside the task definition, where the reference to it is pending. */
function changesInside(
  revision: NewRevision | undefined,
  { differences }: ComparedService,
  mask: ServiceMask,
): readonly Note[] {
  const pending = differences.some(({ path, cause }) => path === 'TaskDefinition' && cause === 'pending');
  if (revision === undefined || !pending) return [];
  const changes = pendingChanges(revision.synthesized, revision.deployed, { mask: mask.apart('pending') });
  return changes.map((note) => mask.note(note));
}

/** Takes out what is ignored and says in one word how the service stands. */
function judge(
  compared: Masked,
  notes: readonly Note[],
  subject: RuleSubject,
  ignore: IgnoreRules,
): Pick<ServiceReport, 'status' | 'reason' | 'differences' | 'unresolved' | 'notes' | 'ignored'> {
  const ignored: IgnoredEntry[] = [];
  const keep = <Entry extends { path: string }>(entry: Entry, kind: 'difference' | 'unresolved'): boolean => {
    const rule = ignore.match(entry.path, subject);
    if (rule === undefined) return true;
    const { reason, expires, source } = rule;
    ignored.push({ path: entry.path, reason, expires, source, [kind]: entry });
    return false;
  };
  const differences = compared.differences.filter((difference) => keep(difference, 'difference'));
  const unresolved = compared.unresolved.filter((entry) => keep(entry, 'unresolved'));
  const status = verdict(differences, unresolved.length);
  const reason = status === 'UNCHECKED' ? countUnresolved(unresolved.length) : undefined;
  return { status, reason, differences, unresolved, notes: [...notes, ...compared.notes], ignored };
}

function verdict(differences: readonly Difference[], unresolved: number): ServiceStatus {
  if (differences.some(isDrift)) return 'DRIFTED';
  return unresolved > 0 ? 'UNCHECKED' : 'IN_SYNC';
}

function countUnresolved(count: number): string {
  return count === 1 ? '1 value could not be worked out' : `${count} values could not be worked out`;
}
