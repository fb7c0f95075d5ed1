import { clone, sameJson } from './json-copy';
import { toLiveNames } from './live-names';
import { shuffled } from './pseudo-random';
import { taskDefinitionArn } from './task-definition';
import { CREATED_AT, type Environment, type FreeJson, type PretendResource, type PretendStack } from './world';

/** Puts the template's task sets into their services, then makes the primary ones so; what did not change is left alone. */
export function commitTaskSets(environment: Environment, stack: PretendStack, before?: PretendStack): void {
  const changed = stack.resources.filter((resource) => {
    const earlier = before?.resources.find(({ logicalId }) => logicalId === resource.logicalId);
    return !(earlier && sameJson(earlier.properties, resource.properties));
  });
  for (const each of changed) if (each.type === 'AWS::ECS::TaskSet') addTaskSet(environment, each, stack.tags);
  for (const each of changed) if (each.type === 'AWS::ECS::PrimaryTaskSet') makePrimary(environment, each);
}

function addTaskSet(
  environment: Environment,
  resource: PretendResource,
  stackTags: Readonly<Record<string, string>>,
): void {
  const [clusterArn = '', serviceName = '', id = ''] = resource.physicalId.split('|');
  const service = serviceOf(environment, clusterArn, serviceName);
  if (!service) return;
  const { cluster: _, service: __, launchType, capacityProviderStrategy, ...asked } = toLiveNames(resource.properties);
  const network = asked.networkConfiguration?.awsvpcConfiguration;
  const path = service.arn.slice(service.arn.indexOf('service/') + 'service/'.length);
  const known = (service.live.taskSets ?? []).find((each: FreeJson) => each.id === id);
  const scale = asked.scale ?? { value: 100, unit: 'PERCENT' };
  const count = Math.ceil((service.live.desiredCount * scale.value) / 100);
  const taskSet = {
    ...capacityOf(launchType, capacityProviderStrategy),
    loadBalancers: [],
    serviceRegistries: [],
    ...asked,
    scale,
    taskDefinition: taskDefinitionArn(environment, String(asked.taskDefinition)),
    id,
    taskSetArn: environment.arn('ecs', `task-set/${path}/${id}`),
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    status: known?.status ?? 'ACTIVE',
    stabilityStatus: 'STEADY_STATE',
    stabilityStatusAt: CREATED_AT,
    computedDesiredCount: count,
    pendingCount: 0,
    runningCount: count,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    tags: withStackTags(asked.tags ?? [], stackTags),
    ...platformOf(launchType, capacityProviderStrategy, asked.platformVersion),
    ...(network && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: shuffled(network.subnets as string[], String),
          securityGroups: network.securityGroups ?? [],
          assignPublicIp: network.assignPublicIp ?? 'DISABLED',
        },
      },
    }),
  };
  service.live.taskSets = [...(service.live.taskSets ?? []).filter((each: FreeJson) => each.id !== id), taskSet];
}

function withStackTags(own: FreeJson[], stackTags: Readonly<Record<string, string>>): FreeJson[] {
  const added = Object.entries(stackTags).filter(([key]) => !own.some((tag) => tag.key === key));
  return [...own, ...added.map(([key, value]) => ({ key, value }))];
}

/** A task set has a launch type or a strategy, never both. */
function capacityOf(launchType: string | undefined, strategy: FreeJson[] | undefined): FreeJson {
  if (!strategy || strategy.length === 0) return { launchType: launchType ?? 'EC2' };
  return { capacityProviderStrategy: strategy.map((item) => ({ base: 0, weight: 0, ...item })) };
}

/** On Fargate the platform version comes as a number, whatever was asked for. */
function platformOf(launchType: string | undefined, strategy: FreeJson[] | undefined, asked?: string): FreeJson {
  const fargate =
    launchType === 'FARGATE' || strategy?.some((item) => String(item.capacityProvider).startsWith('FARGATE'));
  if (!fargate) return {};
  return { platformVersion: asked === undefined || asked === 'LATEST' ? '1.4.0' : asked, platformFamily: 'Linux' };
}

/** Takes a task set that the template no longer has out of its service. */
export function removeTaskSet(environment: Environment, physicalId: string): void {
  const [clusterArn = '', serviceName = '', id = ''] = physicalId.split('|');
  const service = serviceOf(environment, clusterArn, serviceName);
  if (service) service.live.taskSets = service.live.taskSets.filter((known: FreeJson) => known.id !== id);
}

/** The service takes over what its primary task set says. */
function makePrimary(environment: Environment, resource: PretendResource): void {
  const { Cluster, Service, TaskSetId } = resource.properties;
  const service = serviceOf(environment, String(Cluster ?? 'default'), String(Service));
  const id = String(TaskSetId).replace(/^.*\|/, '');
  for (const taskSet of service?.live.taskSets ?? []) {
    taskSet.status = taskSet.id === id ? 'PRIMARY' : 'ACTIVE';
    if (taskSet.id !== id || !service) continue;
    for (const name of ['taskDefinition', 'networkConfiguration', 'loadBalancers', 'serviceRegistries']) {
      if (taskSet[name] !== undefined) service.live[name] = clone(taskSet[name]);
    }
  }
}

function serviceOf(environment: Environment, cluster: string, service: string) {
  const name = service.replace(/^.*\//, '');
  const arn = (path: string) => environment.arn('ecs', `service/${path}`);
  const { services } = environment;
  return services.get(arn(`${cluster.replace(/^.*\//, '')}/${name}`)) ?? services.get(arn(name));
}
