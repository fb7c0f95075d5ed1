import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { sdkConfig } from './sdk-config';

const CONTAINER = {
  Name: 'web',
  Image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/web:1',
  Cpu: '128',
  Memory: '256',
  PortMappings: [{ ContainerPort: '80' }, { ContainerPort: 53, Protocol: 'udp', Name: 'dns' }],
  Environment: [
    { Name: 'B', Value: 'b' },
    { Name: 'A', Value: 1 },
  ],
  DockerLabels: { 'Com.Example': 'x' },
  LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'g' } },
  HealthCheck: { Command: ['CMD', 'true'], Retries: '5' },
};

const PROPERTIES = {
  Family: 'web',
  Cpu: '1 vCPU',
  Memory: '2GB',
  NetworkMode: 'awsvpc',
  RequiresCompatibilities: ['FARGATE'],
  ContainerDefinitions: [CONTAINER, { Name: 'side', Image: 'busybox', Essential: 'false' }],
  Volumes: [
    { Name: 'scratch' },
    { Name: 'files', EFSVolumeConfiguration: { FilesystemId: 'fs-1', AuthorizationConfig: { IAM: 'ENABLED' } } },
  ],
  Tags: [{ Key: 'team', Value: 'a' }],
};

describe('task definitions', () => {
  let aws: LoopbackAws;
  let client: ECSClient;

  beforeEach(async () => {
    aws = await startLoopbackAws();
    client = new ECSClient(sdkConfig(aws));
  });
  afterEach(() => aws.close());

  const deploy = (properties: object, more: object = {}) =>
    aws.deploy({
      stackName: 'Web',
      template: {
        Resources: {
          Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ...PROPERTIES, ...properties }, ...more },
          Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Task' } } },
        },
      },
    });
  const describe = async (taskDefinition: string) =>
    (await client.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition;

  test('come in the names of ECS with what it fills in', async () => {
    deploy({});
    const { taskDefinition, tags } = await client.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: 'web:1', include: ['TAGS'] }),
    );
    expect(tags).toEqual([{ key: 'team', value: 'a' }]);
    expect(taskDefinition).toMatchObject({
      taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:1',
      family: 'web',
      revision: 1,
      status: 'ACTIVE',
      cpu: '1024',
      memory: '2048',
      compatibilities: ['EC2', 'FARGATE'],
      requiresCompatibilities: ['FARGATE'],
      placementConstraints: [],
      registeredAt: expect.any(Date),
      volumes: [
        { name: 'scratch', host: {} },
        {
          name: 'files',
          efsVolumeConfiguration: {
            fileSystemId: 'fs-1',
            rootDirectory: '/',
            authorizationConfig: { iam: 'ENABLED' },
          },
        },
      ],
    });
    expect(taskDefinition?.requiresAttributes).toContainEqual({ name: 'ecs.capability.task-eni' });
    const [web, side] = taskDefinition?.containerDefinitions ?? [];
    expect(web).toMatchObject({
      cpu: 128,
      memory: 256,
      essential: true,
      portMappings: [
        { containerPort: 80, hostPort: 80, protocol: 'tcp' },
        { containerPort: 53, hostPort: 53, protocol: 'udp', name: 'dns' },
      ],
      dockerLabels: { 'Com.Example': 'x' },
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'g' } },
      healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 5 },
    });
    const byName = [...(web?.environment ?? [])].sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
    expect(byName).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: 'b' },
    ]);
    expect(side).toEqual({
      name: 'side',
      image: 'busybox',
      cpu: 0,
      essential: false,
      portMappings: [],
      environment: [],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    });
  });

  test('on the bridge network leave the port of the host open', async () => {
    deploy({ NetworkMode: 'bridge' });
    const found = await describe('web');
    expect(found?.compatibilities).toEqual(['EXTERNAL', 'EC2']);
    expect(found?.containerDefinitions?.[0]?.portMappings?.[0]?.hostPort).toBe(0);
  });

  test('that CloudFormation replaced stay readable as INACTIVE', async () => {
    deploy({});
    deploy({ Cpu: '512' });
    expect(await describe('web:1')).toMatchObject({
      status: 'INACTIVE',
      cpu: '1024',
      deregisteredAt: expect.any(Date),
    });
    expect(await describe('web')).toMatchObject({ revision: 2, status: 'ACTIVE', cpu: '512' });
    expect(aws.service('Web', 'Service').live.taskDefinition).toMatch(/:task-definition\/web:2$/);
  });

  test('that the template retains stay ACTIVE', async () => {
    deploy({});
    deploy({ Cpu: '512' }, { UpdateReplacePolicy: 'Retain' });
    expect(await describe('web:1')).toMatchObject({ status: 'ACTIVE' });
  });

  test('of which only tags changed keep their revision', async () => {
    deploy({});
    deploy({ Tags: [{ Key: 'team', Value: 'b' }] });
    expect(await describe('web')).toMatchObject({ revision: 1, status: 'ACTIVE' });
    expect(aws.taskDefinition('web').tags).toEqual([{ key: 'team', value: 'b' }]);
  });

  test('are registered by hand, whole or as a change of the newest', async () => {
    deploy({});
    const changed = aws.registerTaskDefinition('web', (newest) => {
      newest.containerDefinitions[1].image = 'busybox:2';
    });
    expect(changed).toBe('arn:aws:ecs:eu-west-1:111111111111:task-definition/web:2');
    const found = await describe(changed);
    expect(found).toMatchObject({ taskDefinitionArn: changed, revision: 2, status: 'ACTIVE', cpu: '1024' });
    expect(found?.containerDefinitions?.[1]?.image).toBe('busybox:2');
    expect((await describe('web:1'))?.containerDefinitions?.[1]?.image).toBe('busybox');
    const whole = aws.registerTaskDefinition('web', { containerDefinitions: [{ name: 'web', image: 'nginx' }] });
    expect(await describe(whole)).toMatchObject({
      revision: 3,
      containerDefinitions: [{ name: 'web', image: 'nginx', cpu: 0, essential: true }],
    });
    aws.taskDefinition(whole).status = 'INACTIVE';
    expect(await describe('web')).toMatchObject({ revision: 2 });
  });
});
