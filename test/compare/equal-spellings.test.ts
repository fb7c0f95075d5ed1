import type { JsonObject } from '../../lib/model/json';
import { Ambiguous } from '../../lib/model/value';
import { compareDeployed, lines, type Properties, unresolvedLines } from './compare-json';

const ECS = 'arn:aws:ecs:eu-west-1:111111111111';
const KMS = 'arn:aws:kms:eu-west-1:111111111111';
const ROLE = 'arn:aws:iam::111111111111:role';
const NAMESPACE = 'arn:aws:servicediscovery:eu-west-1:111111111111:namespace/ns-0a';

const hook = (more: Properties): Properties => ({
  DeploymentConfiguration: {
    LifecycleHooks: [{ HookTargetArn: 'arn:hook', RoleArn: 'arn:role', LifecycleStages: ['PRE_SCALE_UP'], ...more }],
  },
});
const connect = (more: Properties): Properties => ({ ServiceConnectConfiguration: { Enabled: true, ...more } });
const service = (more: Properties): Properties => connect({ Services: [{ PortName: 'http', ...more }] });
const volume = (more: Properties): Properties => ({ VolumeConfigurations: [{ Name: 'data', ManagedEBSVolume: more }] });
const strategies = (...Fields: string[]): Properties => ({
  PlacementStrategies: Fields.map((Field) => ({ Type: 'spread', Field })),
});

