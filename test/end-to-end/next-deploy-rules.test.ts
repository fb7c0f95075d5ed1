import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, notesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, WEB, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const deploy = (template: object): void => void aws.deploy({ stackName: 'Web', template });
const checkCode = (template: object, ...options: string[]): Promise<ReportedRun> =>
  check(['--app', writeAssembly({ Web: { template } }), ...options], { aws });

/** The template with the service's properties as they are given, none of them beneath. */
const only = (Properties: object): object => ({
  Resources: { ...webTemplate().Resources, Web: { Type: 'AWS::ECS::Service', Properties } },
});

describe('what a run was asked to show changes nothing of it', () => {
  const byHand = (): void =>
    aws.service('Web', 'Web').updateService({
      desiredCount: 5,
      enableExecuteCommand: true,
      deploymentConfiguration: { minimumHealthyPercent: 0 },
    });

  test.each<[string, object]>([
    ['another property changes', webTemplate({ PropagateTags: 'SERVICE' })],
    ['the service is replaced', webTemplate({ ServiceName: 'another' })],
  ])('%s', async (_case, template) => {
    deploy(webTemplate());
    byHand();
    const { differences, notes } = serviceIn(await checkCode(template), 'Web');
    for (const category of ['deployment', 'capacity', 'settings', 'identity']) {
      const shown = serviceIn(await checkCode(template, '--only', category), 'Web');
      expect(shown.differences).toEqual(differences.filter((difference) => difference.category === category));
    }
    const declared = serviceIn(await checkCode(template, '--declared-only'), 'Web');
    expect(declared.differences).toEqual(differences.filter((difference) => difference.declared));
    expect(declared.notes).toEqual(notes);
    const ignoring = serviceIn(
      await checkCode(template, '--ignore', 'PropagateTags', '--ignore', 'ServiceName'),
      'Web',
    );
    expect(ignoring.differences).toEqual(
      differences.filter(({ path }) => path !== 'PropagateTags' && path !== 'ServiceName'),
    );
  });
});

describe('a property that is fixed at creation changes in the code', () => {
  const REVERTED = [
    'drift NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent (reverted)',
    'drift NOT_EQUAL undeclared EnableExecuteCommand (reverted)',
  ];

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['ServiceName', { ServiceName: 'one' }, { ServiceName: 'two' }, ['pending NOT_EQUAL ServiceName']],
    ['ServiceName', {}, { ServiceName: 'two' }, ['pending NOT_EQUAL ServiceName']],
    // Left out, CloudFormation makes a name, and any is right.
    ['ServiceName', { ServiceName: 'one' }, {}, []],
    ['Cluster', {}, { Cluster: 'elsewhere' }, ['pending NOT_EQUAL Cluster']],
    [
      'SchedulingStrategy',
      { LaunchType: 'EC2', SchedulingStrategy: 'REPLICA' },
      { LaunchType: 'EC2', SchedulingStrategy: 'DAEMON' },
      ['pending NOT_EQUAL SchedulingStrategy'],
    ],
  ])('%s: %j to %j', async (name, before, after, changes) => {
    deploy(webTemplate(before));
    aws.service('Web', 'Web').updateService({
      enableExecuteCommand: true,
      deploymentConfiguration: { minimumHealthyPercent: 0 },
    });
    const run = await checkCode(webTemplate(after));
    const lines = linesOf(serviceIn(run, 'Web'));
    expect(lines).toEqual(expect.arrayContaining([...REVERTED, ...changes]));
    expect(lines.filter((line) => line.startsWith('drift'))).toEqual(REVERTED);
    expect(notesOf(run)).toEqual([expect.stringMatching(`^replacement ${name}: .* replaces the service`)]);
    expect(run.code).toBe(1);
  });

  test('what it no longer declares is plainly pending', async () => {
    deploy(webTemplate({ ServiceName: 'one' }));
    const { DeploymentConfiguration: _, ...rest } = WEB;
    const run = await checkCode(only({ ...rest, ServiceName: 'two' }));
    expect(linesOf(serviceIn(run, 'Web'))).toEqual([
      'pending NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent',
      'pending NOT_EQUAL ServiceName',
    ]);
    expect(notesOf(run)).toEqual([expect.stringMatching(/^replacement ServiceName: /)]);
  });

  test('only its spelling changes: nobody knows whether the deploy replaces the service', async () => {
    deploy(webTemplate({ Cluster: 'outside' }));
    aws.service('Web', 'Web').updateService({
      enableExecuteCommand: true,
      deploymentConfiguration: { minimumHealthyPercent: 0 },
    });
    const Cluster = 'arn:aws:ecs:eu-west-1:111111111111:cluster/outside';
    const run = await checkCode(webTemplate({ Cluster }));
    expect(linesOf(serviceIn(run, 'Web'))).toEqual([
      'drift NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent (reverted)',
      'drift NOT_EQUAL undeclared EnableExecuteCommand',
    ]);
    expect(notesOf(run)).toEqual([]);
  });

  test('without the deployed template, a service elsewhere keeps nothing', async () => {
    deploy(webTemplate());
    aws.service('Web', 'Web').updateService({ enableExecuteCommand: true });
    aws.fail({ operation: 'GetTemplate', error: 'AccessDenied' });
    const run = await checkCode(webTemplate({ Cluster: 'elsewhere' }));
    expect(linesOf(serviceIn(run, 'Web'))).toEqual([
      'drift NOT_EQUAL Cluster',
      'drift NOT_EQUAL undeclared EnableExecuteCommand',
    ]);
  });
});

