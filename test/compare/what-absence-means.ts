import type { Json, JsonObject } from '../../lib/model/json';
import type { Category } from '../../lib/model/report';
import type { DeclaredPlace } from './contract-paths';

/** What it means that a property is left out, written down here a second time so that a wrong row is noticed. */
export interface AbsentMeaning {
  /** The value that it is then. */
  readonly is?: Json;
  /** It is what this member of the same object is. */
  readonly sibling?: string;
  /** Where ECS leaves out what is declared, its answer means this. */
  readonly live?: Json;
  /** All that ECS may show then, where it is not one value. */
  readonly accepted?: readonly Json[];
  /** ECS may show anything then. */
  readonly any?: (declared: JsonObject) => boolean;
}

const NOTHING: AbsentMeaning = {};
const ALWAYS = (): boolean => true;
const ANYTHING: AbsentMeaning = { any: ALWAYS, accepted: [] };
const by = (value: Json): AbsentMeaning => ({ is: value });

const DC = 'DeploymentConfiguration';
const BREAKER = `${DC}.DeploymentCircuitBreaker`;
const SC = 'ServiceConnectConfiguration';
const EBS = 'VolumeConfigurations[].ManagedEBSVolume';
const HEALTH = 'GatewayConnectors[].HealthCheck';

/** By the path without keys. */
export const ABSENT: Record<string, AbsentMeaning> = {
  Cluster: { is: 'default', accepted: ['arn:aws:ecs:eu-west-1:111111111111:cluster/default'] },
  ServiceName: ANYTHING,
  Role: ANYTHING,
  SchedulingStrategy: by('REPLICA'),
  TaskDefinition: ANYTHING,
  DesiredCount: ANYTHING,
  LaunchType: ANYTHING,
  PlatformVersion: by('LATEST'),
  AvailabilityZoneRebalancing: { any: ALWAYS, accepted: ['ENABLED', 'DISABLED'], live: 'DISABLED' },
  'DeploymentController.Type': by('ECS'),
  [`${DC}.MaximumPercent`]: by(200),
  [`${DC}.MinimumHealthyPercent`]: by(100),
  [`${DC}.Strategy`]: by('ROLLING'),
  [`${DC}.BakeTimeInMinutes`]: { is: 0, accepted: [0, 180, 2160] },
  [`${DC}.LinearConfiguration.StepPercent`]: by(10),
  [`${DC}.LinearConfiguration.StepBakeTimeInMinutes`]: by(6),
  [`${DC}.CanaryConfiguration.CanaryPercent`]: by(5),
  [`${DC}.CanaryConfiguration.CanaryBakeTimeInMinutes`]: by(10),
  [`${BREAKER}.Enable`]: by(false),
  [`${BREAKER}.Rollback`]: by(false),
  [`${BREAKER}.ResetOnHealthyTask`]: by(true),
  [`${BREAKER}.ThresholdConfiguration.Type`]: by('BOUNDED_PERCENT'),
  [`${BREAKER}.ThresholdConfiguration.Value`]: by(50),
  [`${DC}.Alarms.Enable`]: by(false),
  [`${DC}.Alarms.Rollback`]: by(false),
  [`${DC}.EarlySuccessCriteria.Enable`]: by(false),
  [`${DC}.EarlySuccessCriteria.HealthyPercent`]: NOTHING,
  [`${DC}.EarlySuccessCriteria.SourceServiceRevisionCleanup`]: NOTHING,
  [`${DC}.LifecycleHooks[].TargetType`]: by('AWS_LAMBDA'),
  [`${DC}.LifecycleHooks[].RoleArn`]: NOTHING,
  [`${DC}.LifecycleHooks[].HookDetails`]: { accepted: [{}] },
  [`${DC}.LifecycleHooks[].TimeoutConfiguration.TimeoutInMinutes`]: by(1440),
  [`${DC}.LifecycleHooks[].TimeoutConfiguration.Action`]: by('ROLLBACK'),
  'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp': by('DISABLED'),
  'LoadBalancers[].TargetGroupArn': NOTHING,
  'LoadBalancers[].LoadBalancerName': NOTHING,
  'LoadBalancers[].AdvancedConfiguration.AlternateTargetGroupArn': NOTHING,
  'LoadBalancers[].AdvancedConfiguration.ProductionListenerRule': NOTHING,
  'LoadBalancers[].AdvancedConfiguration.TestListenerRule': NOTHING,
  'LoadBalancers[].AdvancedConfiguration.RoleArn': NOTHING,
  HealthCheckGracePeriodSeconds: by(0),
  'ServiceRegistries[].ContainerName': NOTHING,
  'ServiceRegistries[].ContainerPort': NOTHING,
  'ServiceRegistries[].Port': NOTHING,
  'CapacityProviderStrategy[].Base': by(0),
  'CapacityProviderStrategy[].Weight': by(0),
  'PlacementStrategies[].Type': NOTHING,
  'PlacementStrategies[].Field': NOTHING,
  [`${SC}.Enabled`]: by(false),
  [`${SC}.Namespace`]: ANYTHING,
  [`${SC}.LogConfiguration.LogDriver`]: NOTHING,
  [`${SC}.LogConfiguration.SecretOptions[].ValueFrom`]: NOTHING,
  [`${SC}.AccessLogConfiguration.Format`]: NOTHING,
  [`${SC}.AccessLogConfiguration.IncludeQueryParameters`]: by('DISABLED'),
  [`${SC}.ContainerConfigurations[].LogLevel`]: by('info'),
  [`${SC}.Services[].DiscoveryName`]: { sibling: 'PortName' },
  [`${SC}.Services[].IngressPortOverride`]: NOTHING,
  [`${SC}.Services[].ClientAliases[].DnsName`]: ANYTHING,
  [`${SC}.Services[].ClientAliases[].TestTrafficRules.Header.Name`]: NOTHING,
  [`${SC}.Services[].ClientAliases[].TestTrafficRules.Header.Value.Exact`]: NOTHING,
  [`${SC}.Services[].Timeout.IdleTimeoutSeconds`]: NOTHING,
  [`${SC}.Services[].Timeout.PerRequestTimeoutSeconds`]: NOTHING,
  [`${SC}.Services[].Tls.IssuerCertificateAuthority.AwsPcaAuthorityArn`]: NOTHING,
  [`${SC}.Services[].Tls.KmsKey`]: NOTHING,
  [`${SC}.Services[].Tls.RoleArn`]: NOTHING,
  [`${EBS}.Encrypted`]: by(false),
  [`${EBS}.FilesystemType`]: by('xfs'),
  [`${EBS}.Iops`]: NOTHING,
  [`${EBS}.KmsKeyId`]: NOTHING,
  [`${EBS}.RoleArn`]: NOTHING,
  [`${EBS}.SizeInGiB`]: NOTHING,
  [`${EBS}.SnapshotId`]: NOTHING,
  [`${EBS}.Throughput`]: NOTHING,
  [`${EBS}.VolumeInitializationRate`]: NOTHING,
  [`${EBS}.VolumeType`]: NOTHING,
  [`${EBS}.TagSpecifications[].PropagateTags`]: by('NONE'),
  'VpcLatticeConfigurations[].TargetGroupArn': NOTHING,
  'VpcLatticeConfigurations[].RoleArn': NOTHING,
  'VpcLatticeConfigurations[].AdvancedConfiguration.AlternateTargetGroupArn': NOTHING,
  'VpcLatticeConfigurations[].AdvancedConfiguration.ProductionListenerRule': NOTHING,
  'VpcLatticeConfigurations[].AdvancedConfiguration.TestListenerRule': NOTHING,
  [`${HEALTH}.HealthCheckIntervalSeconds`]: ANYTHING,
  [`${HEALTH}.HealthCheckPath`]: ANYTHING,
  [`${HEALTH}.HealthCheckPort`]: ANYTHING,
  [`${HEALTH}.HealthCheckProtocol`]: ANYTHING,
  [`${HEALTH}.HealthCheckTimeoutSeconds`]: ANYTHING,
  [`${HEALTH}.HealthyThresholdCount`]: ANYTHING,
  [`${HEALTH}.UnhealthyThresholdCount`]: ANYTHING,
  [`${HEALTH}.Matcher.GrpcCode`]: ANYTHING,
  [`${HEALTH}.Matcher.HttpCode`]: ANYTHING,
  EnableECSManagedTags: by(false),
  EnableExecuteCommand: by(false),
  PropagateTags: by('NONE'),
};

