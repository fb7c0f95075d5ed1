import { type FreeJson, type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

type Properties = Record<string, unknown>;

const TARGETS = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/';
const REGISTRY = 'arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-1';
const WHOLE = {
  ExternalId: 'mine',
  LaunchType: 'FARGATE',
  PlatformVersion: '1.4.0',
  NetworkConfiguration: { AwsVpcConfiguration: { Subnets: ['subnet-1', 'subnet-2'], SecurityGroups: ['sg-1'] } },
  LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: `${TARGETS}blue/1` }],
  ServiceRegistries: [{ RegistryArn: REGISTRY, ContainerName: 'web', ContainerPort: 80 }],
  Scale: { Unit: 'PERCENT', Value: 100 },
  Tags: [{ Key: 'team', Value: 'web' }],
};

const taskSet = (properties: Properties = {}) => ({
  Type: 'AWS::ECS::TaskSet',
  Properties: {
    Cluster: { Ref: 'Cluster' },
    Service: { Ref: 'Service' },
    TaskDefinition: { Ref: 'Task' },
    ...properties,
  },
});

const primary = {
  Type: 'AWS::ECS::PrimaryTaskSet',
  Properties: {
    Cluster: { Ref: 'Cluster' },
    Service: { Ref: 'Service' },
    TaskSetId: { 'Fn::GetAtt': ['Blue', 'Id'] },
  },
};

/** A service that its task sets run, `Blue` being the primary one. */
const external = (blue: Properties = {}, more: object = {}, service: Properties = {}) => ({
  Resources: {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'web' }] } },
    Service: {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: { Ref: 'Cluster' },
        DeploymentController: { Type: 'EXTERNAL' },
        DesiredCount: 4,
        ...service,
      },
    },
    Blue: taskSet(blue),
    Primary: primary,
    ...more,
  },
});

const run = (template: object, tags?: Record<string, string>): Promise<ReportedRun> =>
  check(['--app', writeAssembly({ Web: { template, tags } })], { aws });
const live = () => aws.service('Web', 'Service').live;
const blue = (): FreeJson => live().taskSets[0];
const idOf = (logicalId: string) => aws.stack('Web').resources.find((one) => one.logicalId === logicalId) as FreeJson;
const SILENT = { status: 'IN_SYNC', differences: [], unresolved: [], notes: [], ignored: [] };

describe('a task set that nobody touched', () => {
  const templates: [string, object][] = [
    ['with nothing but what has to be', external()],
    ['with everything', external(WHOLE)],
    ['on the latest platform', external({ LaunchType: 'FARGATE', PlatformVersion: 'LATEST' })],
    ['on no declared platform', external({ LaunchType: 'FARGATE' })],
    ['on a strategy', external({ CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 2 }] })],
    ['with the bare family', external({ TaskDefinition: 'web' })],
    ['that names the service by its name', external({ Service: { 'Fn::GetAtt': ['Service', 'Name'] } })],
    ['that names the cluster by its ARN', external({ Cluster: { 'Fn::GetAtt': ['Cluster', 'Arn'] } })],
    [
      'with the name of its network that services have',
      external({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-2', 'subnet-1'] } } }),
    ],
    ['beside another', external(WHOLE, { Green: taskSet({ Scale: { Value: 20, Unit: 'PERCENT' } }) })],
  ];
  const styles = [{ style: 'recent' }, { style: 'old' }, { style: 'old', shortServiceArns: true }] as const;

  test.each(templates.flatMap(([name, template]) => styles.map((how) => [name, how, template] as const)))(
    '%s, %j, is silent',
    async (_, how, template) => {
      aws.deploy({ stackName: 'Web', template, tags: { stage: 'test' }, ...how });
      const result = await run(template, { stage: 'test' });
      for (const service of result.report.services) expect({ ...service, notes: [] }).toMatchObject(SILENT);
      expect(serviceIn(result, 'Blue')).toMatchObject({
        resourceType: 'AWS::ECS::TaskSet',
        serviceArn: live().serviceArn,
        clusterArn: live().clusterArn,
        serviceName: live().serviceName,
        notes: [],
      });
      expect(result.code).toBe(0);
      expect(aws.calls.filter(({ operation }) => operation === 'DescribeServices')).toHaveLength(1);
    },
  );

  test('is silent with its subnets in another order', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    blue().networkConfiguration.awsvpcConfiguration.subnets.reverse();
    expect(serviceIn(await run(external(WHOLE)), 'Blue')).toMatchObject(SILENT);
  });

  test('is silent whichever of two is the primary one', async () => {
    const template = external(WHOLE, { Green: taskSet(WHOLE) });
    aws.deploy({ stackName: 'Web', template });
    const [one, other] = live().taskSets;
    [one.status, other.status] = ['ACTIVE', 'PRIMARY'];
    const result = await run(template);
    for (const name of ['Blue', 'Green']) expect(serviceIn(result, name)).toMatchObject(SILENT);
  });

  test.each<[string, (id: string, arn: string) => string]>([
    ['the id alone', (id) => id],
    ['its ARN', (_, arn) => arn],
    ['the service by its ARN', (id) => `${live().clusterArn}|${live().serviceArn}|${id}`],
    ['the cluster by its name', (id) => `${live().clusterArn.split('/')[1]}|${live().serviceName}|${id}`],
  ])('is found by a physical id with %s', async (_, physicalId) => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    idOf('Blue').physicalId = physicalId(blue().id, blue().taskSetArn);
    const result = await run(external(WHOLE));
    expect(serviceIn(result, 'Blue')).toMatchObject({ ...SILENT, serviceArn: live().serviceArn });
  });
});

