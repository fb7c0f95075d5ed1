import type { FieldRow } from '../model/field';
import type { Category } from '../model/report';
import {
  ANY,
  CODE_DEPLOY,
  defaultsTo,
  EXTERNAL,
  NO_DEPLOYMENTS,
  NOT_UNDER_CODE_DEPLOY,
  NOTHING,
  TASK_SETS,
} from './absences';
import { ANY_CONTROLLER, asDuration, OVERRIDE, viaUpdate } from './remedies';

const VPC = 'NetworkConfiguration.AwsvpcConfiguration';
const REMOVED_BY_EMPTY = 'ECS API UpdateService: an empty list removes, leaving it out keeps';

const network: readonly FieldRow[] = [
  {
    path: 'NetworkConfiguration',
    category: 'networking',
    shape: { type: 'object', filled: true },
    managed: TASK_SETS,
    omission: 'kept',
    refused: NOT_UNDER_CODE_DEPLOY,
    heldBy: 'service-revision',
    restore: viaUpdate('networkConfiguration'),
    adopt: OVERRIDE,
    source: 'recorded live: absent outside awsvpc mode',
  },
  {
    path: VPC,
    category: 'networking',
    shape: { type: 'object', filled: true },
    omission: 'kept',
    source: 'recorded live',
  },
  {
    path: `${VPC}.AssignPublicIp`,
    category: 'networking',
    shape: { type: 'string' },
    absent: defaultsTo('DISABLED'),
    source: 'recorded live: filled with DISABLED',
  },
  {
    path: `${VPC}.SecurityGroups`,
    category: 'networking',
    shape: { type: 'set' },
    source: 'recorded live: [] when left out, never the default group of the VPC',
  },
  { path: `${VPC}.Subnets`, category: 'networking', shape: { type: 'set' }, source: 'recorded live: reordered' },
];

function leaf(category: Category, path: string, source: string, more: Partial<FieldRow> = {}): FieldRow {
  return { path, category, shape: { type: 'string' }, source, ...more };
}

const LB = 'LoadBalancers[]';
const ECHOED = 'recorded live: echoed';
const loadBalancing: readonly FieldRow[] = [
  {
    path: 'LoadBalancers',
    category: 'load-balancing',
    shape: {
      type: 'keyed',
      key: {
        members: ['ContainerName', 'ContainerPort'],
        otherwise: ['TargetGroupArn', 'LoadBalancerName'],
        telling: [
          { member: 'TargetGroupArn', segment: 1 },
          { member: 'LoadBalancerName' },
          { member: 'TargetGroupArn' },
        ],
      },
      swapped: {
        members: ['TargetGroupArn', 'AdvancedConfiguration.AlternateTargetGroupArn'],
        when: { property: 'DeploymentConfiguration.Strategy', otherThan: 'ROLLING' },
        by: 'a blue/green deployment',
      },
    },
    managed: [EXTERNAL],
    omission: 'kept',
    outlivesEmpty: true,
    refused: NOT_UNDER_CODE_DEPLOY,
    heldBy: 'service-revision',
    restore: viaUpdate('loadBalancers'),
    adopt: OVERRIDE,
    source: REMOVED_BY_EMPTY,
  },
  leaf('load-balancing', `${LB}.TargetGroupArn`, ECHOED, {
    managed: [{ ...CODE_DEPLOY, among: { property: 'DeploymentGroup.TargetGroups', segment: 1 } }],
  }),
  leaf('load-balancing', `${LB}.LoadBalancerName`, ECHOED),
  leaf('load-balancing', `${LB}.ContainerName`, ECHOED),
  leaf('load-balancing', `${LB}.ContainerPort`, ECHOED, { shape: { type: 'number' } }),
  leaf('load-balancing', `${LB}.AdvancedConfiguration`, ECHOED, { shape: { type: 'object' } }),
  leaf('load-balancing', `${LB}.AdvancedConfiguration.AlternateTargetGroupArn`, ECHOED),
  leaf('load-balancing', `${LB}.AdvancedConfiguration.ProductionListenerRule`, ECHOED),
  leaf('load-balancing', `${LB}.AdvancedConfiguration.TestListenerRule`, ECHOED),
  leaf('load-balancing', `${LB}.AdvancedConfiguration.RoleArn`, ECHOED),
  leaf('load-balancing', 'HealthCheckGracePeriodSeconds', 'recorded live: 0 when left out, missing in older answers', {
    shape: { type: 'number' },
    absent: defaultsTo(0),
    restore: viaUpdate('healthCheckGracePeriodSeconds', ANY_CONTROLLER),
    adopt: asDuration('healthCheckGracePeriod', 'seconds'),
  }),
];

const CODE_DEPLOY_GROUP = { of: 'AWS::CodeDeploy::DeploymentGroup', auxiliary: true } as const;
const PAIR = 'CodeDeploy moves a service between the two target groups of its deployment group';

