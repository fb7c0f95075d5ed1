import {
  type App,
  Duration,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elb,
  Stack,
} from 'aws-cdk-lib';

/** Every way to put a service behind load balancers. */
export function build(app: App): void {
  const stack = new Stack(app, 'Balanced');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  for (const [name, ports] of Object.entries({ web: [80, 443], side: [9000] })) {
    taskDefinition.addContainer(name, {
      image: ecs.ContainerImage.fromRegistry('nginx'),
      portMappings: ports.map((containerPort) => ({ containerPort })),
    });
  }
  const http = new elb.ApplicationLoadBalancer(stack, 'Alb', { vpc }).addListener('Http', { port: 80 });
  const tcp = new elb.NetworkLoadBalancer(stack, 'Nlb', { vpc }).addListener('Tcp', { port: 80 });
  const make = (id: string, props: Partial<ecs.FargateServiceProps> = {}): ecs.FargateService =>
    new ecs.FargateService(stack, id, { cluster, taskDefinition, ...props });
  http.addTargets('Default', { port: 80, targets: [make('Default', { healthCheckGracePeriod: Duration.minutes(2) })] });
  const priority = { conditions: [elb.ListenerCondition.pathPatterns(['/side'])], priority: 1, port: 9000 };
  http.addTargets('Side', {
    ...priority,
    protocol: elb.ApplicationProtocol.HTTP,
    targets: [make('Side').loadBalancerTarget({ containerName: 'side', containerPort: 9000 })],
  });
  const both = make('Both');
  both.registerLoadBalancerTargets(
    {
      containerName: 'web',
      containerPort: 443,
      newTargetGroupId: 'Secure',
      listener: ecs.ListenerConfig.networkListener(tcp, { port: 443 }),
    },
    {
      containerName: 'side',
      newTargetGroupId: 'SideToo',
      listener: ecs.ListenerConfig.applicationListener(http, {
        ...priority,
        priority: 2,
        protocol: elb.ApplicationProtocol.HTTP,
      }),
    },
  );
  const shared = make('Shared');
  for (const id of ['First', 'Second']) {
    const group = new elb.ApplicationTargetGroup(stack, id, { vpc, port: 80, targetType: elb.TargetType.IP });
    http.addTargetGroups(id, { ...priority, priority: id.length * 10, targetGroups: [group] } as never);
    shared.attachToApplicationTargetGroup(group);
  }
  make('Imported').attachToNetworkTargetGroup(
    elb.NetworkTargetGroup.fromTargetGroupAttributes(stack, 'Group', {
      targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/outside/0123456789abcdef',
      loadBalancerArns: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/outside/0123456789abcdef',
    }),
  );
}
