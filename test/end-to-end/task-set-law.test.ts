import fc from 'fast-check';
import { type FreeJson, startLoopbackAws } from '../aws';
import { check, serviceIn } from './run-command';
import { plainService } from './templates';
import { writeAssembly } from './write-assembly';

type Properties = Record<string, unknown>;

const TARGETS = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/';
const some = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> => fc.subarray([...items], { minLength: 1 });
const optional = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Properties> =>
  fc.option(value, { nil: undefined }).map((held) => (held === undefined ? {} : { [name]: held }));

const onFargate = (properties: Properties): fc.Arbitrary<Properties> =>
  optional('PlatformVersion', fc.constantFrom('LATEST', '1.4.0')).map((platform) => ({ ...properties, ...platform }));
const capacity = fc.oneof(
  fc.constantFrom<Properties>({}, { LaunchType: 'EC2' }),
  onFargate({ LaunchType: 'FARGATE' }),
  some(['FARGATE', 'FARGATE_SPOT']).chain((names) =>
    onFargate({ CapacityProviderStrategy: names.map((CapacityProvider) => ({ CapacityProvider, Weight: '1' })) }),
  ),
);
const awsvpc = fc
  .tuple(some(['subnet-1', 'subnet-2', 'subnet-3']), optional('SecurityGroups', some(['sg-1', 'sg-2'])))
  .map(([Subnets, groups]) => ({ AwsVpcConfiguration: { Subnets, ...groups } }));
const targets = some([80, 81]).map((ports) =>
  ports.map((port) => ({ ContainerName: 'web', ContainerPort: port, TargetGroupArn: `${TARGETS}web-${port}/1` })),
);

/** What a template may say of a task set. */
const taskSets = fc
  .tuple(
    capacity,
    optional('NetworkConfiguration', awsvpc),
    optional('LoadBalancers', targets),
    optional('ServiceRegistries', fc.constant([{ RegistryArn: 'arn:aws:r', Port: 80 }])),
    optional(
      'Scale',
      fc.integer({ min: 0, max: 100 }).map((Value) => ({ Value, Unit: 'PERCENT' })),
    ),
    optional('ExternalId', fc.constantFrom('mine', '__proto__')),
    optional(
      'Tags',
      some(['team', 'constructor']).map((keys) => keys.map((Key) => ({ Key, Value: '1' }))),
    ),
  )
  .map((parts): Properties => Object.assign({}, ...parts));

/** Changes by hand, and the one path at which each has to be told. */
const CHANGES: readonly [path: string, change: (taskSet: FreeJson) => void][] = [
  ['ExternalId', (set) => (set.externalId = 'somebody else')],
  ['Scale.Value', (set) => (set.scale.value += 1)],
  ['Tags[new]', (set) => set.tags.push({ key: 'new', value: '' })],
  ['LoadBalancers[other:1]', (set) => set.loadBalancers.push({ containerName: 'other', containerPort: 1 })],
  ['ServiceRegistries[arn:aws:other]', (set) => set.serviceRegistries.push({ registryArn: 'arn:aws:other' })],
  [
    'NetworkConfiguration.AwsVpcConfiguration.Subnets[subnet-9]',
    (set) => {
      set.networkConfiguration ??= { awsvpcConfiguration: { subnets: [], securityGroups: [] } };
      set.networkConfiguration.awsvpcConfiguration.subnets.push('subnet-9');
    },
  ],
];

const templateOf = (properties: Properties) => ({
  Resources: {
    Service: plainService({ LaunchType: undefined, DeploymentController: { Type: 'EXTERNAL' } }),
    Set: {
      Type: 'AWS::ECS::TaskSet',
      Properties: { Cluster: 'outside', Service: { Ref: 'Service' }, TaskDefinition: 'outside:1', ...properties },
    },
  },
});

/** Deploys a task set, changes it by hand, and gives what is told of it: what is wrong, and where. */
async function toldOf(
  properties: Properties,
  { tags, style }: Variation,
  change: (taskSet: FreeJson) => void = () => undefined,
): Promise<string[]> {
  const aws = await startLoopbackAws();
  try {
    const template = templateOf(properties);
    aws.deploy({ stackName: 'Web', template, tags, style });
    change(aws.service('Web', 'Service').live.taskSets[0]);
    const found = serviceIn(await check(['--app', writeAssembly({ Web: { template, tags } })], { aws }), 'Set');
    const { differences, unresolved, notes } = found;
    return [
      ...differences.map(({ cause, path }) => `${cause} ${path}`),
      ...unresolved.map(({ path }) => `unresolved ${path}`),
      ...notes.map(({ kind }) => kind),
    ];
  } finally {
    await aws.close();
  }
}

interface Variation {
  readonly tags: Record<string, string>;
  readonly style: 'recent' | 'old';
}
const variations: fc.Arbitrary<Variation> = fc.record({
  tags: fc.constantFrom<Record<string, string>>({}, { stage: 'test', team: 'of the stack' }),
  style: fc.constantFrom('recent', 'old'),
});

test('whatever task set ECS makes of a template is silent', async () => {
  const property = fc.asyncProperty(taskSets, variations, async (properties, variation) => {
    expect(await toldOf(properties, variation)).toEqual([]);
  });
  await fc.assert(property, { numRuns: 40 });
});

test('one change by hand is told at its place and nowhere else', async () => {
  const changes = fc.constantFrom(...CHANGES);
  const property = fc.asyncProperty(taskSets, variations, changes, async (properties, variation, [path, change]) => {
    expect(await toldOf(properties, variation, change)).toEqual([`drift ${path}`]);
  });
  await fc.assert(property, { numRuns: 40 });
});
