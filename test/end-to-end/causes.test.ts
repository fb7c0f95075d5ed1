import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, WEB, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

describe('code, deployed stack and live service', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const deploy = (template: object = webTemplate()) => aws.deploy({ stackName: 'Web', template });
  const checkCode = (template: object): Promise<ReportedRun> =>
    check(['--app', writeAssembly({ Web: { template } })], { aws });

  test('nothing differs', async () => {
    deploy();
    const run = await checkCode(webTemplate());
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [], unresolved: [], notes: [] });
    expect(run.report.stacks).toMatchObject([{ stackName: 'Web', status: 'CHECKED', comparison: 'three-way' }]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  test('a changed property of the code is pending', async () => {
    deploy();
    const run = await checkCode(webTemplate({ DesiredCount: 5, EnableExecuteCommand: true }));
    const web = serviceIn(run, 'Web');
    expect(linesOf(web)).toEqual(['pending NOT_EQUAL DesiredCount', 'pending NOT_EQUAL EnableExecuteCommand']);
    expect(web).toMatchObject({
      status: 'IN_SYNC',
      differences: [
        { synthesized: 5, deployed: 2, live: 2 },
        { synthesized: true, deployed: false, live: false },
      ],
    });
    expect(run.code).toBe(0);
  });

  test('--fail-on pending', async () => {
    deploy();
    const directory = writeAssembly({ Web: { template: webTemplate({ DesiredCount: 5 }) } });
    expect((await check(['--app', directory, '--fail-on', 'pending'], { aws })).code).toBe(1);
  });

  test('a changed task definition is pending, and what was changed by hand will be reverted', async () => {
    deploy();
    aws.service('Web', 'Web').updateService({ desiredCount: 9, enableExecuteCommand: true });
    const run = await checkCode(
      webTemplate(
        {},
        {
          resources: {
            Task: {
              Type: 'AWS::ECS::TaskDefinition',
              Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'other' }] },
            },
          },
        },
      ),
    );
    const web = serviceIn(run, 'Web');
    expect(linesOf(web)).toEqual([
      'drift NOT_EQUAL DesiredCount (reverted)',
      'drift NOT_EQUAL undeclared EnableExecuteCommand (kept)',
      'pending NOT_EQUAL TaskDefinition',
    ]);
    expect(run.code).toBe(1);
  });

  test('a task definition that was registered by hand is drift', async () => {
    deploy();
    aws.service('Web', 'Web').updateService({ taskDefinition: 'web:9' });
    const run = await checkCode(webTemplate());
    expect(linesOf(serviceIn(run, 'Web'))).toEqual(['drift NOT_EQUAL TaskDefinition (kept)']);
    expect(serviceIn(run, 'Web').differences[0]?.live).toMatch(/task-definition\/web:9$/);
  });

  test('conflict and adopted', async () => {
    deploy();
    aws.service('Web', 'Web').updateService({ desiredCount: 3, healthCheckGracePeriodSeconds: 30 });
    const conflict = await checkCode(webTemplate({ DesiredCount: 4, HealthCheckGracePeriodSeconds: 30 }));
    expect(linesOf(serviceIn(conflict, 'Web'))).toEqual([
      'conflict NOT_EQUAL DesiredCount (overwritten)',
      'adopted NOT_EQUAL HealthCheckGracePeriodSeconds',
    ]);
    expect(serviceIn(conflict, 'Web').status).toBe('DRIFTED');
    const adopted = await checkCode(webTemplate({ DesiredCount: 3, HealthCheckGracePeriodSeconds: 30 }));
    expect(serviceIn(adopted, 'Web')).toMatchObject({ status: 'IN_SYNC' });
    expect(adopted.report.summary.differences).toEqual({ drift: 0, conflict: 0, adopted: 2, pending: 0 });
    expect(adopted.code).toBe(0);
  });

  test('what the code no longer declares stays as it is', async () => {
    deploy(webTemplate({ HealthCheckGracePeriodSeconds: 30 }));
    const { DeploymentConfiguration: _, ...rest } = WEB;
    const template = webTemplate();
    const run = await checkCode({
      Resources: { ...template.Resources, Web: { Type: 'AWS::ECS::Service', Properties: rest } },
    });
    const lines = linesOf(serviceIn(run, 'Web'));
    expect(lines).toContain('pending NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent (kept)');
    expect(lines).not.toContainEqual(expect.stringContaining('drift'));
    expect(run.code).toBe(0);
  });

  test('a reference to a resource that is not deployed yet is pending', async () => {
    deploy();
    const run = await checkCode(
      webTemplate(
        { LoadBalancers: [{ TargetGroupArn: { Ref: 'Target' }, ContainerName: 'web', ContainerPort: 80 }] },
        { resources: { Target: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' } } },
      ),
    );
    const web = serviceIn(run, 'Web');
    expect(web).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
    expect(linesOf(web)).toEqual(['pending ADD LoadBalancers[web:80]']);
  });

  test('a new service is not deployed, a removed one is compared with its stack alone', async () => {
    deploy(webTemplate({}, { resources: { Old: plainService({ DesiredCount: 1 }) } }));
    aws.service('Web', 'Old').updateService({ desiredCount: 4 });
    const run = await checkCode(webTemplate({}, { resources: { New: plainService() } }));
    expect(serviceIn(run, 'New')).toMatchObject({ status: 'NOT_DEPLOYED', differences: [] });
    const old = serviceIn(run, 'Old');
    expect(linesOf(old)).toEqual(['drift NOT_EQUAL DesiredCount']);
    expect(old.differences[0]).not.toHaveProperty('synthesized');
    expect(old.notes).toMatchObject([{ kind: 'deleted-by-deploy' }]);
    expect(serviceIn(run, 'Web').status).toBe('IN_SYNC');
    expect(run.code).toBe(1);
  });

  test('a service whose condition is false is not looked for', async () => {
    const template = webTemplate(
      {},
      {
        sections: {
          Parameters: { Stage: { Type: 'String', Default: 'test' } },
          Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
        },
        resources: { Extra: { ...plainService(), Condition: 'IsProduction' } },
      },
    );
    aws.deploy({ stackName: 'Web', template });
    const run = await checkCode(template);
    expect(run.report.services.map(({ logicalId }) => logicalId)).toEqual(['Web']);
    expect(run.code).toBe(0);
  });

  test('--declared-only, --only and --ignore', async () => {
    deploy();
    aws.service('Web', 'Web').updateService({ desiredCount: 9, enableExecuteCommand: true });
    const lines = async (...options: string[]): Promise<string[]> =>
      linesOf(
        serviceIn(
          await check(['--app', writeAssembly({ Web: { template: webTemplate() } }), ...options], { aws }),
          'Web',
        ),
      );
    expect(await lines('--declared-only')).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    expect(await lines('--only', 'settings')).toEqual(['drift NOT_EQUAL undeclared EnableExecuteCommand (kept)']);
    expect(await lines('--ignore', 'Desired*')).toEqual(['drift NOT_EQUAL undeclared EnableExecuteCommand (kept)']);
    expect(await lines('--ignore', 'DesiredCount', '--ignore', 'EnableExecuteCommand')).toEqual([]);
  });

  test('two target groups behind one container and port are told apart by their names', async () => {
    const targetGroup = (name: string): string =>
      `arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/${name}/0123456789abcdef`;
    const behind = (name: string) => ({ TargetGroupArn: targetGroup(name), ContainerName: 'web', ContainerPort: 80 });
    const template = webTemplate({ LoadBalancers: [behind('inner'), behind('outer')] });
    deploy(template);
    expect((await checkCode(template)).code).toBe(0);
    aws.service('Web', 'Web').update((live) => {
      live.loadBalancers.reverse();
      live.loadBalancers[0].targetGroupArn = targetGroup('console');
    });
    expect(linesOf(serviceIn(await checkCode(template), 'Web'))).toEqual([
      'drift ADD LoadBalancers[web:80:console] (kept)',
      'drift REMOVE LoadBalancers[web:80:outer] (kept)',
    ]);
  });

  test('a condition that the code turns on or off', async () => {
    const template = (stage: string) =>
      webTemplate(
        {},
        {
          sections: { Conditions: { IsProduction: { 'Fn::Equals': [stage, 'prod'] } } },
          resources: { Extra: { ...plainService({ DesiredCount: 1 }), Condition: 'IsProduction' } },
        },
      );
    deploy(template('test'));
    expect(serviceIn(await checkCode(template('prod')), 'Extra').status).toBe('NOT_DEPLOYED');
    deploy(template('prod'));
    aws.service('Web', 'Extra').updateService({ desiredCount: 3 });
    const extra = serviceIn(await checkCode(template('test')), 'Extra');
    expect(extra.notes).toMatchObject([{ kind: 'deleted-by-deploy' }]);
    expect(linesOf(extra)).toEqual(['drift NOT_EQUAL DesiredCount']);
  });

  test('what replaces the service is pending', async () => {
    deploy(webTemplate({ ServiceName: 'one' }));
    const web = serviceIn(await checkCode(webTemplate({ ServiceName: 'two', Cluster: 'elsewhere' })), 'Web');
    expect(linesOf(web)).toEqual(['pending NOT_EQUAL Cluster', 'pending NOT_EQUAL ServiceName']);
  });

  test('what is said otherwise in the code is the same', async () => {
    deploy(webTemplate({ TaskDefinition: 'outside:1', Cluster: 'outside' }));
    const web = serviceIn(
      await checkCode(
        webTemplate({
          TaskDefinition: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/outside:1',
          Cluster: { 'Fn::Sub': 'arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/outside' },
          DesiredCount: '2',
          EnableExecuteCommand: 'false',
          HealthCheckGracePeriodSeconds: 0,
          LoadBalancers: [],
          DeploymentController: { Type: 'ECS' },
        }),
      ),
      'Web',
    );
    expect(web).toMatchObject({ status: 'IN_SYNC', differences: [], unresolved: [] });
  });

  test('a stack of another account than the credentials’ is unchecked', async () => {
    const directory = writeAssembly({ Web: { template: webTemplate(), environment: 'aws://222222222222/eu-west-1' } });
    const run = await check(['--app', directory], { aws });
    expect(run.report.stacks).toMatchObject([
      { status: 'UNCHECKED', reason: expect.stringMatching(/222222222222.*111111111111/) },
    ]);
    expect(run.code).toBe(2);
  });
});
