import { type App, aws_ec2 as ec2, aws_ecs as ecs, Stack } from 'aws-cdk-lib';

/** Services on machines outside of AWS. */
export function build(app: App): void {
  const stack = new Stack(app, 'Anywhere');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  const taskDefinition = new ecs.ExternalTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx'), memoryLimitMiB: 256 });
  new ecs.ExternalService(stack, 'Plain', { cluster, taskDefinition });
  new ecs.ExternalService(stack, 'Daemon', { cluster, taskDefinition, daemon: true });
  new ecs.ExternalService(stack, 'Full', {
    cluster,
    taskDefinition,
    desiredCount: 2,
    serviceName: 'anywhere',
    minHealthyPercent: 50,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
  });
}