const EQUAL: readonly (readonly [string, Properties, Properties])[] = [
  ['a cluster by its name', { Cluster: 'prod' }, { Cluster: `${ECS}:cluster/prod` }],
  ['no cluster for the one named default', {}, { Cluster: `${ECS}:cluster/default` }],
  ['a role by its name', { Role: 'elb' }, { Role: `${ROLE}/elb` }],
  ['a role by its name, which has a path', { Role: 'elb' }, { Role: `${ROLE}/team/elb` }],
  ['a role by its path and name', { Role: '/team/elb' }, { Role: `${ROLE}/team/elb` }],
  ['a role by its path and name without the slash', { Role: 'team/elb' }, { Role: `${ROLE}/team/elb` }],
  ['a family alone', { TaskDefinition: 'web' }, { TaskDefinition: `${ECS}:task-definition/web:12` }],
  ['a family with its revision', { TaskDefinition: 'web:12' }, { TaskDefinition: `${ECS}:task-definition/web:12` }],
  [
    'an ARN without revision',
    { TaskDefinition: `${ECS}:task-definition/web` },
    { TaskDefinition: `${ECS}:task-definition/web:12` },
  ],
  ['a number as text', { DesiredCount: '3' }, { DesiredCount: 3 }],
  ['a number with a point', { HealthCheckGracePeriodSeconds: '60.0' }, { HealthCheckGracePeriodSeconds: 60 }],
  ['an ambiguous number', { DesiredCount: new Ambiguous([8, '010', 10]) }, { DesiredCount: 10 }],
  ['a boolean as text', { EnableExecuteCommand: 'true' }, { EnableExecuteCommand: true }],
  ['a boolean as text in capitals', { EnableExecuteCommand: 'True' }, { EnableExecuteCommand: true }],
  ['an ambiguous boolean', { EnableExecuteCommand: new Ambiguous(['yes', true]) }, { EnableExecuteCommand: true }],
  ['a name that YAML read as a number', { ServiceName: 123 }, { ServiceName: '123' }],
  ['an ambiguous name', { ServiceName: new Ambiguous([1.1, '1.10']) }, { ServiceName: '1.10' }],
  [
    'an ambiguous tag',
    { Tags: [{ Key: 'v', Value: new Ambiguous([1.1, '1.10']) }] },
    { Tags: [{ Key: 'v', Value: '1.10' }] },
  ],
  [
    'a port as text',
    { LoadBalancers: [{ ContainerName: 'a', ContainerPort: '80' }] },
    { LoadBalancers: [{ ContainerName: 'a', ContainerPort: 80 }] },
  ],
  [
    'an empty text and none',
    { LoadBalancers: [{ ContainerName: 'a', ContainerPort: 80, LoadBalancerName: '' }] },
    { LoadBalancers: [{ ContainerName: 'a', ContainerPort: 80 }] },
  ],
  [
    'a capacity provider by its ARN',
    { CapacityProviderStrategy: [{ CapacityProvider: `${ECS}:capacity-provider/big` }] },
    { CapacityProviderStrategy: [{ CapacityProvider: 'big', Base: 0, Weight: 0 }] },
  ],
  ['cpu in capitals', strategies('cpu'), strategies('CPU')],
  ['memory in capitals', strategies('MEMORY'), strategies('memory')],
  ['host for instanceId', strategies('host'), strategies('instanceId')],
  [
    'an attribute of ECS in other letters',
    strategies('attribute:ecs.Availability-Zone'),
    strategies('attribute:ecs.availability-zone'),
  ],
  [
    'a random strategy with an empty field',
    { PlacementStrategies: [{ Type: 'random', Field: '' }] },
    { PlacementStrategies: [{ Type: 'random' }] },
  ],
  [
    'a constraint with an empty expression',
    { PlacementConstraints: [{ Type: 'distinctInstance', Expression: '' }] },
    { PlacementConstraints: [{ Type: 'distinctInstance' }] },
  ],
  [
    'a document as text',
    hook({ HookDetails: '{"b":[1,2],"a":{"c":true}}' }),
    hook({ HookDetails: { a: { c: true }, b: [1, 2] } }),
  ],
  ['a document that is a text', hook({ HookDetails: 'plain' }), hook({ HookDetails: 'plain' })],
  ['a document that is a number', hook({ HookDetails: '42' }), hook({ HookDetails: 42 })],
  ['an empty document and none', hook({ HookDetails: {} }), hook({})],
  ['a hook without its kind', hook({}), hook({ TargetType: 'AWS_LAMBDA' })],
  [
    'a part of a timeout',
    hook({ TimeoutConfiguration: { TimeoutInMinutes: 9 } }),
    hook({ TimeoutConfiguration: { TimeoutInMinutes: 9, Action: 'ROLLBACK' } }),
  ],
  ['a namespace in its own spelling', connect({ Namespace: NAMESPACE }), connect({ Namespace: NAMESPACE })],
  ['a discovery name that is the port name', service({}), service({ DiscoveryName: 'http' })],
  ['a key by its id', service({ Tls: { KmsKey: '0b' } }), service({ Tls: { KmsKey: `${KMS}:key/0b` } })],
  ['a key by its alias', volume({ KmsKeyId: 'alias/data' }), volume({ KmsKeyId: `${KMS}:alias/data` })],
  [
    'a volume with what ECS fills in',
    volume({ SizeInGiB: 20 }),
    volume({ SizeInGiB: 20, FilesystemType: 'xfs', Encrypted: false }),
  ],
  [
    'a log option that is no text',
    connect({ LogConfiguration: { LogDriver: 'awslogs', Options: { a: true, b: 4 } } }),
    connect({ LogConfiguration: { LogDriver: 'awslogs', Options: { a: 'true', b: '4' } } }),
  ],
  [
    'a document that keeps the letters of its names',
    hook({ HookDetails: { Name: 1 } }),
    hook({ HookDetails: { Name: 1 } }),
  ],
  ['a tag without value', { Tags: [{ Key: 'a' }] }, { Tags: [{ Key: 'a', Value: '' }] }],
  ['a tag of AWS', {}, { Tags: [{ Key: 'aws:ecs:clusterName', Value: 'prod' }] }],
  [
    'an empty block of alarms',
    { DeploymentConfiguration: { Alarms: { AlarmNames: [], Enable: false, Rollback: false } } },
    {},
  ],
  ['no Service Connect', connect({ Enabled: false, Namespace: 'x' }), {}],
  [
    'a step as a whole number',
    { DeploymentConfiguration: { Strategy: 'LINEAR', LinearConfiguration: { StepPercent: '10.0' } } },
    {
      DeploymentConfiguration: {
        Strategy: 'LINEAR',
        LinearConfiguration: { StepPercent: 10, StepBakeTimeInMinutes: 6 },
      },
    },
  ],
  [
    'a list within a list',
    { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [['a', 'b'], 'c'] } } },
    { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['c', 'b', 'a'] } } },
  ],
  [
    'question marks for what is not ASCII',
    { Tags: [{ Key: 'owner', Value: 'Z?rich' }] },
    { Tags: [{ Key: 'owner', Value: 'Zürich' }] },
  ],
  [
    'question marks in a key',
    { Tags: [{ Key: 'St?dte', Value: '???' }] },
    { Tags: [{ Key: 'Städte', Value: '京都' }] },
  ],
];

