import {
  type App,
  Duration,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elb,
  aws_route53 as route53,
  Stack,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import {
  ApplicationLoadBalancedFargateService,
  ApplicationMultipleTargetGroupsFargateService,
  NetworkLoadBalancedFargateService,
  NetworkMultipleTargetGroupsFargateService,
  QueueProcessingFargateService,
} from 'aws-cdk-lib/aws-ecs-patterns';

const image = ecs.ContainerImage.fromRegistry('nginx');

/** Every pattern of aws-ecs-patterns on Fargate, plain and with its options. */
export function build(app: App): void {
  const stack = new Stack(app, 'Fargate', { tags: { team: 'web' } });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  buildApplication(stack, cluster);
  buildNetwork(stack, cluster);
  new QueueProcessingFargateService(stack, 'Queue', { cluster, image });
  new QueueProcessingFargateService(stack, 'OwnQueue', {
    cluster,
    image,
    queue: new sqs.Queue(stack, 'Messages'),
    minScalingCapacity: 2,
    maxScalingCapacity: 6,
    capacityProviderStrategies: [
      { capacityProvider: 'FARGATE_SPOT', weight: 2 },
      { capacityProvider: 'FARGATE', base: 1, weight: 1 },
    ],
    circuitBreaker: { rollback: true },
    enableExecuteCommand: true,
    minHealthyPercent: 0,
    maxHealthyPercent: 150,
  });
}

function buildApplication(stack: Stack, cluster: ecs.Cluster): void {
  new ApplicationLoadBalancedFargateService(stack, 'Alb', { cluster, taskImageOptions: { image } });
  const full = new ApplicationLoadBalancedFargateService(stack, 'AlbFull', {
    cluster,
    taskImageOptions: { image, containerPort: 8080, environment: { A: 'b' } },
    desiredCount: 2,
    serviceName: 'front',
    assignPublicIp: true,
    healthCheckGracePeriod: Duration.seconds(90),
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
    platformVersion: ecs.FargatePlatformVersion.VERSION1_4,
    circuitBreaker: { enable: true, rollback: true },
    cloudMapOptions: {
      name: 'front',
      cloudMapNamespace: cluster.addDefaultCloudMapNamespace({ name: 'internal.example' }),
    },
    securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc: cluster.vpc })],
    taskSubnets: { subnetType: ec2.SubnetType.PUBLIC },
  });
  full.service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 });
  new ApplicationMultipleTargetGroupsFargateService(stack, 'AlbMany', {
    cluster,
    taskImageOptions: { image, containerPorts: [80, 90] },
    loadBalancers: [{ name: 'lb', listeners: [{ name: 'one' }, { name: 'two', port: 8090 }] }],
    targetGroups: [
      { containerPort: 80, listener: 'one' },
      { containerPort: 90, listener: 'two' },
      { containerPort: 90, pathPattern: 'a/b/c', priority: 10, listener: 'one' },
    ],
  });
}

function buildNetwork(stack: Stack, cluster: ecs.Cluster): void {
  new NetworkLoadBalancedFargateService(stack, 'Nlb', { cluster, taskImageOptions: { image } });
  new NetworkLoadBalancedFargateService(stack, 'NlbFull', {
    cluster,
    taskImageOptions: { image, containerPort: 9000 },
    listenerPort: 9000,
    desiredCount: 3,
    domainName: 'api.example.com',
    domainZone: route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: 'example.com',
    }),
    loadBalancer: new elb.NetworkLoadBalancer(stack, 'Balancer', { vpc: cluster.vpc }),
  });
  new NetworkMultipleTargetGroupsFargateService(stack, 'NlbMany', {
    cluster,
    taskImageOptions: { image, containerPorts: [80, 90] },
    loadBalancers: [{ name: 'lb', listeners: [{ name: 'one' }, { name: 'two', port: 8090 }] }],
    targetGroups: [
      { containerPort: 80, listener: 'one' },
      { containerPort: 90, listener: 'two' },
    ],
  });
}
