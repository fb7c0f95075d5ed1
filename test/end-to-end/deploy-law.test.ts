import fc from 'fast-check';
import type { JsonObject } from '../../lib/model/json';
import type { Difference } from '../../lib/model/report';
import { type FreeJson, type LoopbackAws, startLoopbackAws } from '../aws';
import { check, serviceIn } from './run-command';
import { writeAssembly } from './write-assembly';

/**
 * Values that a template may give a property, undefined for leaving it out. `mayStop`: what an update does with it once
 * the template stops declaring it is documented or measured.
 */
interface Choice {
  readonly values: readonly (JsonObject[string] | undefined)[];
  readonly mayStop?: true;
}

const vpc = (...Subnets: string[]) => ({ AwsvpcConfiguration: { Subnets, SecurityGroups: ['sg-0a'] } });
const tags = (...values: string[]) => values.map((Value, index) => ({ Key: `key${index}`, Value }));
const CHOICES: Readonly<Record<string, Choice>> = {
  ServiceName: { values: [undefined, 'one', 'two'], mayStop: true },
  Cluster: { values: ['shop', 'other'] },
  DesiredCount: { values: [undefined, 1, 2, 3], mayStop: true },
  EnableExecuteCommand: { values: [undefined, false, true] },
  PropagateTags: { values: [undefined, 'SERVICE', 'TASK_DEFINITION'] },
  HealthCheckGracePeriodSeconds: { values: [undefined, 30, 60] },
  PlatformVersion: { values: [undefined, 'LATEST', '1.4.0'], mayStop: true },
  AvailabilityZoneRebalancing: { values: [undefined, 'ENABLED', 'DISABLED'], mayStop: true },
  Tags: { values: [undefined, tags('a'), tags('b', 'c')], mayStop: true },
  NetworkConfiguration: { values: [vpc('subnet-0a'), vpc('subnet-0a', 'subnet-0b')] },
  DeploymentConfiguration: {
    values: [undefined, { MinimumHealthyPercent: 50, MaximumPercent: 150 }, { MaximumPercent: 175 }],
    mayStop: true,
  },
};
const SPOT = { CapacityProvider: 'FARGATE_SPOT', Weight: 1 };
const CAPACITIES: readonly JsonObject[] = [
  { LaunchType: 'FARGATE' },
  { CapacityProviderStrategy: [SPOT] },
  {
    CapacityProviderStrategy: [
      { ...SPOT, Weight: 3 },
      { CapacityProvider: 'FARGATE', Base: 1 },
    ],
  },
];

/** Left out, any value of theirs is right: a change by hand that the deploy keeps is then none any more. */
const ANY_IS_RIGHT: ReadonlySet<string> = new Set(['AvailabilityZoneRebalancing', 'DesiredCount', 'LaunchType']);

interface Plan {
  readonly properties: JsonObject;
  /** Autoscaling keeps the count within 1..20. */
  readonly scaled: boolean;
}

const properties = (base?: JsonObject): fc.Arbitrary<JsonObject> => {
  const arbitraries = Object.entries(CHOICES).map(([name, { values, mayStop }]) => {
    const before = base?.[name];
    const allowed = values.filter((value) => value !== undefined || mayStop || before === undefined);
    const another = fc.constantFrom(...allowed);
    return (base === undefined ? another : fc.oneof({ weight: 4, arbitrary: fc.constant(before) }, another)).map(
      (value): JsonObject => (value === undefined ? {} : { [name]: value }),
    );
  });
  const kept = CAPACITIES.filter((capacity) =>
    Object.entries(capacity).every(([name, value]) => base?.[name] === value),
  );
  const capacity = fc.constantFrom(...kept, ...kept, ...kept, ...CAPACITIES);
  return fc.tuple(capacity, ...arbitraries).map((all) => Object.assign({}, ...all) as JsonObject);
};

const plans = fc
  .tuple(properties(), fc.boolean())
  .chain(([deployed, scaled]) =>
    fc.tuple(
      fc.constant<Plan>({ properties: deployed, scaled }),
      fc.record({ properties: properties(deployed), scaled: scaled ? fc.boolean() : fc.constant(false) }),
    ),
  );

