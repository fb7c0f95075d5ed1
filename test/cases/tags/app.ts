import { type App, aws_ec2 as ec2, aws_ecs as ecs, Stack, Tags } from 'aws-cdk-lib';

/** Tags of the stack, of all that is in it, and of the service alone. */
export function build(app: App): void {
  const stack = new Stack(app, 'Tagged', { tags: { team: 'stack', stage: 'prod', ort: 'Köln' } });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  new ecs.FargateService(stack, 'Inherited', { cluster, taskDefinition });
  const own = new ecs.FargateService(stack, 'Own', { cluster, taskDefinition });
  Tags.of(own).add('team', 'own');
  Tags.of(own).add('Straße', 'Düsseldorf');
  Tags.of(own).add('__proto__', 'constructor');
  Tags.of(own).add('dots.and/slashes', '');
}
