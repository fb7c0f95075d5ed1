import type { JsonObject } from '../../lib/model/json';

const ECS = 'arn:aws:ecs:eu-west-1:111111111111';
const ELB = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111';
const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
const group = (name: string) => `${ELB}:targetgroup/${name}/0123456789abcdef`;
const rule = (name: string) => `${ELB}:listener-rule/app/web/0123456789abcdef/0123456789abcdef/${name}`;

const hook: JsonObject = {
  TargetType: 'AWS_LAMBDA',
  HookTargetArn: 'arn:aws:lambda:eu-west-1:111111111111:function:smoke:live',
  RoleArn: role('hook'),
  LifecycleStages: ['POST_SCALE_UP', 'TEST_TRAFFIC_SHIFT'],
  HookDetails: { url: 'https://example.com', Retries: [3, 1], nested: { Key: true } },
  TimeoutConfiguration: { TimeoutInMinutes: 30, Action: 'CONTINUE' },
};

const pause: JsonObject = {
  TargetType: 'PAUSE',
  LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
  TimeoutConfiguration: { TimeoutInMinutes: 60, Action: 'CONTINUE' },
};

const linear: JsonObject = {
  MaximumPercent: 150,
  MinimumHealthyPercent: 50,
  Strategy: 'LINEAR',
  BakeTimeInMinutes: 15,
  LinearConfiguration: { StepPercent: 25.5, StepBakeTimeInMinutes: 3 },
  DeploymentCircuitBreaker: {
    Enable: true,
    Rollback: true,
    ResetOnHealthyTask: false,
    ThresholdConfiguration: { Type: 'COUNT', Value: 7 },
  },
  Alarms: { AlarmNames: ['errors', 'latency'], Enable: true, Rollback: true },
  LifecycleHooks: [hook, pause],
};

const connect: JsonObject = {
  Enabled: true,
  Namespace: 'internal',
  LogConfiguration: {
    LogDriver: 'awslogs',
    Options: { 'awslogs-group': '/ecs/web', mode: 'non-blocking' },
    SecretOptions: [{ Name: 'token', ValueFrom: 'arn:aws:ssm:eu-west-1:111111111111:parameter/token' }],
  },
  AccessLogConfiguration: { Format: 'JSON', IncludeQueryParameters: 'ENABLED' },
  ContainerConfigurations: [{ LogLevel: 'debug' }],
  Services: [
    {
      PortName: 'http',
      DiscoveryName: 'web',
      IngressPortOverride: 15000,
      ClientAliases: [
        {
          Port: 8080,
          DnsName: 'web.internal',
          TestTrafficRules: { Header: { Name: 'x-test', Value: { Exact: 'yes' } } },
        },
      ],
      Timeout: { IdleTimeoutSeconds: 120, PerRequestTimeoutSeconds: 20 },
      Tls: {
        IssuerCertificateAuthority: {
          AwsPcaAuthorityArn: 'arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/0a',
        },
        KmsKey: 'arn:aws:kms:eu-west-1:111111111111:key/0b',
        RoleArn: role('tls'),
      },
    },
    { PortName: 'grpc', DiscoveryName: 'rpc', ClientAliases: [{ Port: 9090, DnsName: 'rpc.internal' }] },
  ],
};

const volume: JsonObject = {
  Name: 'data',
  ManagedEBSVolume: {
    Encrypted: true,
    FilesystemType: 'ext4',
    Iops: 3000,
    KmsKeyId: 'arn:aws:kms:eu-west-1:111111111111:key/0c',
    RoleArn: role('ebs'),
    SizeInGiB: 20,
    SnapshotId: 'snap-0a',
    Throughput: 125,
    VolumeInitializationRate: 100,
    VolumeType: 'gp3',
    TagSpecifications: [{ ResourceType: 'volume', PropagateTags: 'SERVICE', Tags: [{ Key: 'team', Value: 'data' }] }],
  },
};

const connector: JsonObject = {
  PortName: 'http',
  Filters: { AccessTypes: ['PRIVATE', 'PUBLIC'] },
  HealthCheck: {
    HealthCheckIntervalSeconds: 30,
    HealthCheckPath: '/ready',
    HealthCheckPort: 8080,
    HealthCheckProtocol: 'HTTP',
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 3,
    Matcher: { GrpcCode: '0-99', HttpCode: '200-299' },
  },
};

