import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

const MONITORED = webTemplate({
  Monitoring: { MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: 20 }] },
});

describe('what AWS refuses', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const deploy = (template: object = webTemplate()) => aws.deploy({ stackName: 'Web', template });
  const refuse = (operation: string) => aws.fail({ operation, error: 'AccessDenied' });
  const checkCode = (template: object = webTemplate()): Promise<ReportedRun> =>
    check(['--app', writeAssembly({ Web: { template } })], { aws });

  test('without GetTemplate the code is compared with the live service', async () => {
    deploy();
    refuse('GetTemplate');
    const run = await checkCode(webTemplate({ DesiredCount: 3 }));
    expect(run.report.stacks).toMatchObject([
      { status: 'CHECKED', comparison: 'two-way', missingPermissions: ['cloudformation:GetTemplate'] },
    ]);
    const [difference] = serviceIn(run, 'Web').differences;
    expect(difference).toMatchObject({ path: 'DesiredCount', cause: 'drift', synthesized: 3, live: 2 });
    expect(difference).not.toHaveProperty('deployed');
    expect(run.report.notices).toMatchObject([{ kind: 'two-way' }]);
    expect(run.code).toBe(1);
    expect((await checkCode()).code).toBe(0);
  });

  test('without ListStackResources nothing can be found', async () => {
    deploy();
    refuse('ListStackResources');
    const run = await checkCode();
    expect(run.report.services).toMatchObject([{ logicalId: 'Web', status: 'UNCHECKED', differences: [] }]);
    expect(run.report.stacks).toMatchObject([{ missingPermissions: ['cloudformation:ListStackResources'] }]);
    expect(run.code).toBe(2);
  });

  test('without DescribeStacks the stack is unchecked', async () => {
    deploy();
    refuse('DescribeStacks');
    const run = await checkCode();
    expect(run.report.stacks).toMatchObject([
      { status: 'UNCHECKED', missingPermissions: ['cloudformation:DescribeStacks'] },
    ]);
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'UNCHECKED' });
    expect(run.code).toBe(2);
  });

  test('without DescribeServices the service is unchecked', async () => {
    deploy();
    refuse('DescribeServices');
    const run = await checkCode();
    expect(serviceIn(run, 'Web')).toMatchObject({
      status: 'UNCHECKED',
      reason: expect.stringContaining('ecs:DescribeServices'),
      differences: [],
    });
    expect(run.code).toBe(2);
  });

  test('without DescribeServiceRevisions what only a revision shows is unresolved', async () => {
    deploy(MONITORED);
    expect((await checkCode(MONITORED)).code).toBe(0);
    refuse('DescribeServiceRevisions');
    const run = await checkCode(MONITORED);
    expect(serviceIn(run, 'Web')).toMatchObject({
      status: 'UNCHECKED',
      differences: [],
      unresolved: [
        {
          path: 'Monitoring',
          side: 'live',
          reason: expect.stringMatching(/^ecs:DescribeServiceRevisions of service revision arn:.*lack the permission/),
        },
      ],
      notes: [],
    });
    expect(run.report.notices).toMatchObject([
      { kind: 'missing-permission', text: expect.stringContaining('ecs:DescribeServiceRevisions') },
    ]);
    expect(run.code).toBe(2);
  });

  test('a service that needs no optional read is in sync whatever is refused', async () => {
    deploy();
    const optional = ['DescribeServiceRevisions', 'DescribeScalableTargets', 'DescribeScheduledActions'];
    for (const operation of [...optional, 'DescribeClusters', 'DescribeTaskDefinition']) refuse(operation);
    const run = await checkCode();
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', unresolved: [], notes: [] });
    expect([run.code, run.report.notices]).toEqual([0, []]);
  });

  test('revisions are only asked for where a template declares what they show', async () => {
    deploy();
    await checkCode();
    expect(aws.calls.some(({ operation }) => operation === 'DescribeServiceRevisions')).toBe(false);
  });

  test('throttling is waited out', async () => {
    deploy();
    for (const operation of ['DescribeStacks', 'DescribeServices']) {
      aws.fail({ operation, times: 2, error: 'Throttling' });
    }
    expect((await checkCode()).code).toBe(0);
  });

  test('a stack that cannot be read does not hide the others', async () => {
    deploy();
    aws.deploy({ stackName: 'Other', template: { Resources: { Other: plainService({ DesiredCount: 1 }) } } });
    aws.service('Other', 'Other').updateService({ desiredCount: 2 });
    aws.fail({ operation: 'DescribeStacks', match: ({ input }) => input.StackName === 'Web', error: 'AccessDenied' });
    const directory = writeAssembly({
      Web: { template: webTemplate() },
      Other: { template: { Resources: { Other: plainService({ DesiredCount: 1 }) } } },
    });
    const run = await check(['--app', directory], { aws });
    expect(serviceIn(run, 'Web').status).toBe('UNCHECKED');
    expect(linesOf(serviceIn(run, 'Other'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    expect(run.code).toBe(1);
  });

  test('one cluster that refuses does not hide the services of another', async () => {
    const template = { Resources: { Here: plainService(), There: plainService({ Cluster: 'there' }) } };
    deploy(template);
    aws.fail({
      operation: 'DescribeServices',
      match: ({ input }) => String(input.cluster).endsWith('there'),
      error: 'AccessDenied',
    });
    const run = await checkCode(template);
    expect(run.report.services).toMatchObject([
      { logicalId: 'Here', status: 'IN_SYNC' },
      { logicalId: 'There', status: 'UNCHECKED' },
    ]);
    expect(run.code).toBe(2);
  });
});
