import fc from 'fast-check';
import type { JsonObject } from '../../../lib/model/json';

/** A service as a template declares it, with the resources that it needs. */
export interface ServicePlan {
  readonly kind: Kind;
  readonly properties: JsonObject;
  /** By logical ids that begin with the service's. */
  readonly resources: JsonObject;
  /** Autoscaling keeps the count between them. */
  readonly band?: { readonly min: number; readonly max: number };
  /** The task definition is a resource of the template. */
  readonly ownTask: boolean;
}

const KINDS = ['fargate', 'providers', 'instances', 'daemon', 'blue-green', 'code-deploy', 'external'] as const;
type Kind = (typeof KINDS)[number];

/** With its other controllers, ECS leaves deployments to others. */
export function isDeployedByEcs(kind: Kind): boolean {
  return kind !== 'code-deploy' && kind !== 'external';
}

type Parts = { readonly [name: string]: fc.Arbitrary<JsonObject> };

const number = (min: number, max: number) => fc.integer({ min, max });
const sometimes = (properties: fc.Arbitrary<JsonObject> | JsonObject) =>
  fc.option(
    'generate' in properties ? (properties as fc.Arbitrary<JsonObject>) : fc.constant(properties as JsonObject),
    {
      nil: {} as JsonObject,
    },
  );

