import {
  type App,
  Duration,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elb,
  aws_lambda as lambda,
  Stack,
} from 'aws-cdk-lib';

/** ECS's own deployment strategies, with what belongs to them. */
export function build(app: App): void {
  const stack = new Stack(app, 'Strategies');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', {
    image: ecs.ContainerImage.fromRegistry('nginx'),
    portMappings: [{ containerPort: 80 }],
  });
  const make = (id: string, props: Partial<ecs.FargateServiceProps>): ecs.FargateService =>
    new ecs.FargateService(stack, id, { cluster, taskDefinition, ...props });
  make('Rolling', { deploymentStrategy: ecs.DeploymentStrategy.ROLLING });
  make('Linear', {
    deploymentStrategy: ecs.DeploymentStrategy.LINEAR,
    bakeTime: Duration.minutes(10),
    linearConfiguration: { stepPercent: 20, stepBakeTime: Duration.minutes(3) },
  });
  make('LinearPlain', {
    deploymentStrategy: ecs.DeploymentStrategy.LINEAR,
    linearConfiguration: { stepPercent: 25.5 },
  });
  make('Canary', {
    deploymentStrategy: ecs.DeploymentStrategy.CANARY,
    canaryConfiguration: { stepPercent: 2.5, stepBakeTime: Duration.minutes(30) },
  });
  make('CanaryPlain', { deploymentStrategy: ecs.DeploymentStrategy.CANARY });
  const blueGreen = { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN, bakeTime: Duration.minutes(15) };
  addHooks(stack, make('BlueGreen', { ...blueGreen, healthCheckGracePeriod: Duration.minutes(1) }), vpc);
  const network = make('BlueGreenNetwork', blueGreen);
  const groups = ['NetworkBlue', 'NetworkGreen'].map(
    (id) => new elb.NetworkTargetGroup(stack, id, { vpc, port: 80, targetType: elb.TargetType.IP }),
  );
  const listener = new elb.NetworkLoadBalancer(stack, 'Nlb', { vpc }).addListener('Tcp', {
    port: 80,
    defaultTargetGroups: groups.slice(0, 1),
  });
  network
    .loadBalancerTarget({
      containerName: 'main',
      alternateTarget: new ecs.AlternateTarget('Alternate', {
        alternateTargetGroup: groups[1]!,
        productionListener: ecs.ListenerRuleConfiguration.networkListener(listener),
      }),
    })
    .attachToNetworkTargetGroup(groups[0]!);
}

function addHooks(stack: Stack, service: ecs.FargateService, vpc: ec2.IVpc): void {
  const groups = ['Blue', 'Green'].map(
    (id) => new elb.ApplicationTargetGroup(stack, id, { vpc, port: 80, targetType: elb.TargetType.IP }),
  );
  const listener = new elb.ApplicationLoadBalancer(stack, 'Alb', { vpc }).addListener('Http', {
    port: 80,
    defaultTargetGroups: groups.slice(0, 1),
  });
  const rules = ['Production', 'Test'].map(
    (id, index) =>
      new elb.ApplicationListenerRule(stack, id, {
        listener,
        priority: index + 1,
        conditions: [elb.ListenerCondition.pathPatterns([`/${id}`])],
        action: elb.ListenerAction.weightedForward(groups.map((targetGroup) => ({ targetGroup, weight: 1 }))),
      }),
  );
  service
    .loadBalancerTarget({
      containerName: 'main',
      containerPort: 80,
      alternateTarget: new ecs.AlternateTarget('Alternate', {
        alternateTargetGroup: groups[1]!,
        productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(rules[0]!),
        testListener: ecs.ListenerRuleConfiguration.applicationListenerRule(rules[1]!),
      }),
    })
    .attachToApplicationTargetGroup(groups[0]!);
  const code = lambda.Code.fromInline('exports.handler = async () => ({ hookStatus: "SUCCEEDED" });');
  for (const [id, stage] of [
    ['Before', ecs.DeploymentLifecycleStage.PRE_SCALE_UP],
    ['After', ecs.DeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT],
  ] as const) {
    const handler = new lambda.Function(stack, id, {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code,
    });
    service.addLifecycleHook(
      new ecs.DeploymentLifecycleLambdaTarget(handler, `${id}Hook`, {
        lifecycleStages: [stage, ecs.DeploymentLifecycleStage.RECONCILE_SERVICE],
      }),
    );
  }
}
