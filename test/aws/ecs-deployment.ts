import { clone } from './json-copy';
import { REVISION_ONLY, type ServiceBirth } from './service-birth';
import { CREATED_AT, type FreeJson, type PretendService } from './world';

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
  noteRevision(
    service,
    { ...shared, ...(monitoring && { monitoring }), ...(gatewayConnectors && { gatewayConnectors }) },
    birth,
  );
}

/** The revision that a new deployment brings, and its row in the list of the service's deployments. */
function noteRevision(service: PretendService, members: FreeJson, birth: ServiceBirth): void {
  const { live, deploymentCount: number } = service;
  const random = birth.environment.random(service.arn, String(number));
  const path = service.arn.slice(service.arn.indexOf('service/') + 'service/'.length);
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
  service.formerRevision = service.revision;
  service.revision = clone({
    serviceRevisionArn: revisionArn,
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    ...members,
    loadBalancers: live.loadBalancers,
    serviceRegistries: live.serviceRegistries,
    guardDutyEnabled: false,
    createdAt: CREATED_AT + number,
  });
  service.serviceDeployments.unshift({
    serviceDeploymentArn: live.currentServiceDeployment,
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    startedAt: CREATED_AT + number,
    createdAt: CREATED_AT + number,
    finishedAt: CREATED_AT + number + 60,
    targetServiceRevisionArn: revisionArn,
    status: 'SUCCESSFUL',
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
    startedBy: 'CODE_DEPLOY',
    externalId: `d-${birth.environment.random(service.arn, 'code-deploy').upper(9)}`,
    computedDesiredCount: live.desiredCount,
    pendingCount: 0,
    runningCount: live.runningCount,
    stabilityStatus: 'STEADY_STATE',
    stabilityStatusAt: CREATED_AT,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    tags: [],
  };
}