/** Objects that are there with their members at their defaults where nobody declares them. */
export const FILLED: readonly string[] = [
  DC,
  BREAKER,
  `${BREAKER}.ThresholdConfiguration`,
  `${DC}.Alarms`,
  `${DC}.EarlySuccessCriteria`,
  `${DC}.LinearConfiguration`,
  `${DC}.CanaryConfiguration`,
  `${DC}.LifecycleHooks[].TimeoutConfiguration`,
  'DeploymentController',
  'NetworkConfiguration',
  'NetworkConfiguration.AwsvpcConfiguration',
  SC,
  'Monitoring',
];

/** By the first name of the path. */
export const CATEGORY_OF: Record<string, Category> = {
  Cluster: 'identity',
  ServiceName: 'identity',
  Role: 'identity',
  SchedulingStrategy: 'identity',
  TaskDefinition: 'task-definition',
  DesiredCount: 'capacity',
  LaunchType: 'capacity',
  CapacityProviderStrategy: 'capacity',
  PlatformVersion: 'capacity',
  AvailabilityZoneRebalancing: 'placement',
  PlacementConstraints: 'placement',
  PlacementStrategies: 'placement',
  DeploymentController: 'deployment',
  DeploymentConfiguration: 'deployment',
  NetworkConfiguration: 'networking',
  GatewayConnectors: 'networking',
  LoadBalancers: 'load-balancing',
  HealthCheckGracePeriodSeconds: 'load-balancing',
  ServiceRegistries: 'service-discovery',
  ServiceConnectConfiguration: 'service-connect',
  VolumeConfigurations: 'volumes',
  VpcLatticeConfigurations: 'lattice',
  Monitoring: 'settings',
  EnableECSManagedTags: 'settings',
  EnableExecuteCommand: 'settings',
  PropagateTags: 'settings',
  Tags: 'tags',
};

/** The value that a place has where it is left out; undefined: none. */
export function ordinaryDefault(
  meaning: AbsentMeaning | undefined,
  declared: JsonObject,
  place: DeclaredPlace,
): Json | undefined {
  if (meaning?.sibling === undefined) return meaning?.is;
  let object: Json = declared;
  for (const step of place.at.slice(0, -1)) object = (object as JsonObject)[step as string] as Json;
  return (object as JsonObject)[meaning.sibling] as Json;
}
