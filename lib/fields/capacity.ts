import type { FieldRow } from '../model/field';
import { ANY, DAEMON, defaultsTo, NOT_UNDER_CODE_DEPLOY, NOTHING, TASK_SETS } from './absences';
import { ANY_CONTROLLER, asMember, asProperty, OVERRIDE, sameNames, viaUpdate } from './remedies';

const STRATEGY = 'CapacityProviderStrategy';
const CLUSTER = 'ClusterDefaults';
const PLACED =
  'ECS API UpdateService; an empty list removes, leaving it out keeps; cloudformation-coverage-roadmap#2369 on empty lists';

/** Changing it without a new deployment is refused (resource documentation, CapacityProviderStrategy). */
const FORCED = ['--force-new-deployment'];

const capacity: readonly FieldRow[] = [
  {
    path: 'DesiredCount',
    category: 'capacity',
    shape: { type: 'number' },
    absent: ANY,
    skipWhen: DAEMON,
    managed: [{ by: 'autoscaling', between: ['ScalableTarget.MinCapacity', 'ScalableTarget.MaxCapacity'] }],
    omission: 'kept',
    restore: viaUpdate('desiredCount', ANY_CONTROLLER),
    adopt: asProperty('desiredCount'),
    source: 'CloudFormation does not send it when it is left out; a daemon count follows the container instances',
  },
  {
    path: 'LaunchType',
    category: 'capacity',
    shape: { type: 'string' },
    absent: { is: 'cases', cases: [{ when: { property: STRATEGY, present: true }, absence: NOTHING }], otherwise: ANY },
    absentLive: NOTHING,
    managed: TASK_SETS,
    omission: 'kept',
    displacedBy: STRATEGY,
    heldBy: 'service-revision',
    restore: viaUpdate('capacityProviderStrategy', { property: STRATEGY, together: FORCED }),
    adopt: OVERRIDE,
    source: 'recorded live: absent with a strategy; with neither declared the cluster default decided at creation',
  },
  {
    path: STRATEGY,
    category: 'capacity',
    shape: { type: 'keyed', key: { members: ['CapacityProvider'] } },
    absent: {
      is: 'cases',
      cases: [{ when: { property: 'LaunchType', present: true }, absence: NOTHING }],
      otherwise: { is: 'property', property: `${CLUSTER}.${STRATEGY}`, otherwise: ANY },
    },
    absentLive: NOTHING,
    managed: TASK_SETS,
    omission: 'kept',
    outlivesEmpty: true,
    displacedBy: 'LaunchType',
    heldBy: 'service-revision',
    restore: viaUpdate('capacityProviderStrategy', { together: FORCED }),
    adopt: asProperty('capacityProviderStrategies'),
    source: 'with neither declared the cluster default strategy is copied at creation; order has no meaning',
  },
  {
    path: `${STRATEGY}[].CapacityProvider`,
    category: 'capacity',
    shape: { type: 'string' },
    spelling: { type: 'name-or-arn', resource: 'capacity-provider' },
    source: 'ECS API CapacityProviderStrategyItem: the short name',
  },
  {
    path: `${STRATEGY}[].Base`,
    category: 'capacity',
    shape: { type: 'number' },
    absent: defaultsTo(0),
    source: 'recorded live: filled with 0',
  },
  {
    path: `${STRATEGY}[].Weight`,
    category: 'capacity',
    shape: { type: 'number' },
    absent: defaultsTo(0),
    source: 'ECS API: 0; the console alone fills 1',
  },
  {
    path: 'PlatformVersion',
    category: 'capacity',
    shape: { type: 'string' },
    absent: defaultsTo('LATEST'),
    managed: TASK_SETS,
    omission: 'reset',
    refused: NOT_UNDER_CODE_DEPLOY,
    heldBy: 'service-revision',
    restore: viaUpdate('platformVersion'),
    adopt: asMember('platformVersion', 'FargatePlatformVersion', {
      LATEST: 'LATEST',
      '1.4.0': 'VERSION1_4',
      '1.3.0': 'VERSION1_3',
    }),
    source: 'recorded live: LATEST on Fargate, absent on EC2; the resource schema defaults to LATEST',
  },
];

