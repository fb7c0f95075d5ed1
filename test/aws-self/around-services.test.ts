import {
  ApplicationAutoScaling,
  type DescribeScalableTargetsCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { ECS } from '@aws-sdk/client-ecs';
import { ServiceDiscovery } from '@aws-sdk/client-servicediscovery';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { sdkConfig } from './sdk-config';

const BAND = { MinCapacity: 2, MaxCapacity: '10' };

function template(target: object | undefined = BAND, service: object = {}) {
  return {
    Resources: {
      Space: { Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: 'inner' } },
      Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ServiceConnectDefaults: { Namespace: 'inner' } } },
      Providers: {
        Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
        Properties: {
          Cluster: { Ref: 'Cluster' },
          CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
          DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: '1' }],
        },
      },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: 'web', ...service },
      },
      ...(target && {
        Target: {
          Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
          Properties: {
            ServiceNamespace: 'ecs',
            ScalableDimension: 'ecs:service:DesiredCount',
            ResourceId: { 'Fn::Sub': 'service/${Cluster}/${Service.Name}' },
            ScheduledActions: [
              {
                ScheduledActionName: 'night',
                Schedule: 'cron(0 20 * * ? *)',
                ScalableTargetAction: { MinCapacity: 0 },
              },
            ],
            ...target,
          },
        },
      }),
    },
  };
}

