import { isObject, type Json, type JsonObject, member } from '../model/json';
import {
  type Difference,
  isDrift,
  type Report,
  type ResolvedDifference,
  type ServiceReport,
  withoutHashes,
} from '../model/report';

/** What of a run is new, against an earlier report. */
export interface Since {
  readonly services: readonly ServiceReport[];
  readonly resolved: readonly ResolvedDifference[];
}

/** How much the run has looked at: what it left out is not resolved. */
export interface Extent {
  readonly only?: readonly string[];
  readonly declaredOnly?: boolean;
}

/** Marks each difference, and each deleted service, as new or known, and lists what the earlier report alone has. */
export function markSince(services: readonly ServiceReport[], earlier: Report, extent: Extent = {}): Since {
  const before = new Map(earlier.services.map((service) => [identityOf(service), service]));
  const marked: ServiceReport[] = [];
  const resolved: ResolvedDifference[] = [];
  for (const service of services) {
    const known = before.get(identityOf(service));
    marked.push(mark(service, known));
    if (known !== undefined) resolved.push(...resolvedIn(service, known, extent));
  }
  return { services: marked, resolved };
}

/** The resource in its stack: its ARN alone would make a service that was replaced a new one, and may not be known. */
function identityOf({ account, region, stackName, nestedStackName, logicalId }: ServiceReport): string {
  return JSON.stringify([account, region, stackName, nestedStackName, logicalId]);
}

function mark(service: ServiceReport, earlier: ServiceReport | undefined): ServiceReport {
  // Several paths may be the same but for a hash: each earlier difference stands for one.
  const before = new Map<string, Difference[]>();
  for (const difference of earlier?.differences ?? []) {
    const path = withoutHashes(difference.path);
    before.set(path, [...(before.get(path) ?? []), difference]);
  }
  const differences = service.differences.map((difference): Difference => {
    const candidates = before.get(withoutHashes(difference.path)) ?? [];
    const known = candidates.findIndex((one) => isSame(difference, one));
    if (known >= 0) candidates.splice(known, 1);
    return { ...difference, since: known >= 0 ? 'known' : 'new' };
  });
  if (service.status !== 'DELETED') return { ...service, differences };
  return { ...service, differences, since: earlier?.status === 'DELETED' ? 'known' : 'new' };
}

/** The same finding: of the same kind, and where it was made live, with the same live value. */
function isSame(now: Difference, before: Difference): boolean {
  if (isDrift(now)) return isDrift(before) && isSameValue(now.live, before.live);
  return now.cause === before.cause && isSameValue(now.synthesized, before.synthesized);
}

function isSameValue(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return withoutHashes(left) === withoutHashes(right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSameValue(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSameValue(member(left as JsonObject, key), member(right as JsonObject, key)));
}

/** What the earlier report had of a service and is gone; not what this run could not see or was told not to. */
function resolvedIn(now: ServiceReport, before: ServiceReport, extent: Extent): ResolvedDifference[] {
  const serviceArn = before.serviceArn ?? now.serviceArn;
  if (serviceArn === undefined || !wasCompared(now)) return [];
  const open = [...now.differences, ...now.unresolved, ...now.ignored].map(({ path }) => withoutHashes(path));
  return before.differences
    .filter(({ category }) => extent.only === undefined || extent.only.length === 0 || extent.only.includes(category))
    .filter(({ declared }) => declared || extent.declaredOnly !== true)
    .filter(({ path }) => !open.some((other) => overlaps(withoutHashes(path), other)))
    .map(({ path }) => ({ serviceArn, path }));
}

/** An unchecked service was still compared where values of it are all that is not known. */
function wasCompared({ status, unresolved }: ServiceReport): boolean {
  return status === 'IN_SYNC' || status === 'DRIFTED' || (status === 'UNCHECKED' && unresolved.length > 0);
}

/** One is the other, or lies below it: a list that came whole hides what one of its elements was. */
function overlaps(left: string, right: string): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return long === short || long.startsWith(`${short}.`) || long.startsWith(`${short}[`);
}