const percents = fc.record(
  { MaximumPercent: number(101, 200), MinimumHealthyPercent: number(0, 100) },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

const breaker = fc
  .record(
    {
      Enable: fc.boolean(),
      Rollback: fc.boolean(),
      ResetOnHealthyTask: fc.boolean(),
      ThresholdConfiguration: fc.constant({ Type: 'COUNT', Value: 5 }),
    },
    { requiredKeys: ['Enable', 'Rollback'] },
  )
  .map((DeploymentCircuitBreaker) => ({ DeploymentCircuitBreaker }) as JsonObject);

const alarms = fc.constantFrom<JsonObject>(
  { Alarms: { AlarmNames: [], Enable: false, Rollback: false } },
  { Alarms: { AlarmNames: ['errors', 'latency'], Enable: true, Rollback: true } },
);

const settings: Parts = {
  EnableExecuteCommand: sometimes(fc.boolean().map((EnableExecuteCommand) => ({ EnableExecuteCommand }))),
  EnableECSManagedTags: sometimes(fc.boolean().map((EnableECSManagedTags) => ({ EnableECSManagedTags }))),
  PropagateTags: sometimes(
    fc.constantFrom('NONE', 'SERVICE', 'TASK_DEFINITION').map((PropagateTags) => ({ PropagateTags })),
  ),
  Tags: sometimes({
    Tags: [
      { Key: 'team', Value: 'shop' },
      { Key: 'stage', Value: 'prod' },
    ],
  }),
};

const empties: Parts = {
  PlacementConstraints: sometimes({ PlacementConstraints: [] }),
  ServiceRegistries: sometimes({ ServiceRegistries: [] }),
};

const network = fc
  .record(
    {
      Subnets: fc.constantFrom<string[]>(['subnet-0a'], ['subnet-0a', 'subnet-0b', 'subnet-0c']),
      SecurityGroups: fc.constantFrom<string[]>(['sg-0a'], ['sg-0a', 'sg-0b']),
      AssignPublicIp: fc.constantFrom<string>('ENABLED', 'DISABLED'),
    },
    { requiredKeys: ['Subnets'] },
  )
  .map((vpc) => ({ NetworkConfiguration: { AwsvpcConfiguration: vpc as JsonObject } }) as JsonObject);

const rebalancing = sometimes(
  fc.constantFrom('ENABLED', 'DISABLED').map((AvailabilityZoneRebalancing) => ({ AvailabilityZoneRebalancing })),
);
const platform = sometimes(fc.constantFrom('LATEST', '1.4.0').map((PlatformVersion) => ({ PlatformVersion })));
const grace = fc.constantFrom<JsonObject>(
  {},
  { HealthCheckGracePeriodSeconds: 0 },
  { HealthCheckGracePeriodSeconds: 60 },
);

const connect = fc.constantFrom<JsonObject>(
  {},
  { ServiceConnectConfiguration: { Enabled: false } },
  { ServiceConnectConfiguration: { Enabled: true, Namespace: 'internal' } },
  {
    ServiceConnectConfiguration: {
      Enabled: true,
      Namespace: 'internal',
      LogConfiguration: { LogDriver: 'awslogs' },
      Services: [
        { PortName: 'http', ClientAliases: [{ Port: 80 }] },
        { PortName: 'grpc', DiscoveryName: 'rpc' },
      ],
    },
  },
);

const volumes = sometimes({
  VolumeConfigurations: [
    { Name: 'data', ManagedEBSVolume: { RoleArn: 'arn:aws:iam::111111111111:role/ebs', SizeInGiB: 20 } },
  ],
});

const hooks = sometimes({
  LifecycleHooks: [
    {
      HookTargetArn: 'arn:aws:lambda:eu-west-1:111111111111:function:smoke',
      RoleArn: 'arn:aws:iam::111111111111:role/hook',
      LifecycleStages: ['POST_SCALE_UP', 'TEST_TRAFFIC_SHIFT'],
    },
  ],
});

const FARGATE: Parts = { ...settings, ...empties, network, rebalancing, platform, connect, volumes };

/** Without what is declared in the deployment configuration, and what refers to other resources. */
const PARTS: Record<Kind, Parts> = {
  fargate: { ...FARGATE, launch: fc.constant({ LaunchType: 'FARGATE' }) },
  providers: {
    ...FARGATE,
    strategy: fc.constantFrom<JsonObject>(
      { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }] },
      {
        CapacityProviderStrategy: [
          { CapacityProvider: 'FARGATE_SPOT', Weight: 4 },
          { CapacityProvider: 'FARGATE', Base: 1, Weight: 1 },
        ],
      },
    ),
  },
  instances: {
    ...settings,
    launch: fc.constant({ LaunchType: 'EC2' }),
    rebalancing,
    constraints: fc.constantFrom<JsonObject>(
      {},
      { PlacementConstraints: [] },
      { PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:rack == a' }] },
    ),
    strategies: fc.constantFrom<JsonObject>(
      {},
      { PlacementStrategies: [] },
      {
        PlacementStrategies: [
          { Type: 'spread', Field: 'host' },
          { Type: 'binpack', Field: 'cpu' },
        ],
      },
    ),
  },
  daemon: { ...settings, launch: fc.constant({ LaunchType: 'EC2', SchedulingStrategy: 'DAEMON' }) },
  'blue-green': { ...FARGATE, launch: fc.constant({ LaunchType: 'FARGATE' }), grace },
  'code-deploy': {
    ...settings,
    network,
    platform,
    grace,
    launch: fc.constant({ LaunchType: 'FARGATE', DeploymentController: { Type: 'CODE_DEPLOY' } }),
  },
  external: { ...settings, grace, launch: fc.constant({ DeploymentController: { Type: 'EXTERNAL' } }) },
};

const STRATEGIES: readonly JsonObject[] = [
  { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 5 },
  { Strategy: 'LINEAR', BakeTimeInMinutes: 5, LinearConfiguration: { StepPercent: 20 } },
  { Strategy: 'CANARY', BakeTimeInMinutes: 5, CanaryConfiguration: {} },
];

/** What its deployment configuration says; nothing at all is the most common. */
function deployments(kind: Kind): fc.Arbitrary<JsonObject> {
  const parts: fc.Arbitrary<JsonObject>[] = [percents];
  if (isDeployedByEcs(kind)) parts.push(sometimes(breaker), sometimes(alarms));
  if (kind === 'blue-green') parts.push(fc.constantFrom(...STRATEGIES), hooks);
  return fc.tuple(...parts).map((all): JsonObject => {
    const DeploymentConfiguration = Object.assign({}, ...all) as JsonObject;
    return Object.keys(DeploymentConfiguration).length === 0 ? {} : { DeploymentConfiguration };
  });
}

