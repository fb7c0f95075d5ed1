import { render } from '../../lib/report/renderers';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, notesOf, type ReportedRun, serviceIn } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const deploy = (template: object) => aws.deploy({ stackName: 'Web', template });
const run = (template: object): Promise<ReportedRun> => check(['--app', writeAssembly({ Web: { template } })], { aws });
const live = () => aws.service('Web', 'Web').live;
const operations = () => aws.calls.map(({ operation }) => operation);

describe('blue and green', () => {
  const balanced = (controller?: string) =>
    webTemplate(
      {
        ...(controller === undefined
          ? { DeploymentConfiguration: { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 5 } }
          : {}),
        ...(controller === undefined ? {} : { DeploymentController: { Type: controller }, ServiceName: 'web' }),
        LoadBalancers: [
          {
            ContainerName: 'web',
            ContainerPort: 80,
            TargetGroupArn: { Ref: 'Blue' },
            ...(controller === undefined && {
              AdvancedConfiguration: {
                AlternateTargetGroupArn: { Ref: 'Green' },
                ProductionListenerRule: 'arn:aws:elasticloadbalancing:eu-west-1:1:listener-rule/app/a/b/c/d',
                RoleArn: 'arn:aws:iam::111111111111:role/r',
              },
            }),
          },
        ],
      },
      {
        resources: {
          Blue: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: {} },
          Green: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: {} },
          ...(controller === 'CODE_DEPLOY' && {
            Deployments: {
              Type: 'AWS::CodeDeploy::DeploymentGroup',
              Properties: {
                ApplicationName: 'a',
                ECSServices: [{ ClusterName: { Ref: 'Cluster' }, ServiceName: 'web' }],
                LoadBalancerInfo: {
                  TargetGroupPairInfoList: [
                    {
                      TargetGroups: [
                        { Name: { 'Fn::GetAtt': ['Blue', 'TargetGroupName'] } },
                        { Name: { 'Fn::GetAtt': ['Green', 'TargetGroupName'] } },
                      ],
                    },
                  ],
                },
              },
            },
          }),
        },
      },
    );
  const green = () => aws.stack('Web').resources.find(({ logicalId }) => logicalId === 'Green')?.physicalId ?? '';
  const THIRD = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/third/0123456789abcdef';

  test('an exchange of the pair is managed', async () => {
    deploy(balanced());
    const [balancer] = live().loadBalancers;
    const blue = balancer.targetGroupArn;
    balancer.targetGroupArn = balancer.advancedConfiguration.alternateTargetGroupArn;
    balancer.advancedConfiguration.alternateTargetGroupArn = blue;
    const result = await run(balanced());
    expect(serviceIn(result, 'Web').differences).toEqual([]);
    expect(notesOf(result)).toEqual([
      expect.stringMatching(/^managed LoadBalancers\[web:80\]\.TargetGroupArn: .*exchanged/),
    ]);
  });

  test('a third target group is drift', async () => {
    deploy(balanced());
    live().loadBalancers[0].targetGroupArn = THIRD;
    expect(linesOf(serviceIn(await run(balanced()), 'Web'))).toEqual([
      'drift NOT_EQUAL LoadBalancers[web:80].TargetGroupArn (kept)',
    ]);
  });

  test('CodeDeploy moves a service within its pair, not out of it', async () => {
    deploy(balanced('CODE_DEPLOY'));
    live().loadBalancers[0].targetGroupArn = green();
    const within = await run(balanced('CODE_DEPLOY'));
    expect(serviceIn(within, 'Web').differences).toEqual([]);
    expect(notesOf(within)).toEqual([
      expect.stringMatching(/^managed LoadBalancers\[web:80\]\.TargetGroupArn: CodeDeploy sets it/),
    ]);
    live().loadBalancers[0].targetGroupArn = THIRD;
    expect(linesOf(serviceIn(await run(balanced('CODE_DEPLOY')), 'Web'))).toEqual([
      'drift NOT_EQUAL LoadBalancers[web:80].TargetGroupArn (kept)',
    ]);
    live().loadBalancers[0].targetGroupArn = green();
    live().loadBalancers[0].containerPort = 81;
    expect(linesOf(serviceIn(await run(balanced('CODE_DEPLOY')), 'Web'))).toEqual([
      'drift REMOVE LoadBalancers[web:80] (kept)',
      'drift ADD LoadBalancers[web:81] (kept)',
    ]);
  });
});

