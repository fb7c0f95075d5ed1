import type { Absence, FieldRow, FieldTable } from '../model/field';
import type { Category } from '../model/report';
import { ANY, defaultsTo, NOTHING } from './absences';
import { FIXED, OVERRIDE } from './remedies';
import { serviceTable } from './service-table';

const STRATEGY = 'CapacityProviderStrategy';

/** No manager: these belong to the task set itself. And leaving them out makes another task set, which keeps nothing. */
const asOnServices: readonly FieldRow[] = serviceTable.rows
  .filter(({ path }) => path.startsWith(`${STRATEGY}[].`) || path.startsWith('ServiceRegistries'))
  .map(({ managed: _, omission: __, restore: ___, adopt: ____, heldBy: _____, ...row }) => ({
    ...row,
    ...atFirstLevel(row.path),
  }));

function row(category: Category, path: string, source: string, more: Partial<FieldRow> = {}): FieldRow {
  return { path, category, shape: { type: 'string' }, source, ...atFirstLevel(path), ...more };
}

function atFirstLevel(path: string): Partial<FieldRow> {
  return path.includes('.') ? {} : FIXED;
}

const FOUND_BY_IT = 'a task set is found by its service and cluster; older answers about it leave both out';
const identity: readonly FieldRow[] = [
  row('identity', 'Cluster', FOUND_BY_IT, {
    liveName: 'clusterArn',
    absentLive: ANY,
    spelling: { type: 'name-or-arn', resource: 'cluster' },
  }),
  row('identity', 'Service', FOUND_BY_IT, {
    liveName: 'serviceArn',
    absentLive: ANY,
    spelling: { type: 'name-or-arn', resource: 'service', scoped: true },
  }),
  row('identity', 'ExternalId', 'ECS API CreateTaskSet: echoed'),
  row('task-definition', 'TaskDefinition', 'ECS API CreateTaskSet: family, family:revision or ARN', {
    spelling: { type: 'revision' },
  }),
  row('tags', 'Tags', 'ECS API TaskSet.tags; an answer that leaves them out altogether says nothing of them', {
    shape: { type: 'map', entries: { name: 'Key', value: 'Value' }, reserved: 'aws:' },
    place: 'tags',
    longArnOnly: true,
    omission: 'reset',
    restore: { by: 'tags' },
    adopt: { by: 'tags' },
    createOnly: undefined,
  }),
];

/** One of the two is declared; with neither the cluster's default decided when the task set was made. */
function unlessDeclared(other: string): Partial<FieldRow> {
  const absent: Absence = {
    is: 'cases',
    cases: [{ when: { property: other, present: true }, absence: NOTHING }],
    otherwise: ANY,
  };
  return { absent, absentLive: NOTHING };
}

const ONE_OF_TWO = 'recorded live: a task set has a launch type or a strategy; ECS API CreateTaskSet';
const running: readonly FieldRow[] = [
  row('capacity', 'LaunchType', ONE_OF_TWO, unlessDeclared(STRATEGY)),
  row('capacity', STRATEGY, ONE_OF_TWO, {
    shape: { type: 'keyed', key: { members: ['CapacityProvider'] } },
    ...unlessDeclared('LaunchType'),
  }),
  row('capacity', 'PlatformVersion', 'recorded live: the number that LATEST stood for; absent outside Fargate', {
    absent: ANY,
    absentLive: ANY,
    spelling: { type: 'placeholder', text: 'LATEST' },
  }),
  row('capacity', 'Scale', 'recorded live: 100 percent when left out', {
    shape: { type: 'object', filled: true },
    restore: { by: 'task-set-scale' },
    adopt: OVERRIDE,
    createOnly: undefined,
  }),
  row('capacity', 'Scale.Value', 'ECS API Scale: a percentage of the service’s desired count', {
    shape: { type: 'number' },
    absent: defaultsTo(100),
    omission: 'reset',
  }),
  row('capacity', 'Scale.Unit', 'ECS API Scale: the only unit', { absent: defaultsTo('PERCENT') }),
];

const VPC = 'NetworkConfiguration.AwsVpcConfiguration';
const LB = 'LoadBalancers';
const networking: readonly FieldRow[] = [
  row('networking', 'NetworkConfiguration', 'absent outside awsvpc mode', { shape: { type: 'object', filled: true } }),
  row('networking', VPC, 'resource documentation: a capital V; CloudFormation takes the name that services have, too', {
    shape: { type: 'object', filled: true },
    liveName: 'awsvpcConfiguration',
    otherName: 'AwsvpcConfiguration',
  }),
  row('networking', `${VPC}.AssignPublicIp`, 'filled as on services', { absent: defaultsTo('DISABLED') }),
  row('networking', `${VPC}.SecurityGroups`, 'ECS API AwsVpcConfiguration', { shape: { type: 'set' } }),
  row('networking', `${VPC}.Subnets`, 'recorded live: reordered', { shape: { type: 'set' } }),
  row('load-balancing', LB, 'recorded live: [] when left out', {
    shape: {
      type: 'keyed',
      key: {
        members: ['ContainerName', 'ContainerPort'],
        otherwise: ['TargetGroupArn'],
        telling: [{ member: 'TargetGroupArn', segment: 1 }, { member: 'TargetGroupArn' }],
      },
    },
  }),
  row('load-balancing', `${LB}[].TargetGroupArn`, 'ECS API LoadBalancer: echoed'),
  row('load-balancing', `${LB}[].ContainerName`, 'ECS API LoadBalancer: echoed'),
  row('load-balancing', `${LB}[].ContainerPort`, 'ECS API LoadBalancer: echoed', { shape: { type: 'number' } }),
];

/** What is known of every property of AWS::ECS::TaskSet; live it is one of its service's `taskSets`. */
export const taskSetTable: FieldTable = {
  rows: [...identity, ...running, ...networking, ...asOnServices],
  notCompared: [],
};