const onStrategy: JsonObject = {
  Cluster: `${ECS}:cluster/prod`,
  ServiceName: 'web',
  SchedulingStrategy: 'REPLICA',
  TaskDefinition: `${ECS}:task-definition/web:7`,
  DesiredCount: 3,
  CapacityProviderStrategy: [
    { CapacityProvider: 'FARGATE', Base: 1, Weight: 1 },
    { CapacityProvider: 'FARGATE_SPOT', Base: 2, Weight: 4 },
  ],
  PlatformVersion: '1.4.0',
  AvailabilityZoneRebalancing: 'ENABLED',
  DeploymentController: { Type: 'ECS' },
  DeploymentConfiguration: linear,
  NetworkConfiguration: {
    AwsvpcConfiguration: {
      AssignPublicIp: 'ENABLED',
      SecurityGroups: ['sg-0a', 'sg-0b'],
      Subnets: ['subnet-0a', 'subnet-0b', 'subnet-0c'],
    },
  },
  LoadBalancers: [
    {
      TargetGroupArn: group('blue'),
      ContainerName: 'web',
      ContainerPort: 80,
      AdvancedConfiguration: {
        AlternateTargetGroupArn: group('green'),
        ProductionListenerRule: rule('main'),
        TestListenerRule: rule('test'),
        RoleArn: role('shift'),
      },
    },
    { TargetGroupArn: group('admin'), ContainerName: 'web', ContainerPort: 8081 },
  ],
  HealthCheckGracePeriodSeconds: 60,
  ServiceRegistries: [
    {
      RegistryArn: 'arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-0a',
      ContainerName: 'web',
      ContainerPort: 80,
    },
  ],
  ServiceConnectConfiguration: connect,
  VolumeConfigurations: [volume],
  VpcLatticeConfigurations: [
    {
      PortName: 'http',
      TargetGroupArn: 'arn:aws:vpc-lattice:eu-west-1:111111111111:targetgroup/tg-0a',
      RoleArn: role('lattice'),
      AdvancedConfiguration: {
        AlternateTargetGroupArn: 'arn:aws:vpc-lattice:eu-west-1:111111111111:targetgroup/tg-0b',
        ProductionListenerRule: 'arn:aws:vpc-lattice:eu-west-1:111111111111:service/svc-0a/listener/l-0a/rule/r-0a',
        TestListenerRule: 'arn:aws:vpc-lattice:eu-west-1:111111111111:service/svc-0a/listener/l-0a/rule/r-0b',
      },
    },
  ],
  GatewayConnectors: [connector],
  Monitoring: {
    MetricConfigurations: [
      { MetricNames: ['CPUUtilization'], ResolutionSeconds: 20 },
      { MetricNames: ['MemoryUtilization'], ResolutionSeconds: 20 },
    ],
  },
  EnableECSManagedTags: true,
  EnableExecuteCommand: true,
  PropagateTags: 'SERVICE',
  Tags: [
    { Key: 'team', Value: 'web' },
    { Key: 'stage', Value: 'prod' },
  ],
};

const onInstances: JsonObject = {
  Cluster: `${ECS}:cluster/prod`,
  Role: role('ecs-elb'),
  TaskDefinition: `${ECS}:task-definition/web:7`,
  LaunchType: 'EC2',
  DeploymentConfiguration: {
    Strategy: 'ROLLING',
    EarlySuccessCriteria: { Enable: true, HealthyPercent: 90, SourceServiceRevisionCleanup: 'DEFERRED' },
  },
  LoadBalancers: [{ LoadBalancerName: 'classic', ContainerName: 'web', ContainerPort: 80 }],
  ServiceRegistries: [{ RegistryArn: 'arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-0b', Port: 8080 }],
  PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:rack == a' }, { Type: 'distinctInstance' }],
  PlacementStrategies: [
    { Type: 'spread', Field: 'attribute:ecs.availability-zone' },
    { Type: 'binpack', Field: 'memory' },
  ],
};

const onCanary: JsonObject = {
  TaskDefinition: `${ECS}:task-definition/web:7`,
  LaunchType: 'FARGATE',
  DeploymentConfiguration: {
    Strategy: 'CANARY',
    CanaryConfiguration: { CanaryPercent: 12.5, CanaryBakeTimeInMinutes: 4 },
  },
};

/** Services that between them declare every property, none at its default where there is another value. */
export const FULL_SERVICES: readonly (readonly [name: string, properties: JsonObject])[] = [
  ['a linear service on capacity providers', onStrategy],
  ['a rolling service on instances behind a classic load balancer', onInstances],
  ['a canary service', onCanary],
];
