import type { FieldRow, FieldTable, Spelling } from '../model/field';
import { defaultsTo } from './absences';
import { containerRows } from './task-definition-containers';
import {
  BOOLEAN,
  ENTRIES,
  FILLED,
  keyedBy,
  NUMBER,
  OBJECT,
  orNothing,
  taskDefinitionRow as row,
  SET,
  TEXT,
} from './task-definition-row';
import { taskVolumeRows } from './task-definition-volumes';

const ROLE: Spelling = { type: 'name-or-arn', resource: 'role' };
const PLATFORM = 'ECS developer guide, runtime platform: Linux on X86_64 if left out; ECS does not fill it in';

const task: readonly FieldRow[] = [
  row('Family', TEXT, { source: 'left out CloudFormation makes one up, which is never the one that a template says' }),
  row('Cpu', TEXT, {
    spelling: { type: 'measured', unit: 'vcpu', holds: 1024 },
    source: 'ECS API RegisterTaskDefinition: CPU units or vCPUs, which become units',
  }),
  row('Memory', TEXT, {
    spelling: { type: 'measured', unit: 'gb', holds: 1024 },
    source: 'ECS API RegisterTaskDefinition: MiB or GB, which become MiB',
  }),
  row('NetworkMode', TEXT, {
    absent: defaultsTo('bridge'),
    source: 'ECS API RegisterTaskDefinition: bridge; missing in older answers',
  }),
  row('TaskRoleArn', TEXT, { spelling: ROLE }),
  row('ExecutionRoleArn', TEXT, { spelling: ROLE }),
  row('RequiresCompatibilities', SET),
  row('RuntimePlatform', FILLED, { source: PLATFORM }),
  row('RuntimePlatform.CpuArchitecture', TEXT, { absent: defaultsTo('X86_64'), source: PLATFORM }),
  row('RuntimePlatform.OperatingSystemFamily', TEXT, { absent: defaultsTo('LINUX'), source: PLATFORM }),
  row('EphemeralStorage', OBJECT),
  row('EphemeralStorage.SizeInGiB', NUMBER),
  row('PidMode', TEXT),
  row('IpcMode', TEXT),
  row('EnableFaultInjection', BOOLEAN, {
    absent: orNothing(false),
    source: 'ECS API TaskDefinition: false where nothing is said, shown or not',
  }),
  row('PlacementConstraints', { type: 'keyed', key: { members: ['Type', 'Expression'] } }),
  row('PlacementConstraints[].Type', TEXT),
  row('PlacementConstraints[].Expression', TEXT),
  row('InferenceAccelerators', keyedBy('DeviceName')),
  row('InferenceAccelerators[].DeviceName', TEXT),
  row('InferenceAccelerators[].DeviceType', TEXT),
];

const PROXY = 'ProxyConfiguration';
const proxy: readonly FieldRow[] = [
  row(PROXY, OBJECT),
  row(`${PROXY}.ContainerName`, TEXT),
  row(`${PROXY}.Type`, TEXT, { absent: orNothing('APPMESH'), source: 'ECS API ProxyConfiguration: the only type' }),
  row(`${PROXY}.ProxyConfigurationProperties`, ENTRIES, { liveName: 'properties' }),
];

/** What is known of every property of AWS::ECS::TaskDefinition; live it is what DescribeTaskDefinition answers. */
export const taskDefinitionTable: FieldTable = {
  rows: [...task, ...proxy, ...containerRows, ...taskVolumeRows],
  notCompared: [
    { path: 'Tags', reason: 'tags belong to the revision from outside: changing them makes no other revision' },
  ],
};