/** The names of the target groups between which CodeDeploy moves the service. */
const deploymentGroup: readonly FieldRow[] = [
  leaf('load-balancing', 'DeploymentGroup', PAIR, { shape: { type: 'object' }, ...CODE_DEPLOY_GROUP }),
  leaf('load-balancing', 'DeploymentGroup.TargetGroups', PAIR, { shape: { type: 'set' }, ...CODE_DEPLOY_GROUP }),
];

const discovery: readonly FieldRow[] = [
  leaf('service-discovery', 'ServiceRegistries', REMOVED_BY_EMPTY, {
    shape: { type: 'keyed', key: { members: ['RegistryArn'], telling: [{ member: 'ContainerName' }] } },
    managed: TASK_SETS,
    omission: 'kept',
    outlivesEmpty: true,
    heldBy: 'service-revision',
    restore: viaUpdate('serviceRegistries'),
    adopt: OVERRIDE,
  }),
  leaf('service-discovery', 'ServiceRegistries[].RegistryArn', 'ECS API ServiceRegistry'),
  leaf('service-discovery', 'ServiceRegistries[].ContainerName', 'ECS API ServiceRegistry'),
  leaf('service-discovery', 'ServiceRegistries[].ContainerPort', 'ECS API ServiceRegistry', {
    shape: { type: 'number' },
  }),
  leaf('service-discovery', 'ServiceRegistries[].Port', 'ECS API ServiceRegistry', { shape: { type: 'number' } }),
];

const LATTICE = 'VpcLatticeConfigurations';
const lattice: readonly FieldRow[] = [
  leaf('lattice', LATTICE, 'ECS API VpcLatticeConfiguration', {
    shape: { type: 'keyed', key: { members: ['PortName'], telling: [{ member: 'TargetGroupArn', segment: 1 }] } },
    place: 'deployment',
    shownNowhere: NO_DEPLOYMENTS,
    heldBy: 'service-revision',
    restore: viaUpdate('vpcLatticeConfigurations'),
    adopt: OVERRIDE,
  }),
  leaf('lattice', `${LATTICE}[].PortName`, 'ECS API VpcLatticeConfiguration'),
  leaf('lattice', `${LATTICE}[].TargetGroupArn`, 'ECS API VpcLatticeConfiguration'),
  leaf('lattice', `${LATTICE}[].RoleArn`, 'ECS API VpcLatticeConfiguration'),
  leaf('lattice', `${LATTICE}[].AdvancedConfiguration`, 'ECS API', { shape: { type: 'object' } }),
  leaf('lattice', `${LATTICE}[].AdvancedConfiguration.AlternateTargetGroupArn`, 'ECS API'),
  leaf('lattice', `${LATTICE}[].AdvancedConfiguration.ProductionListenerRule`, 'ECS API'),
  leaf('lattice', `${LATTICE}[].AdvancedConfiguration.TestListenerRule`, 'ECS API'),
];

const GATEWAY = 'GatewayConnectors';
const UNDOCUMENTED = 'ECS API GatewayConnector; its defaults are not documented';
const HEALTH = `${GATEWAY}[].HealthCheck`;
const UNJUDGED = { absent: ANY, absentLive: NOTHING } as const;

const gateway: readonly FieldRow[] = [
  leaf('networking', GATEWAY, UNDOCUMENTED, {
    shape: { type: 'keyed', key: { members: ['PortName'] } },
    place: 'revision',
    heldBy: 'service-revision',
    restore: viaUpdate('gatewayConnectors'),
    adopt: OVERRIDE,
  }),
  leaf('networking', `${GATEWAY}[].PortName`, UNDOCUMENTED),
  leaf('networking', `${GATEWAY}[].Filters`, UNDOCUMENTED, { shape: { type: 'object' }, ...UNJUDGED }),
  leaf('networking', `${GATEWAY}[].Filters.AccessTypes`, UNDOCUMENTED, { shape: { type: 'set' }, ...UNJUDGED }),
  leaf('networking', HEALTH, UNDOCUMENTED, { shape: { type: 'object' }, ...UNJUDGED }),
  ...[
    'HealthCheckIntervalSeconds',
    'HealthCheckPort',
    'HealthCheckTimeoutSeconds',
    'HealthyThresholdCount',
    'UnhealthyThresholdCount',
  ].map((name) => leaf('networking', `${HEALTH}.${name}`, UNDOCUMENTED, { shape: { type: 'number' }, ...UNJUDGED })),
  ...['HealthCheckPath', 'HealthCheckProtocol'].map((name) =>
    leaf('networking', `${HEALTH}.${name}`, UNDOCUMENTED, UNJUDGED),
  ),
  leaf('networking', `${HEALTH}.Matcher`, UNDOCUMENTED, { shape: { type: 'object' }, ...UNJUDGED }),
  leaf('networking', `${HEALTH}.Matcher.GrpcCode`, UNDOCUMENTED, UNJUDGED),
  leaf('networking', `${HEALTH}.Matcher.HttpCode`, UNDOCUMENTED, UNJUDGED),
];

/** How traffic finds a service. */
export const networkingRows: readonly FieldRow[] = [
  ...network,
  ...loadBalancing,
  ...deploymentGroup,
  ...discovery,
  ...lattice,
  ...gateway,
];
