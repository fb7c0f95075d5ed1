import { ECS } from '@aws-sdk/client-ecs';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { sdkConfig } from './sdk-config';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const network = (group: string) => ({ AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: [group] } });
const deployService = (properties: object) =>
  aws.deploy({
    stackName: 'Web',
    template: {
      Resources: { Service: { Type: 'AWS::ECS::Service', Properties: { LaunchType: 'FARGATE', ...properties } } },
    },
  });
const list = async (more: object = {}) => {
  const { arn, clusterArn } = aws.service('Web', 'Service');
  const client = new ECS(sdkConfig(aws));
  return (await client.listServiceDeployments({ service: arn, cluster: clusterArn, ...more })).serviceDeployments;
};

test('each deployment is listed, the newest first', async () => {
  deployService({ TaskDefinition: 'web:1' });
  const service = aws.service('Web', 'Service');
  service.updateService({ taskDefinition: 'web:2' });
  service.updateService({ desiredCount: 3 });
  const deployments = await list();
  expect(deployments).toHaveLength(2);
  expect(deployments?.[0]).toMatchObject({
    serviceDeploymentArn: service.live.currentServiceDeployment,
    serviceArn: service.arn,
    targetServiceRevisionArn: service.revision?.serviceRevisionArn,
    status: 'SUCCESSFUL',
    startedAt: expect.any(Date),
    finishedAt: expect.any(Date),
  });
  expect(await list({ maxResults: 1 })).toEqual(deployments?.slice(0, 1));
  service.serviceDeployments[1]!.status = 'STOPPED';
  expect(await list({ status: ['STOPPED'] })).toHaveLength(1);
  await expect(list({ service: 'none' })).rejects.toMatchObject({ name: 'ServiceNotFoundException' });
});

test('a rollback brings back what the revision holds and nothing else', async () => {
  deployService({ TaskDefinition: 'web:1', NetworkConfiguration: network('sg-1'), DesiredCount: 1 });
  const service = aws.service('Web', 'Service');
  const former = service.revision?.serviceRevisionArn;
  deployService({ TaskDefinition: 'web:2', NetworkConfiguration: network('sg-2'), DesiredCount: 3 });
  const failed = service.live.currentServiceDeployment;
  const { id } = service.primary ?? {};
  service.rollBack();
  expect(service.live).toMatchObject({
    taskDefinition: expect.stringMatching(/web:1$/),
    networkConfiguration: { awsvpcConfiguration: { securityGroups: ['sg-1'] } },
    platformVersion: 'LATEST',
    launchType: 'FARGATE',
    desiredCount: 3,
    currentServiceDeployment: failed,
    currentServiceRevisions: [{ arn: former }],
  });
  expect(service.primary).toMatchObject({ status: 'PRIMARY', platformVersion: '1.4.0' });
  expect(service.primary?.id).not.toBe(id);
  expect(await list()).toMatchObject([
    {
      serviceDeploymentArn: failed,
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: expect.stringContaining('circuit breaker'),
    },
    { status: 'SUCCESSFUL' },
  ]);
});

test('a service without an earlier revision cannot be rolled back', () => {
  deployService({ TaskDefinition: 'web:1' });
  expect(() => aws.service('Web', 'Service').rollBack()).toThrow(/no revision to go back to/);
});

describe('task sets', () => {
  const template = (scale: number, more: object = {}) => ({
    Resources: {
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: { DeploymentController: { Type: 'EXTERNAL' }, ServiceName: 'outer', DesiredCount: 4 },
      },
      // Stands before what it makes primary.
      Primary: {
        Type: 'AWS::ECS::PrimaryTaskSet',
        Properties: { Cluster: 'default', Service: { Ref: 'Service' }, TaskSetId: { 'Fn::GetAtt': ['Blue', 'Id'] } },
      },
      Blue: {
        Type: 'AWS::ECS::TaskSet',
        Properties: {
          Cluster: 'default',
          Service: { Ref: 'Service' },
          TaskDefinition: 'web:3',
          LaunchType: 'FARGATE',
          ExternalId: 'mine',
          Scale: { Unit: 'PERCENT', Value: scale },
          NetworkConfiguration: { AwsVpcConfiguration: { Subnets: ['subnet-1'] } },
        },
      },
      ...more,
    },
  });
  const green = {
    Green: {
      Type: 'AWS::ECS::TaskSet',
      Properties: {
        Cluster: 'default',
        Service: { Ref: 'Service' },
        TaskDefinition: 'web:4',
        CapacityProviderStrategy: [{ CapacityProvider: 'mine', Weight: 1 }],
        Tags: [{ Key: 'a', Value: 'b' }],
      },
    },
  };
  const taskSets = () => aws.service('Web', 'Service').live.taskSets;

  test('of the template stand in their service, the primary one too', () => {
    aws.deploy({ stackName: 'Web', template: template(50, green) });
    expect(taskSets()).toMatchObject([
      {
        id: expect.stringMatching(/^ecs-svc\/\d{19}$/),
        status: 'PRIMARY',
        taskDefinition: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:3',
        launchType: 'FARGATE',
        platformVersion: '1.4.0',
        externalId: 'mine',
        scale: { unit: 'PERCENT', value: 50 },
        computedDesiredCount: 2,
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' } },
        loadBalancers: [],
        serviceRegistries: [],
        tags: [],
        stabilityStatus: 'STEADY_STATE',
      },
      {
        status: 'ACTIVE',
        capacityProviderStrategy: [{ capacityProvider: 'mine', weight: 1, base: 0 }],
        scale: { unit: 'PERCENT', value: 100 },
        tags: [{ key: 'a', value: 'b' }],
      },
    ]);
    expect(taskSets()[1]).not.toHaveProperty('launchType');
    expect(taskSets()[1]).not.toHaveProperty('platformVersion');
  });

  test('keep a change by hand and their status through a deploy, and go with the template', () => {
    aws.deploy({ stackName: 'Web', template: template(50, green) });
    taskSets()[1].scale.value = 10;
    aws.deploy({ stackName: 'Web', template: template(75, green) });
    const scaleOf = Object.fromEntries(
      taskSets().map((one: { scale: { value: number }; status: string }) => [one.status, one.scale.value]),
    );
    expect(scaleOf).toEqual({ PRIMARY: 75, ACTIVE: 10 });
    aws.deploy({ stackName: 'Web', template: template(75) });
    expect(taskSets()).toHaveLength(1);
  });

  test('of CodeDeploy say so', () => {
    deployService({ TaskDefinition: 'web:1', DeploymentController: { Type: 'CODE_DEPLOY' } });
    expect(taskSets()).toMatchObject([
      {
        status: 'PRIMARY',
        startedBy: 'CODE_DEPLOY',
        externalId: expect.stringMatching(/^d-/),
        platformVersion: '1.4.0',
      },
    ]);
  });
});
