import { type App, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Stack } from 'aws-cdk-lib';

/** Services that say where they run, and services that leave it to the cluster. */
export function build(app: App): void {
  const stack = new Stack(app, 'Capacity');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true });
  cluster.addDefaultCapacityProviderStrategy([
    { capacityProvider: 'FARGATE', base: 2, weight: 1 },
    { capacityProvider: 'FARGATE_SPOT', weight: 3 },
  ]);
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  new ecs.FargateService(stack, 'Declared', { cluster, taskDefinition });
  new ecs.FargateService(stack, 'Strategy', {
    cluster,
    taskDefinition,
    capacityProviderStrategies: [{ capacityProvider: 'FARGATE', weight: 1 }],
  });
  const inherited = new ecs.CfnService(stack, 'Inherited', {
    cluster: cluster.clusterName,
    taskDefinition: taskDefinition.taskDefinitionArn,
    networkConfiguration: {
      awsvpcConfiguration: { subnets: vpc.privateSubnets.map(({ subnetId }) => subnetId) },
    },
  });
  inherited.node.addDependency(cluster);
  addManagedInstances(stack, vpc);
}

function addManagedInstances(stack: Stack, vpc: ec2.IVpc): void {
  const cluster = new ecs.Cluster(stack, 'ManagedCluster', { vpc });
  const provider = new ecs.ManagedInstancesCapacityProvider(stack, 'Provider', {
    infrastructureRole: new iam.Role(stack, 'Infrastructure', {
      assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    }),
    ec2InstanceProfile: new iam.InstanceProfile(stack, 'Profile', {
      role: new iam.Role(stack, 'Instance', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
    }),
    subnets: vpc.privateSubnets,
    securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc })],
  });
  cluster.addManagedInstancesCapacityProvider(provider);
  const taskDefinition = new ecs.TaskDefinition(stack, 'ManagedTask', {
    compatibility: ecs.Compatibility.MANAGED_INSTANCES,
    cpu: '256',
    memoryMiB: '512',
    networkMode: ecs.NetworkMode.AWS_VPC,
  });
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  new ecs.FargateService(stack, 'Managed', {
    cluster,
    taskDefinition,
    capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }],
  });
}