describe('a task set that was changed by hand', () => {
  test.each<[string, (set: FreeJson) => void]>([
    ['ExternalId', (set) => (set.externalId = 'yours')],
    ['LaunchType', (set) => (set.launchType = 'EC2')],
    ['PlatformVersion', (set) => (set.platformVersion = '1.3.0')],
    ['Scale.Value', (set) => (set.scale.value = 20)],
    ['Tags[team]', (set) => (set.tags[0].value = 'other')],
    ['Tags[new]', (set) => set.tags.push({ key: 'new', value: '1' })],
    ['LoadBalancers[web:80].TargetGroupArn', (set) => (set.loadBalancers[0].targetGroupArn = `${TARGETS}green/2`)],
    ['LoadBalancers[web:80]', (set) => (set.loadBalancers = [])],
    [`ServiceRegistries[${REGISTRY}].ContainerPort`, (set) => (set.serviceRegistries[0].containerPort = 81)],
    [
      'NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp',
      (set) => (set.networkConfiguration.awsvpcConfiguration.assignPublicIp = 'ENABLED'),
    ],
    [
      'NetworkConfiguration.AwsVpcConfiguration.SecurityGroups[sg-2]',
      (set) => set.networkConfiguration.awsvpcConfiguration.securityGroups.push('sg-2'),
    ],
    [
      'NetworkConfiguration.AwsVpcConfiguration.Subnets[subnet-3]',
      (set) => set.networkConfiguration.awsvpcConfiguration.subnets.push('subnet-3'),
    ],
  ])('%s', async (path, change) => {
    const template = external(WHOLE, { Green: taskSet(WHOLE) });
    aws.deploy({ stackName: 'Web', template });
    change(blue());
    const result = await run(template);
    expect(serviceIn(result, 'Blue')).toMatchObject({
      status: 'DRIFTED',
      differences: [{ path, cause: 'drift' }],
      unresolved: [],
    });
    expect(serviceIn(result, 'Green')).toMatchObject(SILENT);
    expect(serviceIn(result, 'Service').status).toBe('IN_SYNC');
    expect(result.code).toBe(1);
    expect(aws.calls.map(({ operation }) => operation)).not.toContain('ListServiceDeployments');
  });

  test('another revision is told by its content', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    blue().taskDefinition = aws.registerTaskDefinition('web', (newest) => {
      newest.containerDefinitions[0].image = 'other';
    });
    const result = await run(external(WHOLE));
    expect(linesOf(serviceIn(result, 'Blue'))).toEqual([
      'drift ADD TaskDefinition.ContainerDefinitions[web].Image (kept)',
    ]);
  });

  test('a tag of the stack that was taken off', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE), tags: { stage: 'test' } });
    blue().tags = blue().tags.filter(({ key }: FreeJson) => key !== 'stage');
    const result = await run(external(WHOLE), { stage: 'test' });
    expect(serviceIn(result, 'Blue').differences).toMatchObject([{ path: 'Tags[stage]', differenceType: 'REMOVE' }]);
  });

  test('an answer that leaves tags out leaves them unresolved', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    delete blue().tags;
    const unresolved = [{ path: 'Tags', side: 'live', reason: 'the answer of ECS does not say which tags it has' }];
    expect(serviceIn(await run(external(WHOLE)), 'Blue')).toMatchObject({ status: 'UNCHECKED', unresolved });
  });

  test('a change of the code is pending', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    const result = await run(external({ ...WHOLE, Scale: { Unit: 'PERCENT', Value: 50 } }));
    expect(linesOf(serviceIn(result, 'Blue'))).toEqual(['pending NOT_EQUAL Scale.Value']);
    expect(result.code).toBe(0);
  });

  test('only the chosen categories are compared', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    blue().scale.value = 20;
    blue().externalId = 'yours';
    idOf('Blue').physicalId = blue().id;
    const app = writeAssembly({ Web: { template: external(WHOLE) } });
    const result = await check(['--app', app, '--only', 'capacity'], { aws });
    expect(linesOf(serviceIn(result, 'Blue'))).toEqual(['drift NOT_EQUAL Scale.Value (kept)']);
  });
});

