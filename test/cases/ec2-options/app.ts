import {
  type App,
  aws_autoscaling as autoscaling,
  aws_elasticloadbalancing as classic,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  Stack,
} from 'aws-cdk-lib';

/** The options that Ec2Service has and FargateService has not, and some of both that mean something else here. */
export function build(app: App): void {
  const stack = new Stack(app, 'Ec2');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const provider = new ecs.AsgCapacityProvider(stack, 'Provider', {
    autoScalingGroup: new autoscaling.AutoScalingGroup(stack, 'Group', {
      vpc,
      instanceType: new ec2.InstanceType('t3.small'),
      machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
    }),
  });
  cluster.addAsgCapacityProvider(provider);
  const tasks = [ecs.NetworkMode.BRIDGE, ecs.NetworkMode.AWS_VPC].map((networkMode) => {
    const task = new ecs.Ec2TaskDefinition(stack, `${networkMode}Task`, { networkMode });
    task.addContainer('main', {
      image: ecs.ContainerImage.fromRegistry('nginx'),
      memoryLimitMiB: 256,
      portMappings: [{ containerPort: 80 }],
    });
    return task;
  });
  const [bridge, own] = tasks as [ecs.Ec2TaskDefinition, ecs.Ec2TaskDefinition];
  const make = (id: string, props: Partial<ecs.Ec2ServiceProps> = {}): ecs.Ec2Service =>
    new ecs.Ec2Service(stack, id, { cluster, taskDefinition: bridge, ...props });

  make('Plain');
  make('Daemon', { daemon: true });
  make('DaemonTuned', { daemon: true, minHealthyPercent: 50, circuitBreaker: { rollback: true } });
  make('Provided', {
    capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, base: 1, weight: 3 }],
  });
  make('Own', {
    taskDefinition: own,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    securityGroups: [new ec2.SecurityGroup(stack, 'Access', { vpc })],
  });
  make('Placed', {
    placementStrategies: [
      ecs.PlacementStrategy.spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE, ecs.BuiltInAttributes.INSTANCE_ID),
      ecs.PlacementStrategy.packedByMemory(),
    ],
    placementConstraints: [
      ecs.PlacementConstraint.distinctInstances(),
      ecs.PlacementConstraint.memberOf('attribute:ecs.instance-type == t3.small', 'attribute:ecs.os-type == linux'),
    ],
  });
  const later = make('PlacedLater', { availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.DISABLED });
  later.addPlacementStrategies(ecs.PlacementStrategy.randomly());
  later.addPlacementConstraints(ecs.PlacementConstraint.memberOf('attribute:stack == prod'));
  make('Rebalanced', {
    availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
    placementStrategies: [ecs.PlacementStrategy.spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE)],
  });
  const balancer = new classic.LoadBalancer(stack, 'Classic', { vpc, listeners: [{ externalPort: 80 }] });
  make('Balanced').attachToClassicLB(balancer);
}