test.each(EQUAL)('%s is equal', (_, declared, live) => {
  expect(compareDeployed(declared, live as JsonObject)).toEqual({ differences: [], unresolved: [], notes: [] });
});

const DIFFERENT: readonly (readonly [string, Properties, Properties, string])[] = [
  ['another cluster of one ending', { Cluster: 'prod' }, { Cluster: `${ECS}:cluster/x-prod` }, 'Cluster'],
  [
    'the cluster of another account',
    { Cluster: 'arn:aws:ecs:eu-west-1:222222222222:cluster/prod' },
    { Cluster: `${ECS}:cluster/prod` },
    'Cluster',
  ],
  ['a role of another path', { Role: '/other/elb' }, { Role: `${ROLE}/team/elb` }, 'Role'],
  [
    'another family',
    { TaskDefinition: 'web' },
    { TaskDefinition: `${ECS}:task-definition/web-2:12` },
    'TaskDefinition',
  ],
  [
    'another revision',
    { TaskDefinition: 'web:12' },
    { TaskDefinition: `${ECS}:task-definition/web:13` },
    'TaskDefinition',
  ],
  [
    'a revision of which this one is the beginning',
    { TaskDefinition: 'web:1' },
    { TaskDefinition: `${ECS}:task-definition/web:13` },
    'TaskDefinition',
  ],
  ['a tag in other letters', { Tags: [{ Key: 'a', Value: 'X' }] }, { Tags: [{ Key: 'a', Value: 'x' }] }, 'Tags[a]'],
  [
    'a text that is a number only when read so',
    { Tags: [{ Key: 'v', Value: '1.10' }] },
    { Tags: [{ Key: 'v', Value: '1.1' }] },
    'Tags[v]',
  ],
  [
    'a custom attribute in other letters',
    strategies('attribute:Rack'),
    strategies('attribute:rack'),
    'PlacementStrategies[0].Field',
  ],
  ['cpu for memory', strategies('cpu'), strategies('memory'), 'PlacementStrategies[0].Field'],
  [
    'a document with its list turned round',
    hook({ HookDetails: [1, 2] }),
    hook({ HookDetails: [2, 1] }),
    'DeploymentConfiguration.LifecycleHooks[arn:hook].HookDetails',
  ],
  [
    'a timeout of 0 and none',
    service({ Timeout: { IdleTimeoutSeconds: 0 } }),
    service({}),
    'ServiceConnectConfiguration.Services[http].Timeout',
  ],
  [
    'another key',
    volume({ KmsKeyId: '0a' }),
    volume({ KmsKeyId: `${KMS}:key/0b` }),
    'VolumeConfigurations[data].ManagedEBSVolume.KmsKeyId',
  ],
  [
    'another alias',
    volume({ KmsKeyId: 'alias/a' }),
    volume({ KmsKeyId: `${KMS}:alias/b` }),
    'VolumeConfigurations[data].ManagedEBSVolume.KmsKeyId',
  ],
  [
    'another namespace',
    connect({ Namespace: 'a' }),
    connect({ Namespace: 'b' }),
    'ServiceConnectConfiguration.Namespace',
  ],
  [
    'a question mark for a letter',
    { Tags: [{ Key: 'a', Value: 'wh?t' }] },
    { Tags: [{ Key: 'a', Value: 'what' }] },
    'Tags[a]',
  ],
  [
    'question marks beside another text',
    { Tags: [{ Key: 'a', Value: 'Z?rich' }] },
    { Tags: [{ Key: 'a', Value: 'Zürich2' }] },
    'Tags[a]',
  ],
  [
    'an option whose value is empty and none',
    connect({ LogConfiguration: { LogDriver: 'x', Options: { a: '' } } }),
    connect({ LogConfiguration: { LogDriver: 'x' } }),
    'ServiceConnectConfiguration.LogConfiguration.Options[a]',
  ],
];

