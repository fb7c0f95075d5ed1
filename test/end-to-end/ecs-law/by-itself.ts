import { isDeepStrictEqual } from 'node:util';
import type { FreeJson, LiveServiceHandle, LoopbackAws } from '../../aws';
import { type Choices, pick, yes } from './choices';
import type { ServicePlan } from './service-plan';

/** What an answer leaves out that has this value, some answers at least. */
const LEFT_OUT: readonly (readonly [path: string, value: unknown])[] = [
  ['availabilityZoneRebalancing', 'DISABLED'],
  ['deploymentController', { type: 'ECS' }],
  ['enableECSManagedTags', false],
  ['enableExecuteCommand', false],
  ['healthCheckGracePeriodSeconds', 0],
  ['loadBalancers', []],
  ['placementConstraints', []],
  ['placementStrategy', []],
  ['propagateTags', 'NONE'],
  ['serviceRegistries', []],
  ['tags', []],
  ['deploymentConfiguration.alarms', { alarmNames: [], enable: false, rollback: false }],
  ['deploymentConfiguration.bakeTimeInMinutes', 0],
  ['deploymentConfiguration.strategy', 'ROLLING'],
  ['deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask', true],
  ['deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration', { type: 'BOUNDED_PERCENT', value: 50 }],
  ['deploymentConfiguration.deploymentCircuitBreaker', { enable: false, rollback: false }],
];

/** What an answer holds that nobody asked for, some answers at least; where the parent is there. */
const FILLED_IN: readonly (readonly [path: string, value: unknown])[] = [
  ['deploymentConfiguration.alarms', { alarmNames: [], enable: false, rollback: false }],
  ['deploymentConfiguration.earlySuccessCriteria', { enable: false }],
  ['resourceManagementType', 'CUSTOMER'],
  ['deploymentConfiguration.somethingNew', { enable: true }],
];

/** Lists whose order ECS does not keep. */
const REORDERED: readonly string[] = [
  'capacityProviderStrategy',
  'loadBalancers',
  'placementConstraints',
  'tags',
  'deploymentConfiguration.alarms.alarmNames',
  'deploymentConfiguration.lifecycleHooks.0.lifecycleStages',
  'networkConfiguration.awsvpcConfiguration.securityGroups',
  'networkConfiguration.awsvpcConfiguration.subnets',
];

/** What a service with an external controller takes over from the task set that was made its primary one. */
const OF_TASK_SET = {
  taskDefinition: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/shop-web:7',
  launchType: 'EC2',
  networkConfiguration: {
    awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'], assignPublicIp: 'DISABLED' },
  },
  loadBalancers: [
    {
      targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/shop/0123456789abcdef',
      containerName: 'web',
      containerPort: 80,
    },
  ],
};

/** Does to a live service what ECS and those who act for it may do; true where its target groups were exchanged. */
export function changeByItself(
  aws: LoopbackAws,
  service: LiveServiceHandle,
  plan: ServicePlan,
  from: Choices,
): boolean {
  const { live } = service;
  if (plan.ownTask && yes(from)) runSameContent(aws, service, plan);
  for (const [path, value] of LEFT_OUT) {
    const { holder, name } = holderOf(live, path);
    if (holder !== undefined && isDeepStrictEqual(holder[name], value) && yes(from)) delete holder[name];
  }
  for (const [path, value] of FILLED_IN) {
    const { holder, name } = holderOf(live, path);
    if (holder !== undefined && holder[name] === undefined && yes(from)) holder[name] = structuredClone(value);
  }
  for (const path of REORDERED) {
    const { holder, name } = holderOf(live, path);
    if (Array.isArray(holder?.[name]) && yes(from)) holder[name].reverse();
  }
  setUndeclared(live, plan, from);
  if (yes(from)) live.tags = [...(live.tags ?? []), { key: 'aws:cloudformation:stack-name', value: 'Shop' }];
  connectByItself(service.primary?.serviceConnectConfiguration, from);
  if (service.primary !== undefined && yes(from))
    Object.assign(service.primary, { rolloutState: 'IN_PROGRESS', runningCount: 0 });
  return yes(from) && exchangeGroups(aws, live, plan);
}

/** Where a path of members ends; without a holder where there is none. */
export function holderOf(live: FreeJson, path: string): { holder: FreeJson | undefined; name: string } {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  return { holder: steps.reduce<FreeJson | undefined>((holder, step) => holder?.[step], live), name };
}

function setUndeclared(live: FreeJson, { kind, properties, band }: ServicePlan, from: Choices): void {
  if (properties.AvailabilityZoneRebalancing === undefined && yes(from)) {
    live.availabilityZoneRebalancing = pick(from, ['ENABLED', 'DISABLED']);
  }
  if (kind === 'daemon' || properties.DesiredCount === undefined) live.desiredCount = pick(from, [0, 1, 40]);
  else if (band !== undefined) live.desiredCount = pick(from, [band.min, band.max, 5]);
  if (kind === 'external' && yes(from)) Object.assign(live, structuredClone(OF_TASK_SET));
  if (yes(from)) delete live.roleArn;
}

function connectByItself(connect: FreeJson | undefined, from: Choices): void {
  for (const service of connect?.services ?? []) {
    if (service.discoveryName === service.portName && yes(from)) delete service.discoveryName;
    for (const alias of service.clientAliases ?? []) {
      if (alias.dnsName === undefined && yes(from)) alias.dnsName = `${service.portName}.internal`;
    }
  }
}

/** As a wrapper around deployments does: the same content, registered anew. */
function runSameContent(aws: LoopbackAws, service: LiveServiceHandle, { kind }: ServicePlan): void {
  const family = familyOf(service.live);
  const taskDefinition = aws.registerTaskDefinition(family, () => undefined);
  if (kind === 'code-deploy') service.live.taskDefinition = taskDefinition;
  else service.updateService({ taskDefinition });
}

/** The family of the task definition that a service runs. */
export function familyOf(live: FreeJson): string {
  return /([^/]+):\d+$/.exec(String(live.taskDefinition))?.[1] ?? '';
}

function exchangeGroups(aws: LoopbackAws, live: FreeJson, { kind, properties }: ServicePlan): boolean {
  const [balancer] = live.loadBalancers ?? [];
  if (balancer === undefined || (kind !== 'blue-green' && kind !== 'code-deploy')) return false;
  const id = String(properties.ServiceName);
  const green = aws.stack('Shop').resources.find(({ logicalId }) => logicalId.toLowerCase() === `${id}green`);
  const blue = balancer.targetGroupArn;
  balancer.targetGroupArn = green?.physicalId;
  if (kind === 'blue-green') balancer.advancedConfiguration.alternateTargetGroupArn = blue;
  return true;
}
