import type { ReadFailure } from '../model/deployed-stack';
import type { LiveService } from '../model/live-service';
import type { Notice, UnmanagedService } from '../model/report';
import type { AwsPort } from './aws-ports';
import { serviceKey } from './beside';
import type { LiveReader } from './read-live';
import type { ResolvedStack } from './resolve-services';
import { timeOf } from './time-of';

/** Live services that nobody declares, and what kept others from being judged. */
export interface Unmanaged {
  readonly services: readonly UnmanagedService[];
  readonly notices: readonly Notice[];
}

/** Lists what runs in the clusters of the checked services and belongs to no stack of CloudFormation. */
export async function findUnmanaged(resolved: readonly ResolvedStack[], live: LiveReader): Promise<Unmanaged> {
  const { owned, clusters } = gather(resolved, live);
  const found = await Promise.all([...clusters.values()].map((cluster) => searchCluster(cluster, owned)));
  return {
    services: found.flatMap((one) => one.services),
    notices: found.flatMap((one) => one.notices),
  };
}

interface Cluster {
  readonly port: AwsPort;
  readonly arn: string;
}

/** The clusters of the checked services, each once, and those services themselves. */
function gather(
  resolved: readonly ResolvedStack[],
  live: LiveReader,
): { owned: ReadonlySet<string>; clusters: ReadonlyMap<string, Cluster> } {
  const owned = new Set<string>();
  const clusters = new Map<string, Cluster>();
  for (const { stack, services } of resolved) {
    for (const service of services) {
      if (service.kind !== 'check') continue;
      const { serviceArn, cluster, taskSetId } = service;
      const arn = clusterArnOf(serviceArn, cluster, live.service(stack.aws, serviceArn));
      // The service of a task set may be another stack's, or nobody's.
      if (taskSetId === undefined) owned.add(identityOf(serviceArn, arn));
      if (!clusters.has(arn)) clusters.set(arn, { port: stack.aws, arn });
    }
  }
  return { owned, clusters };
}

/** What ECS says, else what the template says; there it may be a name. */
function clusterArnOf(serviceArn: string, cluster: string, live: LiveService | undefined): string {
  const told = live?.kind === 'found' ? live.service.clusterArn : undefined;
  if (typeof told === 'string') return told;
  return cluster.startsWith('arn:') ? cluster : `${placeOf(serviceArn)}:cluster/${cluster}`;
}

/** `arn:PARTITION:ecs:REGION:ACCOUNT` */
function placeOf(arn: string): string {
  return arn.split(':').slice(0, 5).join(':');
}

/** The same for both formats of a service's ARN. */
function identityOf(serviceArn: string, cluster: string): string {
  return `${placeOf(serviceArn)}:${serviceKey(serviceArn, cluster)}`;
}

async function searchCluster({ port, arn: clusterArn }: Cluster, owned: ReadonlySet<string>): Promise<Unmanaged> {
  const listed = await port.listServices(clusterArn);
  if (!Array.isArray(listed)) {
    return { services: [], notices: [notice(`the services of cluster ${clusterArn} could not be listed`, listed)] };
  }
  const others = listed.filter((arn) => !owned.has(identityOf(arn, clusterArn)));
  const owners = await Promise.all(
    others.map(async (serviceArn) => ({ serviceArn, owner: await port.readOwningStack(serviceArn) })),
  );
  const unowned = owners.filter(({ owner }) => owner === undefined).map(({ serviceArn }) => serviceArn);
  const described = await describe(port, clusterArn, unowned);
  return { services: described.services, notices: [...unjudged(clusterArn, owners), ...described.notices] };
}

/** One notice for all services of a cluster whose stack could not be asked for, with the first one's reason. */
function unjudged(
  clusterArn: string,
  owners: readonly { readonly serviceArn: string; readonly owner: string | undefined | ReadFailure }[],
): Notice[] {
  const failed = owners.flatMap(({ serviceArn, owner }) =>
    typeof owner === 'object' ? [{ serviceArn, failure: owner }] : [],
  );
  const [first] = failed;
  if (first === undefined) return [];
  const names = failed.map(({ serviceArn }) => serviceArn.slice(serviceArn.lastIndexOf('/') + 1)).sort();
  const shown =
    names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names;
  const what = `whether a stack owns ${shown.join(', ')} in cluster ${clusterArn} could not be read`;
  return [notice(what, first.failure)];
}

const MOST_NAMES = 10;

/** With who created them and when, as far as ECS tells. Those that are gone meanwhile are left out. */
async function describe(port: AwsPort, clusterArn: string, arns: readonly string[]): Promise<Unmanaged> {
  if (arns.length === 0) return { services: [], notices: [] };
  const read = await port.readServices(arns.map((serviceArn) => ({ clusterArn, serviceArn })));
  const services: UnmanagedService[] = [];
  const reasons = new Set<string>();
  for (const serviceArn of arns) {
    const live = read.get(serviceArn);
    if (live?.kind === 'deleted') continue;
    if (live?.kind === 'unread') reasons.add(live.reason);
    const { createdBy, createdAt } = live?.kind === 'found' ? live.service : {};
    services.push({ serviceArn, clusterArn, createdBy: textOf(createdBy), createdAt: timeOf(createdAt) });
  }
  const [reason] = reasons;
  const text = `--unmanaged: who created the unmanaged services of cluster ${clusterArn} could not be read`;
  return {
    services,
    notices: reason === undefined ? [] : [{ kind: 'missing-permission', text: `${text}: ${reason}` }],
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function notice(what: string, { reason }: ReadFailure): Notice {
  return { kind: 'missing-permission', text: `--unmanaged: ${what}: ${reason}` };
}
