import { type App, aws_ec2 as ec2, aws_ecs as ecs, Stack, aws_applicationautoscaling as scaling } from 'aws-cdk-lib';
import { ScheduledEc2Task, ScheduledFargateTask } from 'aws-cdk-lib/aws-ecs-patterns';

/** Tasks that a schedule starts: there is no service to check. */
export function build(app: App): void {
  const stack = new Stack(app, 'Tasks');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addCapacity('Capacity', { instanceType: new ec2.InstanceType('t3.small') });
  const image = ecs.ContainerImage.fromRegistry('nginx');
  const schedule = scaling.Schedule.expression('rate(1 minute)');
  new ScheduledFargateTask(stack, 'Fargate', { cluster, schedule, scheduledFargateTaskImageOptions: { image } });
  new ScheduledEc2Task(stack, 'Ec2', {
    cluster,
    schedule,
    scheduledEc2TaskImageOptions: { image, memoryLimitMiB: 64 },
  });
}
