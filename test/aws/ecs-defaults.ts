import type { Json } from '../../lib/model/json';
import { deploymentConfiguration } from './deployment-configuration';
import { deploymentMembers, startDeployment } from './ecs-deployment';
import { clone } from './json-copy';
import { toLiveNames } from './live-names';
import { shuffled } from './pseudo-random';
import { DEPLOYMENT_ONLY, REVISION_ONLY, type ServiceBirth } from './service-birth';
import { taskDefinitionArn } from './task-definition';
import { CREATED_AT, type FreeJson, type PretendService } from './world';

const NOT_ON_SERVICE = new Set<string>([
  ...DEPLOYMENT_ONLY,
  ...REVISION_ONLY,
  ...['forceNewDeployment', 'serviceName', 'cluster', 'role', 'tags'],
]);

/** The service that ECS makes of a template's properties, with ECS's defaults filled in. */
export function createService(birth: ServiceBirth): PretendService {
  const { environment, arn } = birth;
  const asked = toLiveNames(birth.properties);
  const cluster = environment.cluster(asked.cluster || 'default');
  const live: FreeJson = { serviceArn: arn, serviceName: arn.slice(arn.lastIndexOf('/') + 1), clusterArn: cluster.arn };
  fillService(live, asked, birth);
  const service: PretendService = {
    arn,
    clusterArn: cluster.arn,
    live,
    missing: false,
    deploymentCount: 0,
    serviceDeployments: [],
  };
  startDeployment(service, deploymentMembers(asked, birth), birth);
  return service;
}

function fillService(live: FreeJson, asked: FreeJson, birth: ServiceBirth): void {
  const controller: string = asked.deploymentController?.type ?? 'ECS';
  const strategy: string = asked.schedulingStrategy ?? 'REPLICA';
  for (const [name, value] of Object.entries(asked)) if (!NOT_ON_SERVICE.has(name)) live[name] = value;
  Object.assign(live, {
    status: 'ACTIVE',
    schedulingStrategy: strategy,
    deploymentController: { type: controller },
    desiredCount: strategy === 'DAEMON' ? 0 : (asked.desiredCount ?? 1),
    pendingCount: 0,
    healthCheckGracePeriodSeconds: asked.healthCheckGracePeriodSeconds ?? 0,
    enableECSManagedTags: asked.enableECSManagedTags ?? false,
    enableExecuteCommand: asked.enableExecuteCommand ?? false,
    propagateTags: asked.propagateTags ?? 'NONE',
    loadBalancers: asked.loadBalancers ?? [],
    serviceRegistries: asked.serviceRegistries ?? [],
    placementConstraints: asked.placementConstraints ?? [],
    placementStrategy: placementStrategy(asked.placementStrategy ?? []),
    events: [],
    createdAt: CREATED_AT,
    createdBy: `arn:${birth.environment.partition}:iam::${birth.environment.account}:role/cdk-hnb659fds-cfn-exec-role`,
    tags: tagsOf(birth),
    resourceManagementType: 'CUSTOMER',
  });
  live.runningCount = live.desiredCount;
  fillCapacity(live, asked, birth, controller);
  fillTaskDefinition(live, asked, birth);
  fillNetwork(live);
  fillRole(live, asked, birth, controller);
  live.deploymentConfiguration = deploymentConfiguration(asked.deploymentConfiguration ?? {}, {
    controller,
    strategy,
    style: birth.style,
  });
  live.availabilityZoneRebalancing = asked.availabilityZoneRebalancing ?? (mayRebalance(live) ? 'ENABLED' : 'DISABLED');
  if (controller === 'EXTERNAL') {
    delete live.healthCheckGracePeriodSeconds;
    if (asked.healthCheckGracePeriodSeconds !== undefined)
      live.healthCheckGracePeriodSeconds = asked.healthCheckGracePeriodSeconds;
  }
  if (birth.style === 'old') makeOld(live, asked);
}

function makeOld(live: FreeJson, asked: FreeJson): void {
  for (const name of ['propagateTags', 'enableExecuteCommand', 'availabilityZoneRebalancing', 'deploymentController']) {
    if (asked[name] === undefined) delete live[name];
  }
  delete live.resourceManagementType;
}

