import { AwsError, type CallContext, type Operation } from './call';
import { shuffled } from './pseudo-random';
import { findTaskDefinition } from './task-definition';
import type { Environment, FreeJson, PretendCluster } from './world';

/** The operations of ECS (AWS JSON 1.1). */
export const ecsOperations = new Map<string, Operation>([
  ['DescribeServices', describeServices],
  ['DescribeServiceRevisions', describeServiceRevisions],
  ['ListServiceDeployments', listServiceDeployments],
  ['DescribeTaskDefinition', describeTaskDefinition],
  ['DescribeClusters', describeClusters],
  ['ListServices', listServices],
]);

function describeServices(input: FreeJson, { environment }: CallContext): FreeJson {
  const asked: string[] = input.services ?? [];
  if (asked.length === 0) throw new AwsError('InvalidParameterException', 'Services cannot be empty.');
  if (asked.length > 10) throw new AwsError('InvalidParameterException', 'Too many services. The maximum is 10.');
  const cluster = existingCluster(environment, input.cluster ?? 'default');
  const withTags = (input.include ?? []).includes('TAGS');
  const services: FreeJson[] = [];
  const failures: FreeJson[] = [];
  for (const nameOrArn of new Set(asked)) {
    const service = findService(environment, cluster, nameOrArn);
    if (service) services.push(withTags ? service.live : { ...service.live, tags: undefined });
    else failures.push({ arn: failureArn(environment, cluster, nameOrArn), reason: 'MISSING' });
  }
  return { services: shuffled(services, (service) => String(service.serviceArn)), failures };
}

function existingCluster(environment: Environment, nameOrArn: string): PretendCluster {
  const cluster = environment.clusters.get(nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1));
  if (!cluster || (nameOrArn.startsWith('arn:') && nameOrArn !== cluster.arn)) {
    throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  }
  return cluster;
}

function findService(environment: Environment, cluster: PretendCluster, nameOrArn: string) {
  const service = [...environment.services.values()].find(
    (known) =>
      known.clusterArn === cluster.arn &&
      (known.arn === nameOrArn || (!nameOrArn.startsWith('arn:') && known.live.serviceName === nameOrArn)),
  );
  return service?.missing ? undefined : service;
}

function failureArn(environment: Environment, cluster: PretendCluster, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : environment.arn('ecs', `service/${cluster.name}/${nameOrArn}`);
}

function describeServiceRevisions(input: FreeJson, { environment }: CallContext): FreeJson {
  const asked: string[] = input.serviceRevisionArns ?? [];
  if (asked.length > 20)
    throw new AwsError('InvalidParameterException', 'Too many service revisions. The maximum is 20.');
  const known = new Map(
    [...environment.services.values()].map(({ revision }) => [revision?.serviceRevisionArn, revision]),
  );
  return {
    serviceRevisions: asked.map((arn) => known.get(arn)).filter((revision) => revision !== undefined),
    failures: asked.filter((arn) => !known.has(arn)).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

function describeTaskDefinition(input: FreeJson, { environment }: CallContext): FreeJson {
  const name = String(input.taskDefinition ?? '');
  const found = findTaskDefinition(environment, name);
  if (!found) throw new AwsError('ClientException', 'Unable to describe task definition.');
  const { tags, ...taskDefinition } = found.live;
  return { taskDefinition, ...((input.include ?? []).includes('TAGS') && { tags: tags ?? [] }) };
}

function describeClusters(input: FreeJson, { environment }: CallContext): FreeJson {
  const asked: string[] = input.clusters ?? ['default'];
  if (asked.length > 100) throw new AwsError('InvalidParameterException', 'Too many clusters. The maximum is 100.');
  const known = asked.map((name) => {
    const cluster = environment.clusters.get(name.slice(name.lastIndexOf('/') + 1));
    return name.startsWith('arn:') && name !== cluster?.arn ? undefined : cluster;
  });
  const found = [...new Set(known)].filter((cluster) => cluster !== undefined);
  return {
    clusters: shuffled(found, ({ arn }) => arn).map(({ live }) => live),
    failures: asked
      .filter((_, index) => known[index] === undefined)
      .map((name) => ({
        arn: name.startsWith('arn:') ? name : environment.arn('ecs', `cluster/${name}`),
        reason: 'MISSING',
      })),
  };
}

function listServices(input: FreeJson, { environment }: CallContext): FreeJson {
  const cluster = existingCluster(environment, input.cluster ?? 'default');
  const here = [...environment.services.values()].filter(
    (service) => service.clusterArn === cluster.arn && !service.missing && service.live.status !== 'INACTIVE',
  );
  const start = Number(input.nextToken ?? 0);
  const end = start + Number(input.maxResults ?? 10);
  return {
    serviceArns: here.slice(start, end).map(({ arn }) => arn),
    ...(end < here.length && { nextToken: String(end) }),
  };
}

function listServiceDeployments(input: FreeJson, { environment }: CallContext): FreeJson {
  const cluster = existingCluster(environment, input.cluster ?? 'default');
  const service = findService(environment, cluster, String(input.service ?? ''));
  if (!service) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  const wanted: string[] = input.status ?? [];
  const all = service.serviceDeployments.filter(({ status }) => wanted.length === 0 || wanted.includes(status));
  const start = Number(input.nextToken ?? 0);
  const end = start + Number(input.maxResults ?? 20);
  return {
    serviceDeployments: all.slice(start, end),
    ...(end < all.length && { nextToken: String(end) }),
  };
}
