import {
  type App,
  aws_codedeploy as codedeploy,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elb,
  Stack,
} from 'aws-cdk-lib';

/** Services whose deployments something other than ECS makes. */
export function build(app: App): void {
  const stack = new Stack(app, 'Controllers');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  cluster.addCapacity('Capacity', { instanceType: new ec2.InstanceType('t3.small') });
  const container = {
    image: ecs.ContainerImage.fromRegistry('nginx'),
    memoryLimitMiB: 256,
    portMappings: [{ containerPort: 80 }],
  };
  const fargate = new ecs.FargateTaskDefinition(stack, 'FargateTask');
  fargate.addContainer('main', container);
  const own = new ecs.Ec2TaskDefinition(stack, 'Ec2Task');
  own.addContainer('main', container);
  const external = { type: ecs.DeploymentControllerType.EXTERNAL };

  const service = new ecs.FargateService(stack, 'CodeDeploy', {
    cluster,
    taskDefinition: fargate,
    desiredCount: 2,
    deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY },
  });
  const [blue, green] = ['Blue', 'Green'].map(
    (id) => new elb.ApplicationTargetGroup(stack, id, { vpc, port: 80, targetType: elb.TargetType.IP }),
  ) as [elb.ApplicationTargetGroup, elb.ApplicationTargetGroup];
  service.attachToApplicationTargetGroup(blue);
  const listener = new elb.ApplicationLoadBalancer(stack, 'Alb', { vpc }).addListener('Http', {
    port: 80,
    defaultTargetGroups: [blue],
  });
  new codedeploy.EcsDeploymentGroup(stack, 'Group', {
    service,
    blueGreenDeploymentConfig: { blueTargetGroup: blue, greenTargetGroup: green, listener },
  });
  new ecs.Ec2Service(stack, 'CodeDeployEc2', {
    cluster,
    taskDefinition: own,
    deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY },
  });
  const outside = new ecs.FargateService(stack, 'External', {
    cluster,
    taskDefinition: fargate,
    desiredCount: 1,
    deploymentController: external,
  });
  const taskSet = new ecs.CfnTaskSet(stack, 'TaskSet', {
    cluster: cluster.clusterArn,
    service: outside.serviceArn,
    taskDefinition: fargate.taskDefinitionArn,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsVpcConfiguration: { subnets: vpc.privateSubnets.map(({ subnetId }) => subnetId), assignPublicIp: 'DISABLED' },
    },
  });
  new ecs.CfnPrimaryTaskSet(stack, 'Primary', {
    cluster: cluster.clusterArn,
    service: outside.serviceArn,
    taskSetId: taskSet.attrId,
  });
  new ecs.Ec2Service(stack, 'ExternalEc2', { cluster, taskDefinition: own, deploymentController: external });
}
