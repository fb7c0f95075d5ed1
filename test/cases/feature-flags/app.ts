import { type App, aws_ec2 as ec2, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ApplicationLoadBalancedFargateService, QueueProcessingFargateService } from 'aws-cdk-lib/aws-ecs-patterns';

/** What the feature flags of aws-ecs change in a service: the other cases go without them. */
export function build(app: App): void {
  const stack = new Stack(app, 'Flags');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  const image = ecs.ContainerImage.fromRegistry('nginx');
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image });
  new ecs.FargateService(stack, 'Plain', { cluster, taskDefinition });
  new ecs.FargateService(stack, 'Breaker', { cluster, taskDefinition, circuitBreaker: { rollback: true } });
  new ecs.ExternalService(stack, 'External', { cluster, taskDefinition: externalTask(stack) });
  new ApplicationLoadBalancedFargateService(stack, 'Alb', { cluster, taskImageOptions: { image } });
  new QueueProcessingFargateService(stack, 'Queue', { cluster, image });
}

function externalTask(stack: Stack): ecs.ExternalTaskDefinition {
  const task = new ecs.ExternalTaskDefinition(stack, 'ExternalTask');
  task.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx'), memoryLimitMiB: 64 });
  return task;
}
