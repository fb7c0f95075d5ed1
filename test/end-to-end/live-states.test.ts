import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

describe('services and stacks that are gone or on their way', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const checkCode = (template: object = webTemplate()): Promise<ReportedRun> =>
    check(['--app', writeAssembly({ Web: { template } })], { aws });

  test.each(['MISSING', 'INACTIVE', 'DRAINING'] as const)(
    'a service that ECS answers as %s is deleted',
    async (how) => {
      aws.deploy({ stackName: 'Web', template: webTemplate() });
      aws.service('Web', 'Web').delete(how);
      const run = await checkCode();
      expect(serviceIn(run, 'Web')).toMatchObject({ status: 'DELETED', differences: [], unresolved: [] });
      expect(serviceIn(run, 'Web').reason).toBeTruthy();
      expect(run.report.summary).toMatchObject({ deleted: 1, inSync: 0 });
      expect(run.code).toBe(1);
    },
  );

  test('a deleted cluster takes its services with it', async () => {
    aws.deploy({ stackName: 'Web', template: webTemplate() });
    aws.fail({
      operation: 'DescribeServices',
      error: { code: 'ClusterNotFoundException', message: 'Cluster not found.' },
    });
    const run = await checkCode();
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'DELETED', reason: expect.stringContaining('cluster') });
    expect(run.code).toBe(1);
  });

  test('a stack that is not there is not deployed', async () => {
    const run = await checkCode();
    const reason = 'there is no stack Web in eu-west-1 in account 111111111111';
    expect(run.report.stacks).toMatchObject([{ stackName: 'Web', status: 'NOT_DEPLOYED', reason }]);
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'NOT_DEPLOYED' });
    expect(run.report.summary).toMatchObject({ services: 1, notDeployed: 1 });
    expect(run.code).toBe(0);
  });

  test.each([
    ['UPDATE_IN_PROGRESS', 'UNCHECKED', 2],
    ['UPDATE_ROLLBACK_FAILED', 'UNCHECKED', 2],
    ['DELETE_FAILED', 'UNCHECKED', 2],
    ['ROLLBACK_COMPLETE', 'NOT_DEPLOYED', 0],
    ['REVIEW_IN_PROGRESS', 'NOT_DEPLOYED', 0],
    ['UPDATE_ROLLBACK_COMPLETE', 'CHECKED', 0],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'CHECKED', 0],
    ['IMPORT_COMPLETE', 'CHECKED', 0],
  ])('a stack in %s is %s', async (status, expected, code) => {
    aws.deploy({ stackName: 'Web', template: webTemplate(), status });
    const run = await checkCode();
    expect(run.report.stacks).toMatchObject([{ status: expected }]);
    if (expected !== 'CHECKED') expect(run.report.stacks[0]?.reason).toContain(status);
    expect(serviceIn(run, 'Web').status).toBe(expected === 'CHECKED' ? 'IN_SYNC' : expected);
    expect(run.code).toBe(code);
  });

  test.each<[string, unknown]>([
    ['ServiceConnectConfiguration', { Enabled: true, Namespace: 'internal' }],
    ['VolumeConfigurations', [{ Name: 'data', ManagedEBSVolume: { RoleArn: 'arn:aws:iam::111111111111:role/a' } }]],
    ['VpcLatticeConfigurations', [{ PortName: 'web', RoleArn: 'arn:aws:iam::1:role/a', TargetGroupArn: 'arn:aws:a' }]],
  ])('%s is unresolved in an answer without deployments', async (path, value) => {
    const template = webTemplate({ [path]: value });
    aws.deploy({ stackName: 'Web', template });
    expect(serviceIn(await checkCode(template), 'Web')).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
    aws.service('Web', 'Web').live.deployments = [];
    const run = await checkCode(template);
    expect(serviceIn(run, 'Web')).toMatchObject({
      status: 'UNCHECKED',
      differences: [],
      unresolved: [{ path, side: 'live', reason: expect.stringContaining('the primary deployment') }],
    });
    expect(run.code).toBe(2);
  });

  test('Monitoring is unresolved in an answer that names no revision', async () => {
    const template = webTemplate({ Monitoring: { MetricConfigurations: [{ MetricNames: ['CPUUtilization'] }] } });
    aws.deploy({ stackName: 'Web', template });
    aws.service('Web', 'Web').live.currentServiceRevisions = [];
    const run = await checkCode(template);
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'UNCHECKED', unresolved: [{ path: 'Monitoring' }] });
    expect(run.code).toBe(2);
  });

  test('a service that was made by hand anew under its old name is compared', async () => {
    aws.deploy({ stackName: 'Web', template: { Resources: { Web: plainService({ ServiceName: 'web' }) } } });
    aws.service('Web', 'Web').update((live) => {
      live.desiredCount = 9;
      live.launchType = 'EC2';
      delete live.platformVersion;
    });
    const run = await checkCode({ Resources: { Web: plainService({ ServiceName: 'web' }) } });
    expect(serviceIn(run, 'Web').differences).toMatchObject([{ path: 'LaunchType', deployed: 'FARGATE', live: 'EC2' }]);
  });

  test('answers of earlier years leave out what they did not know', async () => {
    const template = webTemplate(
      {},
      { resources: { Daemon: plainService({ LaunchType: 'EC2', SchedulingStrategy: 'DAEMON' }) } },
    );
    aws.deploy({ stackName: 'Web', template, style: 'old', shortServiceArns: true });
    const run = await checkCode(template);
    expect(run.report.services).toMatchObject([
      { status: 'IN_SYNC', differences: [], unresolved: [] },
      { status: 'IN_SYNC', differences: [], unresolved: [] },
    ]);
  });

  describe('tags of the stack and of the template that are not live', () => {
    const tagged = webTemplate({ Tags: [{ Key: 'own', Value: 'x' }] });
    const checkTagged = (template: object): Promise<ReportedRun> =>
      check(['--app', writeAssembly({ Web: { template, tags: { team: 'shop' } } })], { aws });
    const deploy = (template: object, shortServiceArns: boolean): void => {
      aws.deploy({ stackName: 'Web', template, tags: { team: 'shop' }, shortServiceArns });
      aws.service('Web', 'Web').live.tags = [];
    };

    test.each<[string, object]>([
      ['the stack alone', webTemplate()],
      ['both', tagged],
    ])('are a note where the ARN is of the old form: %s', async (_, template) => {
      deploy(template, true);
      const run = await checkTagged(template);
      expect(serviceIn(run, 'Web')).toMatchObject({
        status: 'IN_SYNC',
        differences: [],
        unresolved: [],
        notes: [{ kind: 'unverifiable', path: 'Tags', text: expect.stringContaining('old form') }],
      });
      expect(run.code).toBe(0);
    });

    test('are drift where it is of the new form', async () => {
      deploy(tagged, false);
      const { differences } = serviceIn(await checkTagged(tagged), 'Web');
      expect(differences).toMatchObject([
        { path: 'Tags[own]', differenceType: 'REMOVE', cause: 'drift' },
        { path: 'Tags[team]', differenceType: 'REMOVE', cause: 'drift' },
      ]);
    });

    test('are no note where nobody declares any', async () => {
      aws.deploy({ stackName: 'Web', template: webTemplate(), shortServiceArns: true });
      expect(serviceIn(await checkCode(), 'Web')).toMatchObject({ status: 'IN_SYNC', notes: [] });
    });
  });

  test('what the live service has and nobody knows is not reported', async () => {
    aws.deploy({ stackName: 'Web', template: webTemplate() });
    aws.service('Web', 'Web').update((live) => {
      live.brandNew = { some: 'thing' };
      live.deploymentConfiguration.brandNew = 1;
    });
    expect((await checkCode()).code).toBe(0);
  });
});
