import { makeInactive } from './deployer';
import { deploymentConfiguration } from './deployment-configuration';
import { startDeployment } from './ecs-deployment';
import { clone } from './json-copy';
import type { LiveServiceHandle } from './loopback-aws';
import { rollBack } from './roll-back';
import { DEPLOYMENT_ONLY, REVISION_ONLY } from './service-birth';
import { taskDefinitionArn } from './task-definition';
import type { Environment, FreeJson, PretendService } from './world';

/** A handle for changing a service behind CloudFormation's back. */
export function liveServiceHandle(environment: Environment, service: PretendService): LiveServiceHandle {
  return {
    arn: service.arn,
    clusterArn: service.clusterArn,
    get live() {
      return service.live;
    },
    get revision() {
      return service.revision;
    },
    serviceDeployments: service.serviceDeployments,
    get primary() {
      return service.live.deployments?.find((each: FreeJson) => each.status === 'PRIMARY');
    },
    update: (change) => change(service.live, service.revision),
    updateService: (input) => callUpdateService(environment, service, input),
    rollBack: (reason) => rollBack(environment, service, reason),
    delete: (how) => {
      if (how === 'MISSING') service.missing = true;
      else if (how === 'INACTIVE') makeInactive(service);
      else service.live.status = 'DRAINING';
    },
  };
}

const ON_SERVICE = [
  'desiredCount',
  'availabilityZoneRebalancing',
  'placementConstraints',
  'placementStrategy',
  'enableExecuteCommand',
  'healthCheckGracePeriodSeconds',
  'enableECSManagedTags',
  'propagateTags',
  'capacityProviderStrategy',
  'platformVersion',
  'networkConfiguration',
  'loadBalancers',
  'serviceRegistries',
];
const ON_DEPLOYMENT = [...DEPLOYMENT_ONLY, ...REVISION_ONLY];
const STARTS_DEPLOYMENT = [
  'taskDefinition',
  'networkConfiguration',
  'platformVersion',
  'loadBalancers',
  'serviceRegistries',
  'forceNewDeployment',
  ...ON_DEPLOYMENT,
];

function callUpdateService(environment: Environment, service: PretendService, input: FreeJson): void {
  const { live } = service;
  const given = clone(input);
  if (given.capacityProviderStrategy?.length === 0)
    live.launchType ??= launchTypeOf(live.capacityProviderStrategy ?? []);
  for (const name of ON_SERVICE) if (given[name] !== undefined) live[name] = given[name];
  if (given.capacityProviderStrategy?.length > 0) delete live.launchType;
  if (given.taskDefinition !== undefined) live.taskDefinition = taskDefinitionArn(environment, given.taskDefinition);
  if (given.deploymentConfiguration !== undefined) {
    const kind = {
      controller: live.deploymentController?.type ?? 'ECS',
      strategy: live.schedulingStrategy,
      style: 'recent' as const,
    };
    live.deploymentConfiguration = deploymentConfiguration(
      { ...live.deploymentConfiguration, ...given.deploymentConfiguration },
      kind,
    );
  }
  const primary: FreeJson = live.deployments?.[0] ?? {};
  const members: FreeJson = {};
  for (const name of ON_DEPLOYMENT) {
    const value = given[name] ?? primary[name] ?? service.revision?.[name];
    if (value !== undefined) members[name] = value;
  }
  const birth = {
    environment,
    arn: service.arn,
    properties: {},
    stackTags: {},
    style: service.revision ? 'recent' : 'old',
  } as const;
  if (STARTS_DEPLOYMENT.some((name) => given[name] !== undefined)) startDeployment(service, members, birth);
}

/** What an empty strategy leaves a service with (resource documentation, CapacityProviderStrategy). */
function launchTypeOf(strategy: readonly FreeJson[]): string {
  return strategy.every(({ capacityProvider }) => /^FARGATE(?:_SPOT)?$/.test(capacityProvider)) ? 'FARGATE' : 'EC2';
}
