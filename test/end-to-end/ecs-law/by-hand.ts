import type { FreeJson, LiveServiceHandle, LoopbackAws } from '../../aws';
import { familyOf } from './by-itself';
import { isDeployedByEcs, type ServicePlan } from './service-plan';

/** What the change is made to. */
export interface Target {
  readonly aws: LoopbackAws;
  readonly service: LiveServiceHandle;
  readonly live: FreeJson;
  readonly plan: ServicePlan;
  /** ECS exchanged its target groups before. */
  readonly exchanged: boolean;
}

/** A change that somebody makes by hand to one property. */
export interface HandMade {
  readonly path: string;
  readonly differenceType?: 'ADD' | 'REMOVE';
  /** Whether the service is such that the property is the template's to say. */
  readonly when?: (target: Target) => boolean;
  readonly change: (target: Target) => void;
}

const isEcs = ({ plan }: Target): boolean => isDeployedByEcs(plan.kind);
const isFargate = ({ plan }: Target): boolean => ['fargate', 'providers', 'blue-green'].includes(plan.kind);
const declares =
  (property: string) =>
  ({ plan }: Target): boolean =>
    plan.properties[property] !== undefined;

const breakerOf = ({ live }: Target): FreeJson => {
  live.deploymentConfiguration.deploymentCircuitBreaker ??= { enable: false, rollback: false };
  return live.deploymentConfiguration.deploymentCircuitBreaker;
};
const vpcOf = ({ live }: Target): FreeJson => live.networkConfiguration.awsvpcConfiguration;
const connectOf = ({ service }: Target): FreeJson | undefined => service.primary?.serviceConnectConfiguration;
const ebsOf = ({ service }: Target): FreeJson | undefined =>
  service.primary?.volumeConfigurations?.[0]?.managedEBSVolume;

function set(path: string, name: string, other: (value: unknown) => unknown, when?: HandMade['when']): HandMade {
  return {
    path,
    ...(when && { when }),
    change: ({ live }) => {
      live[name] = other(live[name]);
    },
  };
}

const BREAKER = 'DeploymentConfiguration.DeploymentCircuitBreaker';
const VPC = 'NetworkConfiguration.AwsvpcConfiguration';

