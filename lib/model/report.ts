import type { Json } from './json';
import type { SourceLocation } from './local-stack';

/** The report document, schema version 1. Within version 1 fields are only added; undefined ones are left out. */
export interface Report {
  schemaVersion: 1;
  generator: { name: string; version: string };
  summary: ReportSummary;
  stacks: StackReport[];
  /** Sorted by stack name, then logical id. */
  services: ServiceReport[];
  /** Only where it was asked for; sorted by ARN. */
  unmanaged?: UnmanagedService[];
  /** Only where an earlier report was given: what it had and this one has not; sorted by service, then path. */
  resolved?: ResolvedDifference[];
  /** About the run: missing optional permissions, two-way stacks, … */
  notices: Notice[];
}

/** A live service of a checked cluster that no stack of CloudFormation owns. */
export interface UnmanagedService {
  serviceArn: string;
  clusterArn: string;
  /** The ARN of whoever made it, as far as ECS knows. */
  createdBy?: string;
  /** ISO 8601. */
  createdAt?: string;
}

/** A difference of an earlier report that is no more. */
export interface ResolvedDifference {
  serviceArn: string;
  path: string;
}

export interface ReportSummary {
  services: number;
  inSync: number;
  drifted: number;
  deleted: number;
  notDeployed: number;
  unchecked: number;
  differences: Record<Cause, number>;
  ignored: number;
}

export type StackStatus = 'CHECKED' | 'NOT_DEPLOYED' | 'UNCHECKED';
export type Comparison = 'three-way' | 'two-way' | 'deployed-only';

export interface StackReport {
  stackName: string;
  stackId?: string;
  account?: string;
  region?: string;
  status: StackStatus;
  comparison?: Comparison;
  /** IAM actions that were denied. */
  missingPermissions?: string[];
  /** Why NOT_DEPLOYED or UNCHECKED. */
  reason?: string;
}

export type ServiceStatus = 'IN_SYNC' | 'DRIFTED' | 'DELETED' | 'NOT_DEPLOYED' | 'UNCHECKED';

export interface ServiceReport {
  resourceType: 'AWS::ECS::Service' | 'AWS::ECS::TaskSet';
  /** The root stack, as users select it. */
  stackName: string;
  account?: string;
  region?: string;
  /** Only for a service inside a nested stack. */
  nestedStackName?: string;
  logicalId: string;
  constructPath?: string;
  /** Where the code creates it. */
  source?: SourceLocation;
  templateFile?: string;
  clusterArn?: string;
  serviceArn?: string;
  serviceName?: string;
  status: ServiceStatus;
  /** For DELETED, NOT_DEPLOYED, UNCHECKED. */
  reason?: string;
  /** Whether an earlier report had it deleted already; only for DELETED, and only where one was given. */
  since?: Since;
  /** Sorted by path. */
  differences: Difference[];
  unresolved: Unresolved[];
  notes: Note[];
  ignored: IgnoredEntry[];
}

/** Which of the three values are equal, in one word. */
export type Cause = 'drift' | 'conflict' | 'adopted' | 'pending';

/** True for a difference that somebody or something made live, outside CloudFormation, and that stays one. */
export function isDrift({ cause }: { readonly cause: Cause }): boolean {
  return cause === 'drift' || cause === 'conflict';
}

/** True for drift that ECS made itself, because it took a deployment back: a note of the service names the property. */
export function isRolledBack({ path, cause }: Pick<Difference, 'path' | 'cause'>, notes: readonly Note[]): boolean {
  return isDrift({ cause }) && notes.some((note) => note.kind === 'rollback' && isBelow(path, note.path));
}

function isBelow(path: string, place: string | undefined): boolean {
  return place !== undefined && (path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`));
}

export type DifferenceType = 'ADD' | 'REMOVE' | 'NOT_EQUAL';
export type OnDeploy = 'kept' | 'reverted' | 'overwritten';

export const CATEGORIES = [
  'deployment',
  'networking',
  'load-balancing',
  'tags',
  'task-definition',
  'capacity',
  'placement',
  'service-discovery',
  'service-connect',
  'volumes',
  'lattice',
  'settings',
  'identity',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Difference {
  /** `LoadBalancers[web:80].TargetGroupArn` */
  path: string;
  category: Category;
  cause: Cause;
  /** What happened to the live side; for pending, to the code. */
  differenceType: DifferenceType;
  /** False: in no template; synthesized and deployed then hold ECS's default. */
  declared: boolean;
  synthesized?: Json;
  deployed?: Json;
  live?: Json;
  /** What the next deploy does with it; for drift, conflict, and a pending that the deploy will not carry out. */
  onDeploy?: OnDeploy;
  /** True if the deployed template empties the list: CloudFormation may have left what was in it. */
  leftover?: true;
  /** Whether an earlier report had it already; only where one was given. */
  since?: Since;
  /** What can be done about it; printed, never run. */
  remedies?: Remedy[];
}

export type Since = 'new' | 'known';

/** Either the command that sets the deployed value again, or the property and value to write into the code. */
export type Remedy = RestoreRemedy | { kind: 'adopt'; code: string };

export interface RestoreRemedy {
  kind: 'restore';
  command: string;
  /** `stack`: it deploys the whole stack and takes back everything that drifted in it. */
  scope?: 'stack';
}

export interface Unresolved {
  path: string;
  /** `both`: synthesized and deployed. */
  side: 'synthesized' | 'deployed' | 'live' | 'both';
  reason: string;
}

export type NoteKind =
  | 'managed'
  | 'unverifiable'
  | 'pending'
  | 'replacement'
  | 'deleted-by-deploy'
  | 'retained-by-deploy'
  | 'moved'
  | 'transform'
  | 'deployment'
  | 'rollback'
  | 'hotswap';

export interface Note {
  kind: NoteKind;
  path?: string;
  text: string;
}

export interface IgnoredEntry {
  path: string;
  reason: string;
  /** The last day on which the rule holds, `2027-01-31`. */
  expires?: string;
  /** Where the rule stands: `--ignore`, `.ecs-drift.yaml:4`, or the place in the code. */
  source: string;
  difference?: Difference;
  unresolved?: Unresolved;
}

/** A masked value, which has another hash in every run, so that nothing can be said of it but that it is one. */
const MASKED = /\*\*\*[0-9a-f]{8}/g;

/** A text of a report, such as a path, as it is in every run: what is masked in it without its hash. */
export function withoutHashes(text: string): string {
  return text.replace(MASKED, '***');
}

/** True for a day of the calendar as {@link IgnoredEntry.expires} has it: `2027-01-31`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export interface Notice {
  kind:
    | 'missing-permission'
    | 'two-way'
    | 'deployed-only'
    | 'assembly'
    | 'template'
    | 'unused-ignore'
    | 'expired-ignore'
    | 'unread-stack'
    | 'not-compared'
    | 'not-read'
    | 'no-service';
  text: string;
}
