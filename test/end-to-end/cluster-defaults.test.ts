import { type FaultError, type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const SPOT = [{ CapacityProvider: 'FARGATE_SPOT', Weight: 2 }];
const live = (name = 'Web') => aws.service(name, 'Web').live;
const run = (template: object): Promise<ReportedRun> => check(['--app', writeAssembly({ Web: { template } })], { aws });
const reads = () => aws.calls.filter(({ operation }) => operation === 'DescribeClusters').map(({ input }) => input);
const onItsOwn = (strategy: object[] | undefined, properties: object = {}) =>
  webTemplate(
    { LaunchType: undefined, ...properties },
    {
      resources: {
        Cluster: {
          Type: 'AWS::ECS::Cluster',
          Properties: { ...(strategy && { DefaultCapacityProviderStrategy: strategy }) },
        },
      },
    },
  );

describe('a service that declares neither launch type nor strategy', () => {
  test('runs on its cluster’s default strategy', async () => {
    aws.deploy({ stackName: 'Web', template: onItsOwn(SPOT) });
    const result = await run(onItsOwn(SPOT));
    expect(serviceIn(result, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [], notes: [] });
    expect(reads()).toEqual([{ clusters: [live().clusterArn] }]);
  });

  test('and was put on another one: drift that no template declares', async () => {
    aws.deploy({ stackName: 'Web', template: onItsOwn(SPOT) });
    live().capacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }];
    const web = serviceIn(await run(onItsOwn(SPOT)), 'Web');
    expect(linesOf(web)).toEqual([
      'drift ADD undeclared CapacityProviderStrategy[FARGATE] (kept)',
      'drift REMOVE undeclared CapacityProviderStrategy[FARGATE_SPOT] (kept)',
    ]);
  });

  test('and got another weight or base: drift at just that', async () => {
    aws.deploy({ stackName: 'Web', template: onItsOwn(SPOT) });
    live().capacityProviderStrategy[0].weight = 3;
    live().capacityProviderStrategy[0].base = 1;
    const web = serviceIn(await run(onItsOwn(SPOT)), 'Web');
    expect(linesOf(web)).toEqual([
      'drift NOT_EQUAL undeclared CapacityProviderStrategy[FARGATE_SPOT].Base (kept)',
      'drift NOT_EQUAL undeclared CapacityProviderStrategy[FARGATE_SPOT].Weight (kept)',
    ]);
    expect(web.differences).toMatchObject([
      { synthesized: 0, deployed: 0, live: 1 },
      { synthesized: 2, deployed: 2, live: 3 },
    ]);
  });

  test('in a cluster without a default runs on a launch type, and a strategy is drift', async () => {
    aws.deploy({ stackName: 'Web', template: onItsOwn(undefined) });
    expect(serviceIn(await run(onItsOwn(undefined)), 'Web').status).toBe('IN_SYNC');
    expect(reads()).toEqual([]);
    live().capacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }];
    delete live().launchType;
    expect(linesOf(serviceIn(await run(onItsOwn(undefined)), 'Web'))).toEqual([
      'drift ADD undeclared CapacityProviderStrategy[FARGATE] (kept)',
    ]);
  });

  test('and is older than its cluster’s default keeps its launch type', async () => {
    aws.deploy({ stackName: 'Web', template: onItsOwn(SPOT) });
    delete live().capacityProviderStrategy;
    live().launchType = 'EC2';
    expect(serviceIn(await run(onItsOwn(SPOT)), 'Web').differences).toEqual([]);
    expect(reads()).toEqual([]);
  });

  test('with an explicit empty list keeps whatever strategy it has', async () => {
    const empty = onItsOwn(undefined, { CapacityProviderStrategy: [] });
    aws.deploy({ stackName: 'Web', template: empty });
    live().capacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }];
    delete live().launchType;
    expect(serviceIn(await run(empty), 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    expect(reads()).toEqual([]);
  });

  test('after it declared a strategy: the running one stays, and the code’s side says the default', async () => {
    const declared = onItsOwn(SPOT, { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }] });
    aws.deploy({ stackName: 'Web', template: declared });
    expect(serviceIn(await run(declared), 'Web').status).toBe('IN_SYNC');
    expect(reads()).toEqual([]);
    const web = serviceIn(await run(onItsOwn(SPOT)), 'Web');
    expect(web.differences.map(({ cause, path }) => `${cause} ${path}`)).toEqual([
      'pending CapacityProviderStrategy[FARGATE]',
      'pending CapacityProviderStrategy[FARGATE_SPOT]',
    ]);
    expect(web.status).toBe('IN_SYNC');
  });
});

describe('a cluster that cannot be read', () => {
  const failing = (error: FaultError): void => {
    aws.deploy({ stackName: 'Web', template: onItsOwn(SPOT) });
    live().capacityProviderStrategy[0].weight = 3;
    aws.fail({ operation: 'DescribeClusters', error });
  };

  const MISSING = { kind: 'missing-permission', text: expect.stringContaining('ecs:DescribeClusters') };

  test.each<[string, FaultError, object[]]>([
    ['is missing its permission', 'AccessDenied', [MISSING]],
    ['failed', { code: 'InvalidParameterException' }, []],
  ])(
    'leaves the strategy unresolved where the read %s, but not where only declared properties count',
    async (_what, error, notices) => {
      failing(error);
      const result = await run(onItsOwn(SPOT));
      expect(serviceIn(result, 'Web')).toMatchObject({
        status: 'UNCHECKED',
        differences: [],
        unresolved: [{ path: 'CapacityProviderStrategy', reason: expect.stringMatching(/^ecs:DescribeClusters of /) }],
      });
      expect([result.code, result.report.notices]).toEqual([2, notices]);
      const directory = writeAssembly({ Web: { template: onItsOwn(SPOT) } });
      const declared = await check(['--app', directory, '--declared-only'], { aws });
      expect([serviceIn(declared, 'Web').status, declared.code]).toEqual(['IN_SYNC', 0]);
    },
  );
});

test('an answer that does not tell the cluster’s default leaves the strategy unresolved', async () => {
  aws.deploy({ stackName: 'Web', template: onItsOwn(SPOT) });
  delete aws.cluster(live().clusterArn).defaultCapacityProviderStrategy;
  expect(serviceIn(await run(onItsOwn(SPOT)), 'Web')).toMatchObject({
    status: 'UNCHECKED',
    unresolved: [
      { path: 'CapacityProviderStrategy', reason: expect.stringMatching(/^ecs:DescribeClusters of cluster /) },
    ],
  });
});

test('all clusters are read in one call', async () => {
  const stacks = { Web: { template: onItsOwn(SPOT) }, Other: { template: onItsOwn(SPOT) } };
  for (const [stackName, { template }] of Object.entries(stacks)) aws.deploy({ stackName, template });
  const directory = writeAssembly(stacks);
  await check(['--app', directory], { aws });
  expect(reads()).toHaveLength(1);
  expect([...(reads()[0]?.clusters ?? [])].sort()).toEqual([live().clusterArn, live('Other').clusterArn].sort());
});
