import { clone } from './json-copy';
import { toLiveNames } from './live-names';
import { shuffled } from './pseudo-random';
import { CREATED_AT, type Environment, type PretendResource, type PretendStack } from './world';

/** Puts a task set of the template into its service, or makes one the primary. */
export function attachTaskSet(environment: Environment, stack: PretendStack, resource: PretendResource): void {
  if (resource.type === 'AWS::ECS::TaskSet') addTaskSet(environment, resource);
  if (resource.type === 'AWS::ECS::PrimaryTaskSet') makePrimary(environment, stack, resource);
}

function addTaskSet(environment: Environment, resource: PretendResource): void {
  const [clusterArn = '', serviceName = '', id = ''] = resource.physicalId.split('|');
  const service = serviceOf(environment, clusterArn, serviceName);
  if (!service) return;
  const { cluster: _, service: __, ...asked } = toLiveNames(resource.properties);
  const network = asked.networkConfiguration?.awsvpcConfiguration;
  const path = service.arn.slice(service.arn.indexOf('service/') + 'service/'.length);
  const taskSet = {
    launchType: 'EC2',
    loadBalancers: [],
    serviceRegistries: [],
    scale: { value: 100, unit: 'PERCENT' },
    ...asked,
    id,
    taskSetArn: environment.arn('ecs', `task-set/${path}/${id}`),
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    status: 'ACTIVE',
    stabilityStatus: 'STEADY_STATE',
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    tags: asked.tags ?? [],
    ...(asked.platformVersion === 'LATEST' && { platformVersion: '1.4.0' }),
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
  service.live.taskSets = [
    ...(service.live.taskSets ?? []).filter((known: { id: string }) => known.id !== id),
    taskSet,
  ];
}

/** The service takes over what its primary task set says. */
function makePrimary(environment: Environment, _: PretendStack, resource: PretendResource): void {
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
  return environment.services.get(environment.arn('ecs', `service/${cluster.replace(/^.*\//, '')}/${name}`));
}