test.each(DIFFERENT)('%s is a difference', (_, declared, live, path) => {
  const compared = compareDeployed(declared, live as JsonObject);
  expect(compared.differences.map((difference) => difference.path)).toEqual([path]);
  expect(compared.unresolved).toEqual([]);
});

const OPEN: readonly (readonly [string, Properties, Properties, string])[] = [
  [
    'a namespace by name and by ARN',
    connect({ Namespace: 'a' }),
    connect({ Namespace: NAMESPACE }),
    'ServiceConnectConfiguration.Namespace',
  ],
  [
    'a key by alias and by id',
    volume({ KmsKeyId: 'alias/a' }),
    volume({ KmsKeyId: '0b' }),
    'VolumeConfigurations[data].ManagedEBSVolume.KmsKeyId',
  ],
];

test.each(OPEN)('%s cannot be told from here', (_, declared, live, path) => {
  const compared = compareDeployed(declared, live as JsonObject);
  expect(lines(compared)).toEqual([]);
  expect(unresolvedLines(compared)).toEqual([`both ${path}`]);
  expect(compared.unresolved[0]?.reason).toContain('only AWS can tell');
});

test('the two target groups of one container and port are told apart by their names', () => {
  const group = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/${name}/0a`;
  const to = (...names: string[]) => ({
    LoadBalancers: names.map((name) => ({ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: group(name) })),
  });
  expect(lines(compareDeployed(to('a', 'b'), to('b', 'a')))).toEqual([]);
  expect(lines(compareDeployed(to('a', 'b'), to('b')))).toEqual(['drift REMOVE LoadBalancers[web:80:a] kept']);
  expect(lines(compareDeployed(to('a', 'b'), to('a', 'c')))).toEqual([
    'drift REMOVE LoadBalancers[web:80:b] kept',
    'drift ADD LoadBalancers[web:80:c] kept',
  ]);
  expect(lines(compareDeployed(to('a'), to('b')))).toEqual([
    'drift NOT_EQUAL LoadBalancers[web:80].TargetGroupArn kept',
  ]);
});

test('elements that share all that tells them apart are numbered', () => {
  const hooks = (...stages: string[]) => ({
    DeploymentConfiguration: {
      LifecycleHooks: stages.map((stage) => ({ HookTargetArn: 'arn:h', RoleArn: 'arn:r', LifecycleStages: [stage] })),
    },
  });
  expect(lines(compareDeployed(hooks('A', 'B'), hooks('B', 'A')))).toEqual([]);
  expect(lines(compareDeployed(hooks('A', 'B'), hooks('B', 'C')))).toEqual([
    'drift REMOVE DeploymentConfiguration.LifecycleHooks[arn:h:A] kept',
    'drift ADD DeploymentConfiguration.LifecycleHooks[arn:h:C] kept',
  ]);
  expect(lines(compareDeployed(hooks('A', 'A'), hooks('A')))).toEqual([
    'drift REMOVE DeploymentConfiguration.LifecycleHooks[arn:h:A:arn:r#2] kept',
  ]);
});