describe('a task set that is not there', () => {
  test('its service no longer has it', async () => {
    const template = external(WHOLE, { Green: taskSet(WHOLE) });
    aws.deploy({ stackName: 'Web', template });
    live().taskSets.shift();
    const result = await run(template);
    expect(serviceIn(result, 'Blue')).toMatchObject({
      status: 'DELETED',
      reason: expect.stringMatching(
        /^it was deleted outside CloudFormation: its service has no task set ecs-svc\/\d+$/,
      ),
      serviceArn: live().serviceArn,
      differences: [],
    });
    expect(serviceIn(result, 'Green')).toMatchObject(SILENT);
    expect(result.code).toBe(1);
  });

  test('an answer without any task sets says the same', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    delete live().taskSets;
    expect(serviceIn(await run(external(WHOLE)), 'Blue').status).toBe('DELETED');
  });

  test.each(['MISSING', 'INACTIVE'] as const)('its service is gone: %s', async (how) => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    aws.service('Web', 'Service').delete(how);
    const result = await run(external(WHOLE));
    for (const name of ['Service', 'Blue']) expect(serviceIn(result, name).status).toBe('DELETED');
    expect(serviceIn(result, 'Blue').reason).toMatch(/^its service is gone: /);
  });

  test('it is being stopped', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    blue().status = 'DRAINING';
    const result = await run(external(WHOLE));
    expect(serviceIn(result, 'Blue')).toMatchObject({
      status: 'UNCHECKED',
      reason: expect.stringContaining('DRAINING'),
    });
    expect(result.code).toBe(2);
  });

  test('the answer cannot be told apart', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    delete blue().id;
    expect(serviceIn(await run(external(WHOLE)), 'Blue')).toMatchObject({
      status: 'UNCHECKED',
      reason: expect.stringContaining('cannot be told apart'),
    });
  });

  test('the services could not be read', async () => {
    aws.deploy({ stackName: 'Web', template: external(WHOLE) });
    const error = { code: 'AccessDeniedException', message: 'no' };
    aws.fail({ operation: 'DescribeServices', error });
    const result = await run(external(WHOLE));
    expect(serviceIn(result, 'Blue')).toMatchObject({
      status: 'UNCHECKED',
      reason: expect.stringContaining('ecs:DescribeServices'),
    });
    expect(result.code).toBe(2);
  });

  test('it is not deployed yet, alone or with its stack', async () => {
    expect(serviceIn(await run(external()), 'Blue').status).toBe('NOT_DEPLOYED');
    aws.deploy({ stackName: 'Web', template: external() });
    const result = await run(external({}, { Green: taskSet() }));
    expect(serviceIn(result, 'Green')).toMatchObject({
      resourceType: 'AWS::ECS::TaskSet',
      status: 'NOT_DEPLOYED',
      differences: [],
    });
    expect(serviceIn(result, 'Blue').status).toBe('IN_SYNC');
    expect(result.code).toBe(0);
  });

  test('the code no longer has it', async () => {
    aws.deploy({ stackName: 'Web', template: external({}, { Green: taskSet() }) });
    const notes = [{ kind: 'deleted-by-deploy' }];
    expect(serviceIn(await run(external()), 'Green')).toMatchObject({ ...SILENT, notes });
  });

  test('its physical id says nothing', async () => {
    aws.deploy({ stackName: 'Web', template: external() });
    idOf('Blue').physicalId = 'Web-Blue-1X2Y';
    expect(serviceIn(await run(external()), 'Blue')).toMatchObject({
      status: 'UNCHECKED',
      reason: expect.stringContaining('Web-Blue-1X2Y'),
    });
  });
});

describe('a stack of task sets alone', () => {
  const alone = (properties: Properties = {}) => ({
    Resources: {
      Set: {
        Type: 'AWS::ECS::TaskSet',
        Properties: {
          Cluster: 'outside',
          Service: 'base',
          TaskDefinition: 'outside:1',
          LaunchType: 'EC2',
          ...properties,
        },
      },
    },
  });
  const base = {
    Resources: {
      Base: plainService({ ServiceName: 'base', LaunchType: undefined, DeploymentController: { Type: 'EXTERNAL' } }),
    },
  };

  test('is selected, and compared with a service of another stack', async () => {
    aws.deploy({ stackName: 'Base', template: base });
    aws.deploy({ stackName: 'Web', template: alone() });
    expect((await run(alone())).report.services).toMatchObject([{ ...SILENT, logicalId: 'Set', serviceName: 'base' }]);
    aws.service('Base', 'Base').live.taskSets[0].scale.value = 1;
    expect(linesOf(serviceIn(await run(alone()), 'Set'))).toEqual(['drift NOT_EQUAL undeclared Scale.Value (kept)']);
  });

  test('is vetted before anything is read', async () => {
    const template = alone({ Scale: { Value: 'half', Unit: 'PERCENT' }, LoadBalancers: {} });
    await expect(run(template)).rejects.toThrow(
      /resource Set, property Scale\.Value: .*resource Set, property LoadBal/s,
    );
    expect(aws.calls).toEqual([]);
  });
});