const TARGET_GROUP = { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80, Protocol: 'HTTP' } };
const LISTENER_RULE =
  'arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener-rule/app/shop/0123456789abcdef/0123456789abcdef/0a';

/** Any service that a template may declare, of the given logical id. */
export function servicePlans(id: string): fc.Arbitrary<ServicePlan> {
  return fc.constantFrom(...KINDS).chain((kind) =>
    fc
      .record({
        deployment: deployments(kind),
        parts: fc.tuple(...Object.values(PARTS[kind])),
        count: fc.constantFrom('left out', 'declared', 'scaled'),
        ownTask: fc.boolean(),
        controller: sometimes({ DeploymentController: { Type: 'ECS' } }),
      })
      .map(({ deployment, parts, count, ownTask, controller }) => {
        const task = ownTask ? { Ref: `${id}Task` } : 'shop-web:7';
        const plan: ServicePlan = {
          kind,
          ownTask: ownTask && kind !== 'external',
          resources: {},
          properties: Object.assign(
            { Cluster: 'shop', ServiceName: id.toLowerCase() },
            kind === 'external' ? {} : { TaskDefinition: task },
            isDeployedByEcs(kind) ? controller : {},
            deployment,
            ...parts,
          ) as JsonObject,
        };
        return withCount(id, count, withBalancers(id, withTask(id, plan)));
      }),
  );
}

function withTask(id: string, plan: ServicePlan): ServicePlan {
  if (!plan.ownTask) return plan;
  const Properties = { Family: `${id}-web`, ContainerDefinitions: [{ Name: 'web', Image: 'shop/web:1' }] };
  return more(plan, {}, { [`${id}Task`]: { Type: 'AWS::ECS::TaskDefinition', Properties } });
}

function withBalancers(id: string, plan: ServicePlan): ServicePlan {
  if (plan.kind !== 'blue-green' && plan.kind !== 'code-deploy') return plan;
  const [blue, green] = [`${id}Blue`, `${id}Green`];
  const balancer: JsonObject = { ContainerName: 'web', ContainerPort: 80, TargetGroupArn: { Ref: blue } };
  if (plan.kind === 'blue-green') {
    balancer.AdvancedConfiguration = {
      AlternateTargetGroupArn: { Ref: green },
      ProductionListenerRule: LISTENER_RULE,
      RoleArn: 'arn:aws:iam::111111111111:role/shift',
    };
  }
  const group = {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    Properties: {
      ApplicationName: 'shop',
      ECSServices: [{ ClusterName: 'shop', ServiceName: id.toLowerCase() }],
      LoadBalancerInfo: {
        TargetGroupPairInfoList: [
          { TargetGroups: [blue, green].map((name) => ({ Name: { 'Fn::GetAtt': [name, 'TargetGroupName'] } })) },
        ],
      },
    },
  };
  return more(
    plan,
    { LoadBalancers: [balancer] },
    { [blue]: TARGET_GROUP, [green]: TARGET_GROUP, ...(plan.kind === 'code-deploy' && { [`${id}Group`]: group }) },
  );
}

function withCount(id: string, count: string, plan: ServicePlan): ServicePlan {
  if (plan.kind === 'daemon' || count === 'left out') return plan;
  if (count === 'declared') return more(plan, { DesiredCount: 3 }, {});
  const Properties = {
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: { 'Fn::Join': ['/', ['service', 'shop', { 'Fn::GetAtt': [id, 'Name'] }]] },
    MinCapacity: 2,
    MaxCapacity: 10,
  };
  const target = { [`${id}Target`]: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties } };
  return { ...more(plan, { DesiredCount: 3 }, target), band: { min: 2, max: 10 } };
}

function more(plan: ServicePlan, properties: JsonObject, resources: JsonObject): ServicePlan {
  return {
    ...plan,
    properties: { ...plan.properties, ...properties },
    resources: { ...plan.resources, ...resources },
  };
}
