import { type App, aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, Stack } from 'aws-cdk-lib';

/** The options of FargateService that need no other resource than a cluster, a network or an alarm. */
export function build(app: App): void {
  const stack = new Stack(app, 'Options');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  const make = (id: string, props: Partial<ecs.FargateServiceProps> = {}): ecs.FargateService =>
    new ecs.FargateService(stack, id, { cluster, taskDefinition, ...props });

  make('Plain');
  make('Counts', { desiredCount: 3, serviceName: 'counts', minHealthyPercent: 25, maxHealthyPercent: 300 });
  make('Rebalanced', { availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED });
  make('NotRebalanced', { availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.DISABLED });
  make('Pinned', { platformVersion: ecs.FargatePlatformVersion.VERSION1_3 });
  make('Newest', { platformVersion: ecs.FargatePlatformVersion.LATEST });
  make('LatestRevision', { taskDefinitionRevision: ecs.TaskDefinitionRevision.LATEST });
  make('FirstRevision', { taskDefinitionRevision: ecs.TaskDefinitionRevision.of(1) });
  make('Debug', {
    enableExecuteCommand: true,
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.TASK_DEFINITION,
  });
  make('NotPropagated', { propagateTags: ecs.PropagatedTagSource.NONE, enableECSManagedTags: false });
  make('Spot', {
    capacityProviderStrategies: [
      { capacityProvider: 'FARGATE_SPOT', weight: 2 },
      { capacityProvider: 'FARGATE', weight: 1, base: 1 },
    ],
  });
  make('Public', {
    assignPublicIp: true,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    securityGroups: ['One', 'Two'].map((id) => new ec2.SecurityGroup(stack, id, { vpc })),
  });
  make('Forced', { forceNewDeployment: { enabled: true, nonce: 'second try' } });
  make('Breaker', { circuitBreaker: { rollback: true } });
  make('BreakerOff', {
    circuitBreaker: { enable: false },
    deploymentController: { type: ecs.DeploymentControllerType.ECS },
  });
  makeAlarmed(stack, make);
  make('Scaled').autoScaleTaskCount({ minCapacity: 1, maxCapacity: 5 }).scaleOnCpuUtilization('Cpu', {
    targetUtilizationPercent: 50,
  });
  make('ScaledAndCounted', { desiredCount: 2 }).autoScaleTaskCount({ minCapacity: 2, maxCapacity: 5 });
}

function makeAlarmed(
  stack: Stack,
  make: (id: string, props?: Partial<ecs.FargateServiceProps>) => ecs.FargateService,
): void {
  const alarms = ['High', 'Low'].map(
    (id) =>
      new cloudwatch.Alarm(stack, id, {
        metric: new cloudwatch.Metric({ namespace: 'App', metricName: id }),
        threshold: 1,
        evaluationPeriods: 1,
      }),
  );
  make('Alarmed', {
    deploymentAlarms: {
      alarmNames: alarms.map(({ alarmName }) => alarmName),
      behavior: ecs.AlarmBehavior.FAIL_ON_ALARM,
    },
  });
  make('AlarmedLater').enableDeploymentAlarms(['literal-alarm'], { behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM });
}
