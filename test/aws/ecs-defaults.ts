import type { Json, JsonObject } from '../../lib/model/json';
import { clone } from './clone';
import { toLiveNames } from './live-names';
import { shuffled } from './pseudo-random';
import { CREATED_AT, type Environment, type FreeJson, type PretendService } from './world';

/** `old` leaves out what answers of earlier years lack. */
export type Style = 'recent' | 'old';

/** What a new service is made of. */
export interface ServiceBirth {
  readonly environment: Environment;
  readonly arn: string;
  /** The template's, worked out. */
  readonly properties: JsonObject;
  readonly stackTags: Readonly<Record<string, string>>;
  readonly style: Style;
}

/** What stands on the service revision alone. */
const REVISION_ONLY = ['monitoring', 'gatewayConnectors'] as const;
const NOT_ON_SERVICE = new Set<string>([
  ...['serviceConnectConfiguration', 'volumeConfigurations', 'vpcLatticeConfigurations', ...REVISION_ONLY],
  ...['forceNewDeployment', 'serviceName', 'cluster', 'role', 'tags'],
]);

/** The service that ECS makes of a template's properties, with ECS's defaults filled in. */
export function createService(birth: ServiceBirth): PretendService {
  const { environment, arn } = birth;
  const asked = toLiveNames(birth.properties);
  const cluster = environment.cluster(asked.cluster || 'default');
  const live: FreeJson = { serviceArn: arn, serviceName: arn.slice(arn.lastIndexOf('/') + 1), clusterArn: cluster.arn };
  fillService(live, asked, birth);
  const service: PretendService = { arn, clusterArn: cluster.arn, live, missing: false, deploymentCount: 0 };
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

export function taskDefinitionArn(environment: Environment, declared: string): string {
  const name = declared.slice(declared.lastIndexOf('/') + 1);
  if (name.includes(':'))
    return declared.startsWith('arn:') ? declared : environment.arn('ecs', `task-definition/${name}`);
  const revisions = [...environment.taskDefinitions.values()].filter((known) => known.family === name);
  const newest = Math.max(1, ...revisions.map((known) => known.revision));
  return environment.arn('ecs', `task-definition/${name}:${newest}`);
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

interface DeploymentKind {
  readonly controller: string;
  readonly strategy: string;
  readonly style: Style;
}

/** What ECS answers for a deployment configuration that was asked for. */
export function deploymentConfiguration(asked: FreeJson, kind: DeploymentKind): FreeJson {
  const daemon = kind.strategy === 'DAEMON';
  const filled: FreeJson = {
    ...asked,
    maximumPercent: asked.maximumPercent ?? (daemon ? 100 : 200),
    minimumHealthyPercent: asked.minimumHealthyPercent ?? (daemon ? 0 : 100),
  };
  if (kind.controller !== 'ECS') return filled;
  const breaker = { enable: false, rollback: false, ...asked.deploymentCircuitBreaker };
  if (kind.style === 'old') return { ...filled, deploymentCircuitBreaker: breaker };
  filled.deploymentCircuitBreaker = {
    resetOnHealthyTask: true,
    ...breaker,
    thresholdConfiguration: { type: 'BOUNDED_PERCENT', value: 50, ...breaker.thresholdConfiguration },
  };
  filled.strategy = asked.strategy ?? 'ROLLING';
  filled.bakeTimeInMinutes = asked.bakeTimeInMinutes ?? (filled.strategy === 'ROLLING' ? 0 : 2160);
  if (filled.strategy === 'LINEAR') {
    filled.linearConfiguration = { stepPercent: 10, stepBakeTimeInMinutes: 6, ...asked.linearConfiguration };
  }
  if (filled.strategy === 'CANARY') {
    filled.canaryConfiguration = { canaryPercent: 5, canaryBakeTimeInMinutes: 10, ...asked.canaryConfiguration };
  }
  if (asked.lifecycleHooks) filled.lifecycleHooks = asked.lifecycleHooks.map(lifecycleHook);
  return filled;
}

function lifecycleHook(hook: FreeJson): FreeJson {
  return {
    targetType: 'AWS_LAMBDA',
    ...hook,
    timeoutConfiguration: { timeoutInMinutes: 1440, action: 'ROLLBACK', ...hook.timeoutConfiguration },
  };
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

/** What a new deployment is given beside the service's own members. */
export function deploymentMembers(asked: FreeJson, birth: ServiceBirth): FreeJson {
  const members: FreeJson = {};
  if (asked.serviceConnectConfiguration) members.serviceConnectConfiguration = serviceConnect(asked, birth);
  if (asked.volumeConfigurations?.length > 0) {
    members.volumeConfigurations = asked.volumeConfigurations.map((volume: FreeJson) => ({
      ...volume,
      managedEBSVolume: { filesystemType: 'xfs', ...volume.managedEBSVolume },
    }));
  }
  if (asked.vpcLatticeConfigurations?.length > 0) members.vpcLatticeConfigurations = asked.vpcLatticeConfigurations;
  for (const name of REVISION_ONLY) if (asked[name] !== undefined) members[name] = asked[name];
  return members;
}

function serviceConnect(asked: FreeJson, birth: ServiceBirth): FreeJson {
  const declared: FreeJson = asked.serviceConnectConfiguration;
  if (!declared.enabled) return { enabled: false };
  const fallback = birth.environment.cluster(asked.cluster || 'default').live.serviceConnectDefaults?.namespace;
  const filled: FreeJson = {
    ...declared,
    services: (declared.services ?? []).map((service: FreeJson) => ({
      ...service,
      discoveryName: service.discoveryName ?? service.portName,
    })),
  };
  const namespace = declared.namespace ?? fallback;
  if (namespace !== undefined) filled.namespace = namespace;
  if (declared.logConfiguration) {
    filled.logConfiguration = { options: {}, secretOptions: [], ...declared.logConfiguration };
  }
  if (declared.accessLogConfiguration) {
    filled.accessLogConfiguration = { includeQueryParameters: 'DISABLED', ...declared.accessLogConfiguration };
  }
  return filled;
}

/** Makes the service's primary deployment (CODE_DEPLOY: task set) and its revision anew from what the service says. */
export function startDeployment(service: PretendService, members: FreeJson, birth: ServiceBirth): void {
  const { live } = service;
  const controller: string = live.deploymentController?.type ?? 'ECS';
  live.deployments = [];
  live.taskSets = live.taskSets ?? [];
  if (controller === 'CODE_DEPLOY') live.taskSets = [codeDeployTaskSet(service, birth)];
  if (controller !== 'ECS') return;
  service.deploymentCount++;
  const number = service.deploymentCount;
  const random = birth.environment.random(service.arn, String(number));
  const { monitoring, gatewayConnectors, ...visible } = members;
  const path = service.arn.slice(service.arn.indexOf('service/') + 'service/'.length);
  const shared = { ...carried(live), ...visible };
  live.deployments = [
    {
      id: `ecs-svc/${random.digits(19, 'deployment')}`,
      status: 'PRIMARY',
      ...shared,
      ...(shared.platformVersion !== undefined && { platformVersion: resolvedPlatform(shared.platformVersion) }),
      ...connectResources(visible, birth),
      desiredCount: live.desiredCount,
      pendingCount: 0,
      runningCount: live.runningCount,
      failedTasks: 0,
      createdAt: CREATED_AT + number,
      updatedAt: CREATED_AT + number + 60,
      rolloutState: 'COMPLETED',
      rolloutStateReason: `ECS deployment ecs-svc/${random.digits(19, 'deployment')} completed.`,
    },
  ];
  if (birth.style === 'old') return;
  const revisionArn = birth.environment.arn('ecs', `service-revision/${path}/${random.digits(19, 'revision')}`);
  live.currentServiceDeployment = birth.environment.arn(
    'ecs',
    `service-deployment/${path}/${random.mixed(21, 'service-deployment')}`,
  );
  live.currentServiceRevisions = [
    {
      arn: revisionArn,
      requestedTaskCount: live.desiredCount,
      runningTaskCount: live.runningCount,
      pendingTaskCount: 0,
    },
  ];
  service.revision = clone({
    serviceRevisionArn: revisionArn,
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    ...shared,
    loadBalancers: live.loadBalancers,
    serviceRegistries: live.serviceRegistries,
    guardDutyEnabled: false,
    createdAt: CREATED_AT + number,
    ...(monitoring && { monitoring }),
    ...(gatewayConnectors && { gatewayConnectors }),
  });
}

/** Fargate tells a deployment's platform version as a number even where LATEST was asked for. */
function resolvedPlatform(version: string): string {
  return version === 'LATEST' ? '1.4.0' : version;
}

function carried(live: FreeJson): FreeJson {
  const names = [
    'taskDefinition',
    'launchType',
    'capacityProviderStrategy',
    'platformVersion',
    'platformFamily',
    'networkConfiguration',
  ];
  const members: FreeJson = {};
  for (const name of names) if (live[name] !== undefined) members[name] = clone(live[name]);
  return members;
}

function connectResources(members: FreeJson, birth: ServiceBirth): FreeJson {
  const services: FreeJson[] = members.serviceConnectConfiguration?.services ?? [];
  if (services.length === 0) return {};
  return {
    serviceConnectResources: services.map((service) => ({
      discoveryName: service.discoveryName,
      discoveryArn: birth.environment.arn(
        'servicediscovery',
        `service/srv-${birth.environment.random(birth.arn, service.discoveryName).hex(16)}`,
      ),
    })),
  };
}

function codeDeployTaskSet(service: PretendService, birth: ServiceBirth): FreeJson {
  const { live } = service;
  const id = `ecs-svc/${birth.environment.random(service.arn, 'task-set').digits(19)}`;
  const path = service.arn.slice(service.arn.indexOf('service/') + 'service/'.length);
  const shared = carried(live);
  if (shared.platformVersion !== undefined) shared.platformVersion = resolvedPlatform(shared.platformVersion);
  return {
    id,
    taskSetArn: birth.environment.arn('ecs', `task-set/${path}/${id}`),
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    status: 'PRIMARY',
    ...shared,
    loadBalancers: clone(live.loadBalancers),
    serviceRegistries: clone(live.serviceRegistries),
    scale: { value: 100, unit: 'PERCENT' },
    computedDesiredCount: live.desiredCount,
    pendingCount: 0,
    runningCount: live.runningCount,
    stabilityStatus: 'STEADY_STATE',
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    tags: [],
  };
}