describe('deployments', () => {
  test('one under way is a note, and what it is to bring is compared', async () => {
    deploy(webTemplate());
    const primary = aws.service('Web', 'Web').primary ?? {};
    primary.rolloutState = 'IN_PROGRESS';
    primary.rolloutStateReason = 'ECS deployment ecs-svc/1 in progress.';
    const result = await run(webTemplate());
    expect(serviceIn(result, 'Web').status).toBe('IN_SYNC');
    expect(notesOf(result)).toEqual([
      expect.stringMatching(
        /^deployment : a deployment is under way since .*: IN_PROGRESS \(ECS deployment ecs-svc\/1 in progress\.\)/,
      ),
    ]);
  });

  test('a service of ECS Express Mode is noted and not compared', async () => {
    deploy(webTemplate());
    live().resourceManagementType = 'ECS';
    live().desiredCount = 9;
    const result = await run(webTemplate());
    expect(serviceIn(result, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    expect(notesOf(result)).toEqual([expect.stringMatching(/^managed : ECS Express Mode/)]);
  });

  const changed = (image: string, properties: Record<string, unknown> = {}) =>
    webTemplate(properties, {
      resources: {
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'web', Image: image }] },
        },
      },
    });

  test('a rollback is named', async () => {
    deploy(changed('web:1'));
    deploy(changed('web:2'));
    aws
      .service('Web', 'Web')
      .rollBack('Service deployment rolled back because the circuit breaker threshold was exceeded.');
    const result = await run(changed('web:2'));
    expect(linesOf(serviceIn(result, 'Web'))).toEqual([
      'drift NOT_EQUAL TaskDefinition.ContainerDefinitions[web].Image (kept)',
      'drift NOT_EQUAL TaskDefinition.Status (kept)',
    ]);
    expect(notesOf(result)).toContainEqual(
      expect.stringMatching(
        /^rollback TaskDefinition: rolled back by the circuit breaker at .*; fix the revision that failed and deploy it/,
      ),
    );
  });

  test('what a rollback brought back is not restored, and is not said to be changed outside', async () => {
    const inGroup = (group: string) => ({
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: [group] } },
    });
    deploy(changed('web:1', inGroup('sg-1')));
    deploy(changed('web:2', inGroup('sg-2')));
    aws.service('Web', 'Web').rollBack();
    live().desiredCount = 9;
    const result = await run(changed('web:2', inGroup('sg-2')));
    const { differences } = serviceIn(result, 'Web');
    const restored = differences.filter(({ remedies = [] }) => remedies.some(({ kind }) => kind === 'restore'));
    expect(restored.map(({ path }) => path)).toEqual(['DesiredCount']);
    expect(notesOf(result)).toEqual([
      expect.stringMatching(/^rollback NetworkConfiguration: rolled back by the circuit breaker/),
      'rollback TaskDefinition: by the same rollback',
    ]);
    const text = render(result.report, 'text');
    expect(text.match(/changed by ECS, which rolled the deployment back/g)).toHaveLength(differences.length - 1);
    expect(text.match(/changed outside CloudFormation/g)).toHaveLength(1);
  });

  test('without permission for its history the deployments of the service tell of a rollback', async () => {
    deploy(changed('web:1'));
    deploy(changed('web:2'));
    aws.service('Web', 'Web').rollBack('rolled back');
    const reason = 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.';
    Object.assign(aws.service('Web', 'Web').primary ?? {}, { rolloutState: 'IN_PROGRESS', rolloutStateReason: reason });
    aws.fail({ operation: 'ListServiceDeployments', error: 'AccessDenied' });
    expect(notesOf(await run(changed('web:2')))).toContainEqual(
      expect.stringMatching(/^rollback TaskDefinition: being rolled back by the circuit breaker at .*fix the revision/),
    );
  });

  test('a deployment that failed and was taken back is told by itself', async () => {
    deploy(changed('web:1'));
    deploy(changed('web:2'));
    aws.service('Web', 'Web').rollBack('rolled back');
    live().deployments.push({
      status: 'ACTIVE',
      rolloutState: 'FAILED',
      rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
      failedTasks: 10,
      runningCount: 0,
    });
    aws.fail({ operation: 'ListServiceDeployments', error: 'AccessDenied' });
    expect(notesOf(await run(changed('web:2')))).toContainEqual(
      expect.stringMatching(/^rollback TaskDefinition: rolled back by the circuit breaker.*, 10 failed tasks; fix/),
    );
  });

  test('what differs inside the task definition is told, and a hotswap by its trace', async () => {
    deploy(changed('web:1'));
    const arn = aws.registerTaskDefinition('web', (newest) => {
      newest.containerDefinitions[0].image = 'web:hotfix';
      newest.containerDefinitions[0].environment = [{ name: 'TOKEN', value: 's3cret' }];
    });
    aws
      .service('Web', 'Web')
      .updateService({ taskDefinition: arn, deploymentConfiguration: { minimumHealthyPercent: 0 } });
    const result = await run(changed('web:1'));
    const web = serviceIn(result, 'Web');
    expect(linesOf(web)).toEqual([
      'drift NOT_EQUAL DeploymentConfiguration.MinimumHealthyPercent (kept)',
      'drift ADD TaskDefinition.ContainerDefinitions[web].Environment[TOKEN] (kept)',
      'drift NOT_EQUAL TaskDefinition.ContainerDefinitions[web].Image (kept)',
    ]);
    expect(web.differences[2]).toMatchObject({ synthesized: 'web:1', deployed: 'web:1', live: 'web:hotfix' });
    expect(web.differences[1]?.live).toMatch(/^\*\*\*[0-9a-f]{8}$/);
    expect(JSON.stringify(result.report)).not.toContain('s3cret');
    expect(notesOf(result)).toContainEqual(expect.stringMatching(/^hotswap TaskDefinition: .*cdk deploy --hotswap/));
  });

  test('another revision with the same content is a note', async () => {
    deploy(changed('web:1'));
    aws.service('Web', 'Web').updateService({ taskDefinition: aws.registerTaskDefinition('web', () => undefined) });
    const result = await run(changed('web:1'));
    expect(serviceIn(result, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    expect(notesOf(result)).toEqual([
      expect.stringMatching(/^managed TaskDefinition: another revision with the same content/),
    ]);
  });

  test('another revision with the same content does not hide that the code brings a new one', async () => {
    deploy(changed('web:1'));
    aws.service('Web', 'Web').updateService({ taskDefinition: aws.registerTaskDefinition('web', () => undefined) });
    const result = await run(changed('web:2'));
    expect(serviceIn(result, 'Web').status).toBe('IN_SYNC');
    expect(linesOf(serviceIn(result, 'Web'))).toEqual(['pending NOT_EQUAL TaskDefinition']);
    expect(notesOf(result)).toContainEqual(
      'pending TaskDefinition.ContainerDefinitions[web].Image: synthesized "web:2", deployed "web:1"',
    );
  });

  test('without permission to read task definitions the reference is unresolved', async () => {
    deploy(changed('web:1'));
    aws.service('Web', 'Web').updateService({ taskDefinition: aws.registerTaskDefinition('web', () => undefined) });
    aws.fail({ operation: 'DescribeTaskDefinition', error: 'AccessDenied' });
    const result = await run(changed('web:1'));
    expect(serviceIn(result, 'Web')).toMatchObject({
      status: 'UNCHECKED',
      differences: [],
      unresolved: [
        {
          path: 'TaskDefinition',
          reason: expect.stringMatching(/^ecs:DescribeTaskDefinition of task definition arn:/),
        },
      ],
    });
    expect(result.code).toBe(2);
    expect(result.report.notices).toMatchObject([
      { kind: 'missing-permission', text: expect.stringContaining('ecs:DescribeTaskDefinition') },
    ]);
  });

  test('a revision that ECS does not know is drift, whatever else cannot be read', async () => {
    deploy(changed('web:1'));
    const { taskDefinition } = live();
    aws.service('Web', 'Web').updateService({ taskDefinition: 'web:9' });
    aws.fail({
      operation: 'DescribeTaskDefinition',
      match: ({ input }) => input.taskDefinition === taskDefinition,
      error: 'AccessDenied',
    });
    const result = await run(changed('web:1'));
    expect(linesOf(serviceIn(result, 'Web'))).toEqual(['drift NOT_EQUAL TaskDefinition (kept)']);
    expect([result.code, serviceIn(result, 'Web').unresolved]).toEqual([1, []]);
  });

  test('a deployed revision that is gone is drift, and no command runs it again', async () => {
    deploy(changed('web:1'));
    const { taskDefinition } = live();
    aws.service('Web', 'Web').updateService({ taskDefinition: aws.registerTaskDefinition('web', () => undefined) });
    aws.fail({
      operation: 'DescribeTaskDefinition',
      match: ({ input }) => input.taskDefinition === taskDefinition,
      error: { code: 'ClientException', message: 'Unable to describe task definition.' },
    });
    const web = serviceIn(await run(changed('web:1')), 'Web');
    expect(linesOf(web)).toEqual(['drift NOT_EQUAL TaskDefinition (kept)']);
    expect(JSON.stringify(web.differences[0]?.remedies ?? [])).not.toContain('--task-definition');
  });

  test('what the deploy changes inside the task definition is noted', async () => {
    deploy(changed('web:1'));
    const result = await run(changed('web:2'));
    expect(linesOf(serviceIn(result, 'Web'))).toEqual(['pending NOT_EQUAL TaskDefinition']);
    expect(notesOf(result)).toEqual([
      'pending TaskDefinition.ContainerDefinitions[web].Image: synthesized "web:2", deployed "web:1"',
    ]);
    expect(operations()).not.toContain('DescribeTaskDefinition');
  });
});
