import type { Category } from '../../model/report';

/** What is reported besides differences. */
export const FINDINGS = ['deleted', 'unresolved', 'unchecked', 'unmanaged'] as const;
export type Finding = (typeof FINDINGS)[number];

/** What a rule says of itself: constant text, without braces or brackets. */
export interface RuleText {
  readonly name: string;
  readonly short: string;
  readonly full: string;
  /** One line each. */
  readonly help: readonly string[];
}

/** The four causes, as they stand in each message. */
const CAUSES = [
  'drift (error): synthesized and deployed are equal, live differs. Somebody changed the service outside CloudFormation.',
  'conflict (error): the service was changed outside CloudFormation, and the code changes the same property to something else.',
  'adopted (note): the service was changed outside CloudFormation, and the code has caught up.',
  'pending (note): an ordinary change of the code that is not deployed yet.',
  'To keep a live value, write it into the code and deploy. To undo it, set the deployed value on the service again.',
];

function ofCategory(name: string, what: string, properties: string): RuleText {
  return {
    name: `${name}Difference`,
    short: `${what} is not the same in the code, in CloudFormation and in ECS.`,
    full: `Compares ${properties} as synthesized by the code, as deployed by CloudFormation and as live in ECS.`,
    help: CAUSES,
  };
}

/** By what is found. */
export const RULE_TEXTS: Readonly<Record<Category | Finding, RuleText>> = {
  deployment: ofCategory(
    'Deployment',
    'How an ECS service is deployed',
    'DeploymentConfiguration and DeploymentController',
  ),
  networking: ofCategory(
    'Networking',
    'The network of an ECS service',
    'NetworkConfiguration (subnets, security groups, public addresses) and GatewayConnectors',
  ),
  'load-balancing': ofCategory(
    'LoadBalancing',
    'The load balancing of an ECS service',
    'LoadBalancers and HealthCheckGracePeriodSeconds',
  ),
  tags: ofCategory('Tags', 'A tag of an ECS service', 'Tags and the stack tags that CloudFormation passes on'),
  'task-definition': ofCategory(
    'TaskDefinition',
    'What an ECS service runs',
    'TaskDefinition and the content of the revision that it names',
  ),
  capacity: ofCategory(
    'Capacity',
    'The capacity of an ECS service',
    'DesiredCount, LaunchType, CapacityProviderStrategy, PlatformVersion and the scalable target of the service',
  ),
  placement: ofCategory(
    'Placement',
    'The task placement of an ECS service',
    'PlacementConstraints, PlacementStrategies and AvailabilityZoneRebalancing',
  ),
  'service-discovery': ofCategory('ServiceDiscovery', 'The service discovery of an ECS service', 'ServiceRegistries'),
  'service-connect': ofCategory(
    'ServiceConnect',
    'The Service Connect settings of an ECS service',
    'ServiceConnectConfiguration',
  ),
  volumes: ofCategory('Volumes', 'A volume of an ECS service', 'VolumeConfigurations'),
  lattice: ofCategory('Lattice', 'The VPC Lattice target of an ECS service', 'VpcLatticeConfigurations'),
  settings: ofCategory(
    'Settings',
    'A setting of an ECS service',
    'EnableExecuteCommand, EnableECSManagedTags, PropagateTags and Monitoring',
  ),
  identity: ofCategory(
    'Identity',
    'What identifies an ECS service',
    'Cluster, ServiceName, Role, SchedulingStrategy and, for task sets, Service and ExternalId',
  ),
  deleted: {
    name: 'ServiceDeleted',
    short: 'An ECS service was deleted outside CloudFormation.',
    full: 'CloudFormation deployed the service and still lists it, but ECS has no such service any more.',
    help: [
      'The next deploy does not create it again by itself, and may fail where it updates the service.',
      'To have it back, remove the service from the code and deploy, then add it and deploy again.',
    ],
  },
  unresolved: {
    name: 'ValueUnresolved',
    short: 'A property of an ECS service could not be compared.',
    full: 'A value could not be worked out. It counts neither as equal nor as drift, so the service is not known to be in sync.',
    help: [
      'The message says which value is not known and why: often a missing permission, or an attribute that AWS does not give back.',
      'Grant the permission that it names, or ignore the property with a reason.',
    ],
  },
  unchecked: {
    name: 'NotChecked',
    short: 'A stack or an ECS service could not be checked.',
    full: 'Nothing can be said about drift here: the stack, the template or the live service could not be read.',
    help: [
      'The message says what could not be read and why.',
      'Mend the cause and check again: an unchecked service is not known to be in sync.',
    ],
  },
  unmanaged: {
    name: 'ServiceUnmanaged',
    short: 'An ECS service runs that no stack owns.',
    full: 'The service runs in a cluster that was checked, and no CloudFormation stack has it among its resources.',
    help: ['Import it into a stack, or delete it if it is no longer wanted.'],
  },
};