/** Without either, a service takes over its cluster's default strategy, else runs on EC2. */
function fillCapacity(live: FreeJson, asked: FreeJson, birth: ServiceBirth, controller: string): void {
  let strategy: FreeJson[] = asked.capacityProviderStrategy ?? [];
  if (strategy.length === 0 && asked.launchType === undefined && controller === 'ECS') {
    strategy = clone(birth.environment.cluster(asked.cluster || 'default').live.defaultCapacityProviderStrategy ?? []);
  }
  delete live.capacityProviderStrategy;
  if (strategy.length > 0) {
    live.capacityProviderStrategy = strategy.map((item) => ({
      capacityProvider: item.capacityProvider,
      weight: item.weight ?? 0,
      base: item.base ?? 0,
    }));
    delete live.launchType;
  } else {
    live.launchType = asked.launchType ?? 'EC2';
  }
  if (isFargate(live)) live.platformVersion = asked.platformVersion ?? 'LATEST';
  else delete live.platformVersion;
  if (isFargate(live)) live.platformFamily = 'Linux';
}

function isFargate(live: FreeJson): boolean {
  if (live.launchType !== undefined) return live.launchType === 'FARGATE';
  return (live.capacityProviderStrategy ?? []).some((item: FreeJson) =>
    String(item.capacityProvider).startsWith('FARGATE'),
  );
}

/** ECS always answers with the ARN and its revision; a bare family means the newest. */
function fillTaskDefinition(live: FreeJson, asked: FreeJson, birth: ServiceBirth): void {
  if (asked.taskDefinition === undefined) return;
  live.taskDefinition = taskDefinitionArn(birth.environment, asked.taskDefinition);
}

function fillNetwork(live: FreeJson): void {
  const network = live.networkConfiguration?.awsvpcConfiguration;
  if (!network) {
    delete live.networkConfiguration;
    return;
  }
  live.networkConfiguration = {
    awsvpcConfiguration: {
      subnets: shuffled([...new Set<string>(network.subnets ?? [])], String),
      securityGroups: shuffled([...new Set<string>(network.securityGroups ?? [])], String),
      assignPublicIp: network.assignPublicIp ?? 'DISABLED',
    },
  };
}

/** The service-linked role stands in where the service needs one and declares none. */
function fillRole(live: FreeJson, asked: FreeJson, birth: ServiceBirth, controller: string): void {
  const prefix = `arn:${birth.environment.partition}:iam::${birth.environment.account}:role/`;
  const needed =
    live.networkConfiguration ||
    live.loadBalancers.length > 0 ||
    live.serviceRegistries.length > 0 ||
    controller !== 'ECS';
  if (asked.role !== undefined) {
    live.roleArn = asked.role.startsWith('arn:') ? asked.role : prefix + asked.role.replace(/^\//, '');
  } else if (needed) {
    live.roleArn = `${prefix}aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`;
  }
}

function placementStrategy(declared: FreeJson[]): FreeJson[] {
  return declared.map((item) => {
    const field = item.field as string | undefined;
    if (field === undefined) return { type: item.type };
    if (['cpu', 'memory'].includes(field.toLowerCase())) return { type: item.type, field: field.toUpperCase() };
    return { type: item.type, field: field === 'host' ? 'instanceId' : field };
  });
}

/** Stack tags go to the service, under its own. */
export function tagsOf(birth: ServiceBirth): { key: string; value: string }[] {
  const tags = new Map(Object.entries(birth.stackTags));
  const own = (birth.properties.Tags ?? []) as { Key: string; Value?: Json }[];
  for (const tag of own) tags.set(String(tag.Key), String(tag.Value ?? ''));
  return shuffled([...tags], ([key]) => key).map(([key, value]) => ({ key, value }));
}

function mayRebalance(live: FreeJson): boolean {
  const first = live.placementStrategy[0];
  const zone = 'attribute:ecs.availability-zone';
  return !(
    live.schedulingStrategy === 'DAEMON' ||
    live.deploymentController.type !== 'ECS' ||
    live.launchType === 'EXTERNAL' ||
    live.deploymentConfiguration.maximumPercent <= 100 ||
    live.loadBalancers.some((item: FreeJson) => item.loadBalancerName !== undefined) ||
    (first && !(first.type === 'spread' && first.field === zone)) ||
    live.placementConstraints.some((item: FreeJson) => String(item.expression ?? '').includes(zone))
  );
}
