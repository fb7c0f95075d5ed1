import { type FreeJson, type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const TARGETS = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/';
const DECLARED = {
  TaskDefinition: { Ref: 'Task' },
  LaunchType: 'FARGATE',
  PlatformVersion: '1.4.0',
  LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: `${TARGETS}blue/1` }],
  ServiceRegistries: [{ RegistryArn: 'arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-1' }],
  PlacementStrategies: [{ Type: 'spread', Field: 'instanceId' }],
  HealthCheckGracePeriodSeconds: 30,
  EnableECSManagedTags: true,
  EnableExecuteCommand: true,
  PropagateTags: 'SERVICE',
  Tags: [{ Key: 'team', Value: 'web' }],
};

const controlled = (type: string) => webTemplate({ ...DECLARED, DeploymentController: { Type: type } });
const run = (template: object): Promise<ReportedRun> => check(['--app', writeAssembly({ Web: { template } })], { aws });
const live = () => aws.service('Web', 'Web').live;

type Change = [path: string, change: (service: FreeJson) => void];

/** What belongs to the service itself whoever deploys it. */
const ITS_OWN: Change[] = [
  ['DesiredCount', (service) => (service.desiredCount = 9)],
  [
    'DeploymentConfiguration.MinimumHealthyPercent',
    (service) => (service.deploymentConfiguration.minimumHealthyPercent = 1),
  ],
  [
    'PlacementStrategies[0].Field',
    (service) => (service.placementStrategy[0].field = 'attribute:ecs.availability-zone'),
  ],
  [
    'PlacementConstraints[distinctInstance]',
    (service) => (service.placementConstraints = [{ type: 'distinctInstance' }]),
  ],
  ['HealthCheckGracePeriodSeconds', (service) => (service.healthCheckGracePeriodSeconds = 60)],
  ['EnableECSManagedTags', (service) => (service.enableECSManagedTags = false)],
  ['EnableExecuteCommand', (service) => (service.enableExecuteCommand = false)],
  ['PropagateTags', (service) => (service.propagateTags = 'NONE')],
  ['Tags[team]', (service) => (service.tags[0].value = 'other')],
];

/** What a deployment tool brings with its task sets. */
const OF_TASK_SETS: Change[] = [
  ['TaskDefinition', (service) => (service.taskDefinition = service.taskDefinition.replace('web:1', 'other:7'))],
  ['LaunchType', (service) => (service.launchType = 'EC2')],
  ['PlatformVersion', (service) => (service.platformVersion = '1.3.0')],
  [
    'NetworkConfiguration.AwsvpcConfiguration.Subnets[subnet-9]',
    (service) => service.networkConfiguration.awsvpcConfiguration.subnets.push('subnet-9'),
  ],
  [
    'LoadBalancers[web:80].TargetGroupArn',
    (service) => (service.loadBalancers[0].targetGroupArn = `${TARGETS}green/2`),
  ],
  ['ServiceRegistries[arn:aws:x]', (service) => service.serviceRegistries.push({ registryArn: 'arn:aws:x' })],
];

describe.each(['EXTERNAL', 'CODE_DEPLOY'])('a service under %s', (type) => {
  beforeEach(() => aws.deploy({ stackName: 'Web', template: controlled(type) }));

  test('that nobody touched is silent', async () => {
    expect(serviceIn(await run(controlled(type)), 'Web')).toMatchObject({
      status: 'IN_SYNC',
      differences: [],
      unresolved: [],
      notes: [],
    });
  });

  test.each(ITS_OWN)('that was changed at %s has drifted', async (path, change) => {
    change(live());
    const found = serviceIn(await run(controlled(type)), 'Web');
    expect(found).toMatchObject({ status: 'DRIFTED', differences: [{ path }], unresolved: [] });
  });

  test.each(OF_TASK_SETS)('whose task sets brought another %s is in sync', async (path, change) => {
    change(live());
    const found = serviceIn(await run(controlled(type)), 'Web');
    expect(found).toMatchObject({ status: 'IN_SYNC', differences: [], unresolved: [] });
    expect(found.notes).toMatchObject([{ kind: 'managed', path }]);
  });

  test('whose controller was changed has drifted, and is compared as the live one wants it', async () => {
    live().deploymentController = { type: 'ECS' };
    live().launchType = 'EC2';
    expect(linesOf(serviceIn(await run(controlled(type)), 'Web'))).toEqual([
      'drift NOT_EQUAL DeploymentController.Type (kept)',
      'drift NOT_EQUAL LaunchType (kept)',
    ]);
  });

  test('an answer that does not speak of the controller means the one of ECS', async () => {
    delete live().deploymentController;
    expect(linesOf(serviceIn(await run(controlled(type)), 'Web'))).toEqual([
      'drift NOT_EQUAL DeploymentController.Type (kept)',
    ]);
  });

  test('a change of the code is pending for what task sets own too', async () => {
    const template = webTemplate({ ...DECLARED, DeploymentController: { Type: type }, PlatformVersion: '1.3.0' });
    expect(linesOf(serviceIn(await run(template), 'Web'))).toEqual(['pending NOT_EQUAL PlatformVersion']);
  });
});

describe('a service under ECS', () => {
  beforeEach(() => aws.deploy({ stackName: 'Web', template: controlled('ECS') }));

  test.each(OF_TASK_SETS.slice(1))('that was changed at %s has drifted', async (path, change) => {
    change(live());
    expect(serviceIn(await run(controlled('ECS')), 'Web').differences).toMatchObject([{ path, cause: 'drift' }]);
  });

  test.each(['EXTERNAL', 'CODE_DEPLOY'])(
    'that came under %s has drifted there, and nowhere in its task sets',
    async (type) => {
      live().deploymentController = { type };
      for (const [, change] of OF_TASK_SETS) change(live());
      const found = serviceIn(await run(controlled('ECS')), 'Web');
      expect(linesOf(found)).toEqual(['drift NOT_EQUAL DeploymentController.Type (kept)']);
      expect(found.notes.map(({ path }) => path).sort()).toEqual(OF_TASK_SETS.map(([path]) => path).sort());
    },
  );
});

describe('load balancers', () => {
  const others: Change[] = [
    ['LoadBalancers[web:81]', ({ loadBalancers }) => (loadBalancers[0].containerPort = 81)],
    ['LoadBalancers[other:80]', ({ loadBalancers }) => (loadBalancers[0].containerName = 'other')],
    ['LoadBalancers[web:90]', ({ loadBalancers }) => loadBalancers.push({ ...loadBalancers[0], containerPort: 90 })],
  ];

  test.each(others)('CodeDeploy keeps container and port: %s', async (path, change) => {
    aws.deploy({ stackName: 'Web', template: controlled('CODE_DEPLOY') });
    change(live());
    const { differences } = serviceIn(await run(controlled('CODE_DEPLOY')), 'Web');
    expect(differences.map((difference) => difference.path)).toContain(path);
  });

  test.each(others)('task sets of an external controller bring theirs: %s', async (_, change) => {
    aws.deploy({ stackName: 'Web', template: controlled('EXTERNAL') });
    change(live());
    expect(serviceIn(await run(controlled('EXTERNAL')), 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
  });
});