describe('what is around services', () => {
  let aws: LoopbackAws;
  let resourceId: string;

  const deploy = (...of: Parameters<typeof template>) => {
    const stack = aws.deploy({ stackName: 'Web', template: template(...of) });
    resourceId = aws.service('Web', 'Service').arn.replace(/^.*:/, '');
    return stack;
  };
  beforeEach(async () => {
    aws = await startLoopbackAws({ pageSize: 2 });
    deploy();
  });
  afterEach(() => aws.close());

  describe('scalable targets', () => {
    const describeTargets = (ResourceIds: string[], more: Partial<DescribeScalableTargetsCommandInput> = {}) =>
      new ApplicationAutoScaling(sdkConfig(aws)).describeScalableTargets({
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceIds,
        ...more,
      });

    test('come from the template', async () => {
      const { ScalableTargets } = await describeTargets([resourceId, 'service/c/none']);
      expect(ScalableTargets).toMatchObject([
        {
          ResourceId: resourceId,
          ServiceNamespace: 'ecs',
          ScalableDimension: 'ecs:service:DesiredCount',
          MinCapacity: 2,
          MaxCapacity: 10,
          CreationTime: expect.any(Date),
          SuspendedState: { DynamicScalingInSuspended: false },
          ScalableTargetARN: expect.stringMatching(/^arn:aws:application-autoscaling:eu-west-1:111111111111:scalable-/),
        },
      ]);
      const { ScheduledActions } = await new ApplicationAutoScaling(sdkConfig(aws)).describeScheduledActions({
        ServiceNamespace: 'ecs',
        ResourceId: resourceId,
      });
      expect(ScheduledActions).toMatchObject([
        { ScheduledActionName: 'night', ResourceId: resourceId, ScalableTargetAction: { MinCapacity: 0 } },
      ]);
    });

    test('are made and changed by hand, and come page by page', async () => {
      aws.registerScalableTarget('service/c/by-hand', { MinCapacity: 1, MaxCapacity: 4 });
      aws.registerScalableTarget('service/c/another', { MaxCapacity: 3 });
      aws.scalableTarget('service/c/by-hand').live.MaxCapacity = 5;
      const all = ['service/c/by-hand', 'service/c/another', resourceId];
      const first = await describeTargets(all);
      const second = await describeTargets(all, { NextToken: first.NextToken });
      const found = [...(first.ScalableTargets ?? []), ...(second.ScalableTargets ?? [])];
      expect(first.ScalableTargets).toHaveLength(2);
      expect(Object.fromEntries(found.map((one) => [one.ResourceId, [one.MinCapacity, one.MaxCapacity]]))).toEqual({
        'service/c/by-hand': [1, 5],
        'service/c/another': [1, 3],
        [resourceId]: [2, 10],
      });
      aws.scalableTarget('service/c/another').deregister();
      expect((await describeTargets(['service/c/another'])).ScalableTargets).toEqual([]);
      expect(() => aws.scalableTarget('service/c/another')).toThrow(/no scalable target/);
    });

    test('keep a change by hand through a deploy that does not touch them, and go with the template', () => {
      const band = aws.scalableTarget(resourceId).live;
      band.MaxCapacity = 20;
      deploy(BAND, { DesiredCount: 3 });
      expect(band.MaxCapacity).toBe(20);
      deploy({ ...BAND, MinCapacity: 4 });
      expect(band).toMatchObject({ MinCapacity: 4, MaxCapacity: 10 });
      aws.deploy({ stackName: 'Web', template: template({ ...BAND, ScalableDimension: 'other' }) });
      expect(() => aws.scalableTarget(resourceId)).toThrow();
    });

    test('move the count without a deployment', () => {
      const service = aws.service('Web', 'Service');
      const { id } = service.primary ?? {};
      aws.scalableTarget(resourceId).scaleTo(7);
      expect(service.live).toMatchObject({ desiredCount: 7, runningCount: 7 });
      expect(service.primary).toMatchObject({ id, desiredCount: 7 });
    });

    test('refuse what Application Auto Scaling refuses', async () => {
      const many = Array.from({ length: 51 }, (_, index) => `service/c/${index}`);
      await expect(describeTargets(many)).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(describeTargets([], { ResourceIds: undefined })).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });
  });

  test('clusters have their default strategy and their namespace as an ARN', async () => {
    const { clusterArn } = aws.service('Web', 'Service');
    const { clusters, failures } = await new ECS(sdkConfig(aws)).describeClusters({
      clusters: [clusterArn, 'none', clusterArn.replace('111111111111', '222222222222')],
    });
    expect(clusters).toMatchObject([
      {
        clusterArn,
        status: 'ACTIVE',
        capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }],
        serviceConnectDefaults: { namespace: expect.stringMatching(/:namespace\/ns-/) },
      },
    ]);
    expect(failures?.map(({ reason }) => reason)).toEqual(['MISSING', 'MISSING']);
    expect(aws.service('Web', 'Service').live.capacityProviderStrategy).toMatchObject([
      { capacityProvider: 'FARGATE_SPOT' },
    ]);
  });

  test('namespaces have names; one that another account shares is known by its ARN alone', async () => {
    const client = new ServiceDiscovery(sdkConfig(aws));
    const nameOf = async (Id: string) => (await client.getNamespace({ Id })).Namespace?.Name;
    const arn = String(aws.cluster(aws.service('Web', 'Service').clusterArn).serviceConnectDefaults.namespace);
    expect(await nameOf(arn.replace(/^.*\//, ''))).toBe('inner');
    expect(await nameOf(arn)).toBe('inner');
    const shared = aws.setNamespace('shared', { owner: '222222222222' });
    expect(shared).toContain(':222222222222:');
    expect(await nameOf(shared)).toBe('shared');
    for (const id of ['ns-none', shared.replace(/^.*\//, '')]) {
      await expect(nameOf(id)).rejects.toMatchObject({ name: 'NamespaceNotFound' });
    }
  });

  test('the services of a cluster come page by page', async () => {
    const client = new ECS(sdkConfig(aws));
    const { clusterArn, arn } = aws.service('Web', 'Service');
    expect(await client.listServices({ cluster: clusterArn })).toMatchObject({ serviceArns: [arn] });
    await expect(client.listServices({ cluster: 'none' })).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
  });

  test('the stack of a resource is found by its physical id', async () => {
    const client = new CloudFormation(sdkConfig(aws));
    const { arn } = aws.service('Web', 'Service');
    const { StackResources } = await client.describeStackResources({ PhysicalResourceId: arn });
    expect(StackResources).toContainEqual(
      expect.objectContaining({ StackId: aws.stack('Web').stackId, PhysicalResourceId: arn }),
    );
    await expect(client.describeStackResources({ PhysicalResourceId: 'none' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack for none does not exist',
    });
    await expect(client.describeStackResources({})).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