/** One change for each property that the law is tried on. */
export const HAND_MADE: readonly HandMade[] = [
  set('EnableExecuteCommand', 'enableExecuteCommand', (value) => value !== true),
  set('EnableECSManagedTags', 'enableECSManagedTags', (value) => value !== true),
  set('PropagateTags', 'propagateTags', (value) => (value === 'SERVICE' ? 'TASK_DEFINITION' : 'SERVICE')),
  set('HealthCheckGracePeriodSeconds', 'healthCheckGracePeriodSeconds', (value) => Number(value ?? 0) + 11),
  set('PlatformVersion', 'platformVersion', () => '1.3.0', isFargate),
  set(
    'LaunchType',
    'launchType',
    () => 'EXTERNAL',
    (target) => isEcs(target) && declares('LaunchType')(target),
  ),
  set(
    'AvailabilityZoneRebalancing',
    'availabilityZoneRebalancing',
    (value) => (value === 'ENABLED' ? 'DISABLED' : 'ENABLED'),
    declares('AvailabilityZoneRebalancing'),
  ),
  {
    path: 'DesiredCount',
    when: declares('DesiredCount'),
    change: ({ live, plan }) => {
      live.desiredCount = (plan.band?.max ?? live.desiredCount) + 5;
    },
  },
  {
    path: 'ScalableTarget.MaxCapacity',
    when: ({ plan }) => plan.band !== undefined,
    change: ({ aws, live }) => {
      aws.scalableTarget(`service/shop/${live.serviceName}`).live.MaxCapacity = 60;
    },
  },
  {
    path: 'CapacityProviderStrategy[FARGATE].Weight',
    when: ({ plan }) => plan.kind === 'providers',
    change: ({ live }) => {
      const item = live.capacityProviderStrategy.find((each: FreeJson) => each.capacityProvider === 'FARGATE');
      item.weight += 3;
    },
  },
  {
    path: 'DeploymentConfiguration.MaximumPercent',
    change: ({ live }) => {
      live.deploymentConfiguration.maximumPercent += 7;
    },
  },
  {
    path: 'DeploymentConfiguration.MinimumHealthyPercent',
    change: ({ live }) => {
      live.deploymentConfiguration.minimumHealthyPercent += 3;
    },
  },
  {
    path: 'DeploymentConfiguration.BakeTimeInMinutes',
    when: isEcs,
    change: ({ live }) => {
      live.deploymentConfiguration.bakeTimeInMinutes = 33;
    },
  },
  {
    path: 'DeploymentConfiguration.Alarms.AlarmNames[by-hand]',
    differenceType: 'ADD',
    when: isEcs,
    change: ({ live: { deploymentConfiguration } }) => {
      deploymentConfiguration.alarms ??= { alarmNames: [], enable: false, rollback: false };
      deploymentConfiguration.alarms.alarmNames.push('by-hand');
    },
  },
  {
    path: `${BREAKER}.Enable`,
    when: isEcs,
    change: (target) => {
      breakerOf(target).enable = !breakerOf(target).enable;
    },
  },
  {
    path: `${BREAKER}.ResetOnHealthyTask`,
    when: isEcs,
    change: (target) => {
      breakerOf(target).resetOnHealthyTask = breakerOf(target).resetOnHealthyTask === false;
    },
  },
  {
    path: `${BREAKER}.ThresholdConfiguration.Value`,
    when: isEcs,
    change: (target) => {
      const { thresholdConfiguration = { type: 'BOUNDED_PERCENT', value: 50 } } = breakerOf(target);
      breakerOf(target).thresholdConfiguration = { ...thresholdConfiguration, value: thresholdConfiguration.value + 1 };
    },
  },
  {
    path: `${VPC}.AssignPublicIp`,
    when: isFargate,
    change: (target) => {
      vpcOf(target).assignPublicIp = vpcOf(target).assignPublicIp === 'ENABLED' ? 'DISABLED' : 'ENABLED';
    },
  },
  {
    path: `${VPC}.SecurityGroups[sg-by-hand]`,
    differenceType: 'ADD',
    when: isFargate,
    change: (target) => void vpcOf(target).securityGroups.push('sg-by-hand'),
  },
  {
    path: `${VPC}.Subnets[subnet-0a]`,
    differenceType: 'REMOVE',
    when: isFargate,
    change: (target) => {
      vpcOf(target).subnets = vpcOf(target).subnets.filter((subnet: string) => subnet !== 'subnet-0a');
    },
  },
  {
    path: 'PlacementConstraints[distinctInstance]',
    differenceType: 'ADD',
    when: isEcs,
    change: ({ live }) => {
      live.placementConstraints = [...(live.placementConstraints ?? []), { type: 'distinctInstance' }];
    },
  },
  {
    path: 'PlacementStrategies[1].Field',
    when: ({ live }) => live.placementStrategy?.length === 2,
    change: ({ live }) => {
      live.placementStrategy[1].field = 'MEMORY';
    },
  },
  {
    path: 'Tags[team]',
    when: declares('Tags'),
    change: ({ live }) => {
      live.tags.find((tag: FreeJson) => tag.key === 'team').value = 'nobody';
    },
  },
  {
    path: 'Tags[by-hand]',
    differenceType: 'ADD',
    change: ({ live }) => {
      live.tags = [{ key: 'by-hand', value: 'x' }, ...(live.tags ?? [])];
    },
  },
  {
    path: 'LoadBalancers[web:80].TargetGroupArn',
    when: (target) => declares('LoadBalancers')(target) && !target.exchanged,
    change: ({ live }) => {
      live.loadBalancers[0].targetGroupArn =
        'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/by-hand/0123456789abcdef';
    },
  },
  {
    path: 'ServiceConnectConfiguration.Services[http].DiscoveryName',
    when: (target) => connectOf(target)?.services?.length > 0,
    change: (target) => {
      const http = connectOf(target)?.services.find((each: FreeJson) => each.portName === 'http');
      http.discoveryName = 'by-hand';
    },
  },
  {
    path: 'ServiceConnectConfiguration.Enabled',
    when: (target) => isEcs(target) && !connectOf(target)?.enabled,
    change: ({ service }) => {
      if (service.primary)
        service.primary.serviceConnectConfiguration = { enabled: true, namespace: 'internal', services: [] };
    },
  },
  {
    path: 'VolumeConfigurations[data].ManagedEBSVolume.SizeInGiB',
    when: (target) => ebsOf(target) !== undefined,
    change: (target) => {
      Object.assign(ebsOf(target) ?? {}, { sizeInGiB: 21 });
    },
  },
  {
    path: 'TaskDefinition',
    when: (target) => isEcs(target) && !target.plan.ownTask,
    change: ({ live }) => {
      live.taskDefinition = live.taskDefinition.replace('shop-web:', 'shop-webs:');
    },
  },
  {
    path: 'TaskDefinition.ContainerDefinitions[web].Image',
    when: (target) => isEcs(target) && target.plan.ownTask,
    change: ({ aws, service, live }) => {
      const taskDefinition = aws.registerTaskDefinition(familyOf(live), (newest) => {
        newest.containerDefinitions[0].image = 'shop/web:by-hand';
      });
      service.updateService({ taskDefinition });
    },
  },
];
