import { type App, CfnParameter, aws_ec2 as ec2, aws_ecs as ecs, Fn, Stack } from 'aws-cdk-lib';

/** Services over resources that are not this app's own: by name, ARN, id, parameter and export. */
export function build(app: App): void {
  const network = new Stack(app, 'Network');
  const shared = new ecs.Cluster(network, 'Cluster', { vpc: new ec2.Vpc(network, 'Vpc', { maxAzs: 2 }) });
  network.exportValue(shared.clusterName, { name: 'shared-cluster' });
  const group = new ec2.SecurityGroup(network, 'Group', { vpc: shared.vpc });
  network.exportValue(group.securityGroupId, { name: 'shared-group' });

  const stack = new Stack(app, 'Services');
  stack.addStackDependency(network);
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-00000000000000001',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
  });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-00000000000000001')];
  const named = new CfnParameter(stack, 'ClusterName', { default: 'outside' });
  const clusters = {
    Arn: ecs.Cluster.fromClusterArn(stack, 'ArnCluster', 'arn:aws:ecs:eu-west-1:111111111111:cluster/outside'),
    Name: ecs.Cluster.fromClusterAttributes(stack, 'NameCluster', { clusterName: 'outside', vpc, securityGroups }),
    Parameter: ecs.Cluster.fromClusterAttributes(stack, 'ParameterCluster', {
      clusterName: named.valueAsString,
      vpc,
      securityGroups,
    }),
    Export: ecs.Cluster.fromClusterAttributes(stack, 'ExportCluster', {
      clusterName: Fn.importValue('shared-cluster'),
      vpc,
      securityGroups,
    }),
  };
  for (const [id, cluster] of Object.entries(clusters)) {
    if (id === 'Arn') continue;
    new ecs.FargateService(stack, id, { cluster, taskDefinition, securityGroups });
  }
  new ecs.FargateService(stack, 'Referenced', {
    cluster: shared,
    taskDefinition,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Exported', Fn.importValue('shared-group')), group],
  });
  new ecs.CfnService(stack, 'Raw', {
    cluster: clusters.Arn.clusterArn,
    launchType: 'FARGATE',
    taskDefinition: 'outside:7',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0000000000000000a'] } },
  });
  new ecs.CfnService(stack, 'DefaultCluster', { taskDefinition: 'outside', launchType: 'EC2' });
}
