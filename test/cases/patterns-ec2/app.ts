import { type App, Duration, aws_ec2 as ec2, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import {
  ApplicationLoadBalancedEc2Service,
  ApplicationMultipleTargetGroupsEc2Service,
  NetworkLoadBalancedEc2Service,
  NetworkMultipleTargetGroupsEc2Service,
  QueueProcessingEc2Service,
} from 'aws-cdk-lib/aws-ecs-patterns';

const image = ecs.ContainerImage.fromRegistry('nginx');
const memoryLimitMiB = 256;

/** Every pattern of aws-ecs-patterns on EC2. */
export function build(app: App): void {
  const stack = new Stack(app, 'Ec2');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addCapacity('Capacity', { instanceType: new ec2.InstanceType('t3.small') });
  const many = {
    cluster,
    memoryLimitMiB,
    taskImageOptions: { image, containerPorts: [80, 90] },
    loadBalancers: [{ name: 'lb', listeners: [{ name: 'one' }, { name: 'two', port: 8090 }] }],
  };
  new ApplicationLoadBalancedEc2Service(stack, 'Alb', {
    cluster,
    memoryLimitMiB,
    taskImageOptions: { image },
    desiredCount: 2,
    healthCheckGracePeriod: Duration.seconds(30),
    placementConstraints: [ecs.PlacementConstraint.distinctInstances()],
    placementStrategies: [ecs.PlacementStrategy.spreadAcrossInstances(), ecs.PlacementStrategy.packedByCpu()],
  });
  new ApplicationMultipleTargetGroupsEc2Service(stack, 'AlbMany', {
    ...many,
    targetGroups: [
      { containerPort: 80, listener: 'one' },
      { containerPort: 90, listener: 'two' },
      { containerPort: 90, pathPattern: 'a', priority: 10, listener: 'one' },
    ],
  });
  new NetworkLoadBalancedEc2Service(stack, 'Nlb', { cluster, memoryLimitMiB, taskImageOptions: { image } });
  new NetworkMultipleTargetGroupsEc2Service(stack, 'NlbMany', {
    ...many,
    targetGroups: [
      { containerPort: 80, listener: 'one' },
      { containerPort: 90, listener: 'two' },
    ],
  });
  const queue = new QueueProcessingEc2Service(stack, 'Queue', {
    cluster,
    memoryLimitMiB,
    image,
    containerName: 'worker',
    placementStrategies: [ecs.PlacementStrategy.randomly()],
  });
  queue.service.addPlacementConstraints(ecs.PlacementConstraint.memberOf('attribute:ecs.instance-type =~ t3.*'));
}