describe('what the deploy does with a whole service', () => {
  const withOld = (more: object = {}) =>
    webTemplate({}, { resources: { Old: { ...plainService({ DesiredCount: 1 }), ...more } } });

  test('deleted, nothing of it is kept', async () => {
    deploy(withOld());
    aws.service('Web', 'Old').updateService({ desiredCount: 4, enableExecuteCommand: true });
    const run = await checkCode(webTemplate());
    expect(linesOf(serviceIn(run, 'Old'))).toEqual([
      'drift NOT_EQUAL DesiredCount',
      'drift NOT_EQUAL undeclared EnableExecuteCommand',
    ]);
    expect(notesOf(run, 'Old')).toEqual([expect.stringMatching(/^deleted-by-deploy : .*the next deploy deletes it/)]);
    expect(run.code).toBe(1);
  });

  test.each(['Retain', 'RetainExceptOnCreate'])('%s: it runs on outside of the stack', async (DeletionPolicy) => {
    deploy(withOld({ DeletionPolicy }));
    aws.service('Web', 'Old').updateService({ desiredCount: 4 });
    const run = await checkCode(webTemplate());
    expect(linesOf(serviceIn(run, 'Old'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    expect(notesOf(run, 'Old')).toEqual([expect.stringMatching(/^retained-by-deploy : .* leaves it running/)]);
  });

  test('expanded by CloudFormation only, and changed: nobody knows', async () => {
    const template = { Transform: 'Own::Macro', ...webTemplate() };
    aws.deploy({ stackName: 'Web', template, processedTemplate: webTemplate() });
    aws.service('Web', 'Web').updateService({ desiredCount: 4, enableExecuteCommand: true });
    const changed = await checkCode({ Transform: 'Own::Macro', ...webTemplate({ PropagateTags: 'SERVICE' }) });
    expect(linesOf(serviceIn(changed, 'Web'))).toEqual([
      'drift NOT_EQUAL DesiredCount',
      'drift NOT_EQUAL undeclared EnableExecuteCommand',
    ]);
    expect(linesOf(serviceIn(await checkCode(template), 'Web'))).toEqual([
      'drift NOT_EQUAL DesiredCount (kept)',
      'drift NOT_EQUAL undeclared EnableExecuteCommand (kept)',
    ]);
  });
});

test.each([
  ['launch type to strategy', true],
  ['strategy to launch type', false],
])('%s: the one takes the place of the other', async (_case, forward) => {
  const { LaunchType, ...rest } = WEB;
  const strategy = only({ ...rest, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] });
  const [before, after] = forward ? [webTemplate(), strategy] : [strategy, webTemplate()];
  deploy(before);
  const run = await checkCode(after);
  expect(linesOf(serviceIn(run, 'Web'))).toEqual(
    forward
      ? ['pending ADD CapacityProviderStrategy[FARGATE_SPOT]', 'pending REMOVE LaunchType']
      : ['pending REMOVE CapacityProviderStrategy[FARGATE_SPOT]', 'pending ADD LaunchType'],
  );
  expect(notesOf(run)).toEqual([]);
  deploy(after);
  expect(linesOf(serviceIn(await checkCode(after), 'Web'))).toEqual([]);
});

test('a launch type that is left out with nothing in its place stays', async () => {
  deploy(webTemplate());
  const { LaunchType: _, ...rest } = WEB;
  const run = await checkCode(only({ ...rest, CapacityProviderStrategy: [] }));
  expect(linesOf(serviceIn(run, 'Web')).filter((line) => !line.endsWith('(kept)'))).toEqual([]);
});

describe('under CODE_DEPLOY', () => {
  const DeploymentController = { Type: 'CODE_DEPLOY' };
  const balancer = (port: number) => [
    {
      TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/0123456789abcdef',
      ContainerName: 'web',
      ContainerPort: port,
    },
  ];
  const AwsvpcConfiguration = { ...WEB.NetworkConfiguration.AwsvpcConfiguration, AssignPublicIp: 'ENABLED' };

  test.each<[string, object]>([
    ['TaskDefinition', { TaskDefinition: 'other:3' }],
    ['NetworkConfiguration', { NetworkConfiguration: { AwsvpcConfiguration } }],
    ['PlatformVersion', { PlatformVersion: '1.3.0' }],
    ['LoadBalancers', { LoadBalancers: balancer(81) }],
  ])('ECS refuses another %s in an update', async (name, change) => {
    const base = { DeploymentController, LoadBalancers: balancer(80) };
    deploy(webTemplate(base));
    const run = await checkCode(webTemplate({ ...base, ...change }));
    expect(serviceIn(run, 'Web').differences.map(({ cause }) => cause)).toContain('pending');
    expect(notesOf(run)).toEqual([expect.stringMatching(`^pending ${name}: ECS refuses this change in an update`)]);
    expect(notesOf(await checkCode(webTemplate({ ...base, DesiredCount: 7 })))).toEqual([]);
    // A service that is made anew is not updated.
    const anew = await checkCode(webTemplate({ ...base, ...change, ServiceName: 'another' }));
    expect(notesOf(anew)).toEqual([expect.stringMatching(/^replacement ServiceName: /)]);
  });

  test('also once CodeDeploy has brought another revision', async () => {
    deploy(webTemplate({ DeploymentController, TaskDefinition: 'web:1' }));
    aws.service('Web', 'Web').update((live) => {
      live.taskDefinition = live.taskDefinition.replace('web:1', 'web:2');
    });
    const run = await checkCode(webTemplate({ DeploymentController, TaskDefinition: 'web:3' }));
    expect(notesOf(run)).toEqual([
      expect.stringMatching(/^managed TaskDefinition: /),
      expect.stringMatching(/^pending TaskDefinition: ECS refuses/),
    ]);
  });
});

describe('autoscaling that the code takes away', () => {
  const scaled = (count: object, more: object = {}) =>
    webTemplate(
      { Cluster: 'prod', ServiceName: 'web', DesiredCount: 1, ...more },
      {
        resources: {
          Target: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: {
              ServiceNamespace: 'ecs',
              ScalableDimension: 'ecs:service:DesiredCount',
              ResourceId: 'service/prod/web',
              MinCapacity: 1,
              MaxCapacity: 20,
              ...count,
            },
          },
        },
      },
    );
  const plain = (more: object = {}) => webTemplate({ Cluster: 'prod', ServiceName: 'web', DesiredCount: 1, ...more });

  test.each<[string, object, string, string[]]>([
    ['the count stays', plain(), 'leaves what runs: 10', ['drift NOT_EQUAL DesiredCount (kept)']],
    ['the service changes as well', plain({ PropagateTags: 'SERVICE' }), 'sets 1', []],
    ['the code brings another count', plain({ DesiredCount: 3 }), 'sets 3', []],
  ])('%s', async (_case, code, does, after) => {
    deploy(scaled({}));
    aws.scalableTarget('service/prod/web').scaleTo(10);
    const run = await checkCode(code);
    expect(notesOf(run)).toEqual([
      'managed DesiredCount: autoscaling keeps it within 1..20; live 10',
      `pending DesiredCount: the code takes autoscaling away, and the next deploy ${does}`,
    ]);
    deploy(code);
    expect(linesOf(serviceIn(await checkCode(code), 'Web'))).toEqual(after);
  });

  test('nothing is said where it stays, or is somebody’s own', async () => {
    deploy(scaled({}));
    aws.scalableTarget('service/prod/web').scaleTo(10);
    const managed = ['managed DesiredCount: autoscaling keeps it within 1..20; live 10'];
    expect(notesOf(await checkCode(scaled({})))).toEqual(managed);
    expect(notesOf(await checkCode(scaled({}, { PropagateTags: 'SERVICE' })))).toEqual(managed);
  });
});