/** What somebody does to the live service. */
const BY_HAND: Readonly<Record<string, (live: FreeJson) => void>> = {
  count: (live) => Object.assign(live, { desiredCount: 10 }),
  exec: (live) => Object.assign(live, { enableExecuteCommand: !live.enableExecuteCommand }),
  grace: (live) => Object.assign(live, { healthCheckGracePeriodSeconds: 60 }),
  percent: (live) => Object.assign(live.deploymentConfiguration, { minimumHealthyPercent: 7 }),
  breaker: (live) => Object.assign(live.deploymentConfiguration.deploymentCircuitBreaker, { enable: true }),
  network: (live) => void live.networkConfiguration.awsvpcConfiguration.subnets.push('subnet-0b'),
  platform: (live) => Object.assign(live, { platformVersion: '1.3.0' }),
  tag: (live) => void live.tags.push({ key: 'by-hand', value: 'x' }),
  strategy: (live) => {
    delete live.launchType;
    live.capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', base: 0, weight: 3 }];
  },
};

function templateOf({ properties, scaled }: Plan): { Resources: JsonObject } {
  const Properties = { TaskDefinition: 'web:7', ...properties };
  const target = {
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: { 'Fn::Join': ['/', ['service', properties.Cluster ?? '', { 'Fn::GetAtt': ['Web', 'Name'] }]] },
    MinCapacity: 1,
    MaxCapacity: 20,
  };
  const Target = { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: target };
  return { Resources: { Web: { Type: 'AWS::ECS::Service', Properties }, ...(scaled && { Target }) } };
}

async function checkCode(aws: LoopbackAws, template: object) {
  const service = serviceIn(await check(['--app', writeAssembly({ Web: { template } })], { aws }), 'Web');
  expect([service.reason, service.unresolved]).toEqual([undefined, []]);
  return service;
}

/** Whether the report says that a difference will still be one, undefined if it does not say. */
function staysBy({ cause, onDeploy }: Difference): boolean | undefined {
  if (onDeploy === 'kept') return true;
  return cause === 'drift' && onDeploy === undefined ? undefined : false;
}

let kinds: Set<string>;
beforeEach(() => {
  kinds = new Set();
});

test('the deploy does what the report says of it, and brings nothing new', async () => {
  const hands = fc.subarray(Object.keys(BY_HAND));
  await fc.assert(
    fc.asyncProperty(plans, hands, async ([deployed, code], changes) => {
      const aws = await startLoopbackAws();
      try {
        aws.deploy({ stackName: 'Web', template: templateOf(deployed) });
        aws.service('Web', 'Web').update((live) => {
          for (const change of changes) BY_HAND[change]?.(live);
        });
        const template = templateOf(code);
        const before = await checkCode(aws, template);
        aws.deploy({ stackName: 'Web', template });
        const { differences } = await checkCode(aws, template);
        const after = new Map(differences.map((difference) => [difference.path, difference.cause]));
        for (const difference of before.differences) {
          const { path, cause, onDeploy } = difference;
          kinds.add(`${cause} ${onDeploy}`);
          const isFree = ANY_IS_RIGHT.has(path) && code.properties[path] === undefined;
          const stays = isFree ? false : staysBy(difference);
          if (stays !== undefined) expect([path, after.get(path)]).toEqual([path, stays ? 'drift' : undefined]);
          after.delete(path);
        }
        for (const { kind, path } of before.notes) {
          kinds.add(kind);
          if (kind === 'pending' && path !== undefined) after.delete(path);
        }
        expect([...after.keys()]).toEqual([]);
      } finally {
        await aws.close();
      }
    }),
    { numRuns: 80, seed: 20261128 },
  );
  // The law has met each of them.
  expect([...kinds].sort()).toEqual([
    'adopted undefined',
    'conflict kept',
    'conflict overwritten',
    'drift kept',
    'drift reverted',
    'managed',
    'pending',
    'pending kept',
    'pending undefined',
    'replacement',
  ]);
}, 300_000);
