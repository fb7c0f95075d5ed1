import {
  DescribeClustersCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import { type LiveServiceHandle, type LoopbackAws, startLoopbackAws } from '../aws';
import { sdkConfig } from './sdk-config';
import { WEB_TEMPLATE } from './web-template';

describe('ECS', () => {
  let aws: LoopbackAws;
  let client: ECSClient;
  let service: LiveServiceHandle;

  beforeEach(async () => {
    aws = await startLoopbackAws();
    aws.deploy({ stackName: 'Web', template: WEB_TEMPLATE, tags: { team: 'stack', cost: '1' } });
    service = aws.service('Web', 'Service');
    client = new ECSClient(sdkConfig(aws));
  });
  afterEach(() => aws.close());

  const describeServices = (services: string[], include?: 'TAGS'[]) =>
    client.send(new DescribeServicesCommand({ cluster: service.clusterArn, services, include }));

  test('a service comes with the defaults of ECS', async () => {
    const { services, failures } = await describeServices([service.arn], ['TAGS']);
    expect(failures).toEqual([]);
    expect(services).toHaveLength(1);
    expect(services?.[0]).toMatchObject({
      serviceArn: service.arn,
      clusterArn: service.clusterArn,
      serviceName: expect.stringMatching(/^Web-Service-/),
      status: 'ACTIVE',
      desiredCount: 2,
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      schedulingStrategy: 'REPLICA',
      availabilityZoneRebalancing: 'ENABLED',
      propagateTags: 'NONE',
      enableExecuteCommand: false,
      healthCheckGracePeriodSeconds: 0,
      deploymentController: { type: 'ECS' },
      taskDefinition: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:1',
      roleArn: 'arn:aws:iam::111111111111:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
      deploymentConfiguration: {
        maximumPercent: 200,
        minimumHealthyPercent: 100,
        strategy: 'ROLLING',
        bakeTimeInMinutes: 0,
        deploymentCircuitBreaker: {
          enable: false,
          rollback: false,
          resetOnHealthyTask: true,
          thresholdConfiguration: { type: 'BOUNDED_PERCENT', value: 50 },
        },
      },
    });
    expect(services?.[0]?.createdAt).toBeInstanceOf(Date);
    const network = services?.[0]?.networkConfiguration?.awsvpcConfiguration;
    expect([...(network?.subnets ?? [])].sort()).toEqual(['subnet-1', 'subnet-2', 'subnet-3']);
    expect(network).toMatchObject({ assignPublicIp: 'DISABLED', securityGroups: [expect.stringMatching(/^sg-/)] });
    expect(services?.[0]?.deployments?.[0]).toMatchObject({ status: 'PRIMARY', platformVersion: '1.4.0' });
    expect([...(services?.[0]?.tags ?? [])].sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1))).toEqual([
      { key: 'cost', value: '1' },
      { key: 'team', value: 'a' },
    ]);
  });

  test('tags come only when they are asked for, and services by name too', async () => {
    const { services } = await describeServices([service.live.serviceName]);
    expect(services?.[0]?.serviceArn).toBe(service.arn);
    expect(services?.[0]?.tags).toBeUndefined();
  });

  test('a missing service is a failure, a missing cluster an error', async () => {
    const { services, failures } = await describeServices(['gone', service.arn]);
    expect(services).toHaveLength(1);
    const cluster = service.clusterArn.split('/')[1];
    expect(failures).toEqual([
      { arn: `arn:aws:ecs:eu-west-1:111111111111:service/${cluster}/gone`, reason: 'MISSING' },
    ]);
    const elsewhere = client.send(new DescribeServicesCommand({ cluster: 'none', services: ['a'] }));
    await expect(elsewhere).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
    const byDefault = await client.send(new DescribeServicesCommand({ services: [service.arn] }));
    expect(byDefault.failures).toEqual([{ arn: service.arn, reason: 'MISSING' }]);
  });

  test('more than ten services are refused', async () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `service-${index}`);
    await expect(describeServices(eleven)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('the answer has an order of its own', async () => {
    const properties = { TaskDefinition: 'web' };
    const names = ['s1', 's2', 's3', 's4', 's5', 's6'];
    const Resources = Object.fromEntries(
      names.map((ServiceName) => [
        ServiceName,
        { Type: 'AWS::ECS::Service', Properties: { ...properties, ServiceName } },
      ]),
    );
    aws.deploy({ stackName: 'Many', template: { Resources } });
    const { services } = await client.send(new DescribeServicesCommand({ services: names }));
    const answered = (services ?? []).map((each) => String(each.serviceName));
    expect(answered).not.toEqual(names);
    expect([...answered].sort()).toEqual(names);
  });

  test('deleting: MISSING, INACTIVE, DRAINING', async () => {
    service.delete('DRAINING');
    expect((await describeServices([service.arn])).services?.[0]?.status).toBe('DRAINING');
    service.delete('INACTIVE');
    expect((await describeServices([service.arn])).services?.[0]).toMatchObject({
      status: 'INACTIVE',
      deployments: [],
    });
    service.delete('MISSING');
    expect(await describeServices([service.arn])).toMatchObject({
      services: [],
      failures: [{ arn: service.arn, reason: 'MISSING' }],
    });
  });

  test('monitoring stands on the revision alone', async () => {
    const { services } = await describeServices([service.arn]);
    expect(service.live.monitoring).toBeUndefined();
    const arn = String(services?.[0]?.currentServiceRevisions?.[0]?.arn);
    expect(arn).toMatch(/:service-revision\/Web-Cluster-\w+\/Web-Service-\w+\/\d{19}$/);
    const answer = await client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn, `${arn}0`] }));
    expect(answer.serviceRevisions?.[0]?.monitoring).toEqual({
      metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }],
    });
    expect(answer.failures).toEqual([{ arn: `${arn}0`, reason: 'MISSING' }]);
  });

  test('task definitions and clusters are described', async () => {
    const { taskDefinition } = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'web' }));
    expect(taskDefinition).toMatchObject({ family: 'web', revision: 1, cpu: '256' });
    const { clusters } = await client.send(new DescribeClustersCommand({ clusters: [service.clusterArn] }));
    expect(clusters?.[0]?.clusterArn).toBe(service.clusterArn);
    await expect(client.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'none' }))).rejects.toMatchObject({
      name: 'ClientException',
    });
  });

  test('errors come in the words of ECS', async () => {
    aws.fail({ service: 'ecs', times: 1, error: 'AccessDenied' });
    await expect(describeServices(['a'])).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('not authorized to perform: ecs:DescribeServices'),
    });
    aws.fail({ service: 'ecs', times: 1, error: 'Throttling' });
    await expect(describeServices(['a'])).rejects.toMatchObject({ name: 'ThrottlingException' });
    aws.fail({ service: 'ecs', times: 1, error: 'ServerError' });
    await expect(describeServices(['a'])).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    aws.fail({ service: 'ecs', times: 1, error: { code: 'ClientException', message: 'no' } });
    await expect(describeServices(['a'])).rejects.toMatchObject({ name: 'ClientException', message: 'no' });
    aws.fail({ match: (call) => call.input.services.includes('a'), error: 'garbage' });
    await expect(describeServices(['a'])).rejects.toThrow();
    await expect(describeServices(['b'])).resolves.toMatchObject({ services: [] });
  });
});
