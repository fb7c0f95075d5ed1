import type { FieldRow, FieldTable } from '../model/field';
import { ANY, defaultsTo, NOT_UNDER_CODE_DEPLOY, TASK_SETS } from './absences';
import { capacityRows } from './capacity';
import { deploymentRows } from './deployment';
import { networkingRows } from './networking';
import { ANY_CONTROLLER, asMember, asProperty, FIXED, OVERRIDE, sameNames, viaUpdate } from './remedies';
import { serviceConnectRows } from './service-connect';
import { volumeRows } from './volumes';

const identity: readonly FieldRow[] = [
  {
    path: 'Cluster',
    category: 'identity',
    shape: { type: 'string' },
    liveName: 'clusterArn',
    absent: defaultsTo('default'),
    spelling: { type: 'name-or-arn', resource: 'cluster' },
    ...FIXED,
    source: 'resource documentation: the cluster named default',
  },
  {
    path: 'ServiceName',
    category: 'identity',
    shape: { type: 'string' },
    absent: ANY,
    ...FIXED,
    source: 'CloudFormation makes a name',
  },
  {
    path: 'Role',
    category: 'identity',
    shape: { type: 'string' },
    liveName: 'roleArn',
    absent: ANY,
    spelling: { type: 'name-or-arn', resource: 'role' },
    ...FIXED,
    source: 'recorded live: the service-linked role where the service needs one, else absent',
  },
  {
    path: 'SchedulingStrategy',
    category: 'identity',
    shape: { type: 'string' },
    absent: defaultsTo('REPLICA'),
    ...FIXED,
    source: 'ECS API CreateService',
  },
  {
    path: 'TaskDefinition',
    category: 'task-definition',
    shape: { type: 'string' },
    absent: ANY,
    spelling: { type: 'revision' },
    managed: TASK_SETS,
    refused: NOT_UNDER_CODE_DEPLOY,
    heldBy: 'service-revision',
    restore: viaUpdate('taskDefinition'),
    adopt: {
      by: 'nothing',
      reason: 'a revision made by hand is no part of the code: its content has to be written there',
    },
    source: 'ECS API: family, family:revision or ARN; only external controllers go without',
  },
];

const settings: readonly FieldRow[] = [
  {
    path: 'EnableECSManagedTags',
    category: 'settings',
    shape: { type: 'boolean' },
    restore: viaUpdate('enableECSManagedTags', ANY_CONTROLLER),
    adopt: asProperty('enableECSManagedTags'),
    absent: defaultsTo(false),
    source: 'recorded live; missing in older answers',
  },
  {
    path: 'EnableExecuteCommand',
    category: 'settings',
    shape: { type: 'boolean' },
    restore: viaUpdate('enableExecuteCommand', { negative: 'disable-execute-command' }),
    adopt: asProperty('enableExecuteCommand'),
    absent: defaultsTo(false),
    source: 'recorded live; missing in older answers',
  },
  {
    path: 'PropagateTags',
    category: 'settings',
    shape: { type: 'string' },
    absent: defaultsTo('NONE'),
    restore: viaUpdate('propagateTags', ANY_CONTROLLER),
    adopt: asMember('propagateTags', 'PropagatedTagSource', sameNames('SERVICE', 'TASK_DEFINITION', 'NONE')),
    source: 'ECS API Service.propagateTags',
  },
  {
    path: 'Monitoring',
    category: 'settings',
    shape: { type: 'object', filled: true },
    place: 'revision',
    heldBy: 'service-revision',
    restore: viaUpdate('monitoring'),
    adopt: OVERRIDE,
    source: 'ECS API ServiceRevision.monitoring',
  },
  {
    path: 'Monitoring.MetricConfigurations',
    category: 'settings',
    shape: { type: 'spread', names: 'MetricNames', value: 'ResolutionSeconds', absentValue: 60 },
    source: 'ECS API MonitoringConfiguration: 60 seconds where nothing is said',
  },
  {
    path: 'Tags',
    category: 'tags',
    shape: { type: 'map', entries: { name: 'Key', value: 'Value' }, reserved: 'aws:' },
    longArnOnly: true,
    omission: 'reset',
    restore: { by: 'tags' },
    adopt: { by: 'tags' },
    source: 'recorded live: ECS services carry no aws: tags of CloudFormation',
  },
];

/** What is known of every property of AWS::ECS::Service. */
export const serviceTable: FieldTable = {
  rows: [
    ...identity,
    ...deploymentRows,
    ...networkingRows,
    ...capacityRows,
    ...serviceConnectRows,
    ...volumeRows,
    ...settings,
  ],
  notCompared: [
    { path: 'ForceNewDeployment', reason: 'an order to deploy once more: ECS carries it out and does not keep it' },
  ],
};
