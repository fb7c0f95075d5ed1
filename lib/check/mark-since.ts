import { isObject, type Json, type JsonObject, member } from '../model/json';
import { type Difference, isDrift, type Report, type ResolvedDifference, type ServiceReport } from '../model/report';

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
  const before = new Map(earlier?.differences.map((difference) => [difference.path, difference]));
  const differences = service.differences.map((difference): Difference => {
    const known = before.get(difference.path);
    return { ...difference, since: known !== undefined && isSame(difference, known) ? 'known' : 'new' };
  });
  if (service.status !== 'DELETED') return { ...service, differences };
  return { ...service, differences, since: earlier?.status === 'DELETED' ? 'known' : 'new' };
}

/** The same finding: of the same kind, and where it was made live, with the same live value. */
function isSame(now: Difference, before: Difference): boolean {
  if (isDrift(now)) return isDrift(before) && isSameValue(now.live, before.live);
  return now.cause === before.cause && isSameValue(now.synthesized, before.synthesized);
}

/** A masked value has another hash in every run, so that nothing can be said of it but that it is one. */
const MASKED = /^\*\*\*[0-9a-f]{8}$/;

function isSameValue(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return left === right || (MASKED.test(left) && MASKED.test(right));
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
  const open = [...now.differences, ...now.unresolved, ...now.ignored].map(({ path }) => path);
  return before.differences
    .filter(({ category }) => extent.only === undefined || extent.only.length === 0 || extent.only.includes(category))
    .filter(({ declared }) => declared || extent.declaredOnly !== true)
    .filter(({ path }) => !open.some((other) => overlaps(path, other)))
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
