import type { ServiceSides } from '../compare/compare-service';
import type { FieldTable } from '../model/field';
import { isObject, type JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';
import { toValue, type ValueMap } from '../model/value';
import type { AwsPort } from './aws-ports';
import type { ServiceToCheck } from './collect-services';
import type { ResolvedStack } from './resolve-services';

/** What was read live, by the port that read it and the service's ARN. */
export interface LiveSide {
  readonly services: ReadonlyMap<AwsPort, ReadonlyMap<string, LiveService>>;
  readonly revisions: ReadonlyMap<AwsPort, ReadonlyMap<string, JsonObject>>;
  /** Actions that were denied, by the port. */
  readonly denied: ReadonlyMap<AwsPort, ReadonlySet<string>>;
}

/** Reads the live side of all services: the services themselves, then what only their revisions show. */
export async function readLive(table: FieldTable, stacks: readonly ResolvedStack[]): Promise<LiveSide> {
  const services = new Map<AwsPort, Map<string, LiveService>>();
  const revisions = new Map<AwsPort, Map<string, JsonObject>>();
  const denied = new Map<AwsPort, Set<string>>();
  await Promise.all(
    [...groupByPort(stacks)].map(async ([port, group]) => {
      const requests = group.map(({ cluster, serviceArn }) => ({ clusterArn: cluster, serviceArn }));
      const live = requests.length === 0 ? new Map<string, LiveService>() : await port.readServices(requests);
      services.set(port, live);
      const read = await readRevisionsOf(table, port, group, live);
      revisions.set(port, read.revisions);
      denied.set(port, read.denied);
    }),
  );
  return { services, revisions, denied };
}

type Checkable = Extract<ServiceToCheck, { kind: 'check' }>;

function groupByPort(stacks: readonly ResolvedStack[]): Map<AwsPort, Checkable[]> {
  const groups = new Map<AwsPort, Checkable[]>();
  for (const { stack, services } of stacks) {
    const group = groups.get(stack.aws) ?? [];
    group.push(...services.filter((service): service is Checkable => service.kind === 'check'));
    groups.set(stack.aws, group);
  }
  return groups;
}

async function readRevisionsOf(
  table: FieldTable,
  port: AwsPort,
  group: readonly Checkable[],
  live: ReadonlyMap<string, LiveService>,
): Promise<{ revisions: Map<string, JsonObject>; denied: Set<string> }> {
  const names = table.rows.filter(({ place }) => place === 'revision').map(({ path }) => path);
  const requests = group.flatMap(({ serviceArn, synthesized, deployed }) => {
    const declares = names.some((name) => synthesized?.[name] !== undefined || deployed?.[name] !== undefined);
    const found = live.get(serviceArn);
    const revisionArns = declares && found?.kind === 'found' ? currentRevisions(found.service) : [];
    return revisionArns.length === 0 ? [] : [{ serviceArn, revisionArns }];
  });
  const revisions = new Map<string, JsonObject>();
  const denied = new Set<string>();
  if (requests.length === 0) return { revisions, denied };
  for (const [arn, revision] of await port.readRevisions(requests)) {
    if (!isFailure(revision)) revisions.set(arn, revision);
    else if (revision.denied === true) denied.add(String(revision.action));
  }
  return { revisions, denied };
}

function currentRevisions(service: JsonObject): string[] {
  const current = service.currentServiceRevisions;
  if (!Array.isArray(current)) return [];
  return current.flatMap((entry) => (isObject(entry) && typeof entry.arn === 'string' ? [entry.arn] : []));
}

function isFailure(revision: object): revision is { action: unknown; denied: unknown } {
  return 'denied' in revision && 'action' in revision;
}

/** The places of a live service that rows name. */
export function liveSides(service: JsonObject, revision: JsonObject | undefined): ServiceSides['live'] {
  const deployments = Array.isArray(service.deployments) ? service.deployments : [];
  const primary = deployments.find((deployment) => isObject(deployment) && deployment.status === 'PRIMARY');
  return {
    service: toValue(service) as ValueMap,
    deployment: primary === undefined ? undefined : (toValue(primary) as ValueMap),
    revision: revision === undefined ? undefined : (toValue(revision) as ValueMap),
  };
}