/** What the service's cluster gives to services that declare nothing; there only where it could be read and counts. */
const cluster: readonly FieldRow[] = [CLUSTER, `${CLUSTER}.${STRATEGY}`].map((path) => ({
  path,
  category: 'capacity',
  shape: { type: path === CLUSTER ? 'object' : 'json' },
  of: 'AWS::ECS::Cluster',
  auxiliary: true,
  source: 'ECS API Cluster.defaultCapacityProviderStrategy: copied to a service at creation',
}));

const SCALABLE = 'ScalableTarget';
const SCHEDULED = { property: `${SCALABLE}.ScheduledActions`, present: true } as const;
const SCHEDULE = [
  { by: 'a scheduled action', when: SCHEDULED },
  { by: 'a scheduled action', when: SCHEDULED, side: 'deployed' },
] as const;

function scalingRow(path: string, shape: FieldRow['shape'], more: Partial<FieldRow> = {}): FieldRow {
  const source = 'Application Auto Scaling keeps the count between them; scheduled actions may move them';
  return { path, category: 'capacity', shape, of: 'AWS::ApplicationAutoScaling::ScalableTarget', source, ...more };
}

/** The band that autoscaling keeps the count within: targets that no template declares are somebody's own. */
const scaling: readonly FieldRow[] = [
  scalingRow(
    SCALABLE,
    { type: 'object' },
    {
      place: 'scaling',
      absent: ANY,
      absentLive: NOTHING,
      restore: { by: 'scalable-target' },
      adopt: { by: 'scaling' },
    },
  ),
  scalingRow(`${SCALABLE}.MinCapacity`, { type: 'number' }, { absent: ANY, managed: SCHEDULE }),
  scalingRow(`${SCALABLE}.MaxCapacity`, { type: 'number' }, { absent: ANY, managed: SCHEDULE }),
  scalingRow(`${SCALABLE}.ScheduledActions`, { type: 'json' }, { auxiliary: true }),
];

const placement: readonly FieldRow[] = [
  {
    path: 'AvailabilityZoneRebalancing',
    category: 'placement',
    shape: { type: 'string' },
    absent: ANY,
    absentLive: defaultsTo('DISABLED'),
    omission: 'kept',
    restore: viaUpdate('availabilityZoneRebalancing'),
    adopt: asMember('availabilityZoneRebalancing', 'AvailabilityZoneRebalancing', sameNames('ENABLED', 'DISABLED')),
    source: 'the creation default changed in 2025 and depends on the service; never set means DISABLED',
  },
  {
    path: 'PlacementConstraints',
    category: 'placement',
    shape: { type: 'keyed', key: { members: ['Type', 'Expression'] } },
    omission: 'kept',
    outlivesEmpty: true,
    restore: viaUpdate('placementConstraints', ANY_CONTROLLER),
    adopt: OVERRIDE,
    source: PLACED,
  },
  { path: 'PlacementConstraints[].Type', category: 'placement', shape: { type: 'string' }, source: 'ECS API' },
  {
    path: 'PlacementConstraints[].Expression',
    category: 'placement',
    shape: { type: 'string' },
    source: 'ECS API: none with distinctInstance',
  },
  {
    path: 'PlacementStrategies',
    category: 'placement',
    shape: { type: 'ordered' },
    liveName: 'placementStrategy',
    omission: 'kept',
    outlivesEmpty: true,
    restore: viaUpdate('placementStrategy', ANY_CONTROLLER),
    adopt: OVERRIDE,
    source: PLACED,
  },
  { path: 'PlacementStrategies[].Type', category: 'placement', shape: { type: 'string' }, source: 'ECS API' },
  {
    path: 'PlacementStrategies[].Field',
    category: 'placement',
    shape: { type: 'string' },
    spelling: {
      type: 'folded',
      beginnings: ['cpu', 'memory', 'host', 'instanceid', 'attribute:ecs.'],
      synonyms: [['host', 'instanceid']],
    },
    source: 'ECS API PlacementStrategy.field: host is instanceId; ECS answers CPU and MEMORY in capitals',
  },
];

/** What runs a service, how much of it, and where. */
export const capacityRows: readonly FieldRow[] = [...capacity, ...cluster, ...scaling, ...placement];
