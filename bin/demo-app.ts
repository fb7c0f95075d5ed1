#!/usr/bin/env node
import {
  App,
  NestedStack,
  type NestedStackProps,
  Stack,
  type StackProps,
  Stage,
  type StageProps,
  Tags,
} from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import type { Construct } from 'constructs';

/** The network, the cluster, and a log router on each of the cluster's EC2 machines. */
class PlatformStack extends Stack {
  readonly cluster: ecs.Cluster;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    this.cluster = new ecs.Cluster(this, 'Cluster', { vpc, enableFargateCapacityProviders: true });
    const machines = new AutoScalingGroup(this, 'Machines', {
      vpc,
      instanceType: new InstanceType('m7i.large'),
      machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
      maxCapacity: 4,
    });
    this.cluster.addAsgCapacityProvider(
      new ecs.AsgCapacityProvider(this, 'Capacity', { autoScalingGroup: machines, enableManagedDraining: false }),
    );
    const taskDefinition = new ecs.Ec2TaskDefinition(this, 'LogRouterTask');
    taskDefinition.addContainer('router', {
      image: ecs.ContainerImage.fromRegistry('fluent/fluent-bit:4.0'),
      memoryReservationMiB: 64,
    });
    new ecs.Ec2Service(this, 'LogRouter', {
      cluster: this.cluster,
      taskDefinition,
      daemon: true,
      minHealthyPercent: 0,
    });
  }
}

interface ServiceStackProps {
  readonly cluster: ecs.ICluster;
}

/** The web shop behind its load balancer, and the recommendations that it shows. */
class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & ServiceStackProps) {
    super(scope, id, props);
    const storefront = new ApplicationLoadBalancedFargateService(this, 'Storefront', {
      cluster: props.cluster,
      cpu: 512,
      memoryLimitMiB: 1024,
      desiredCount: 3,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx:1.29') },
    });
    storefront.service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 12 }).scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 60,
    });
    new RecommendationsStack(this, 'Recommendations', { cluster: props.cluster });
  }
}

/** A stack of its own within the shop's, as another team looks after it. */
class RecommendationsStack extends NestedStack {
  constructor(scope: Construct, id: string, props: NestedStackProps & ServiceStackProps) {
    super(scope, id, props);
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
    taskDefinition.addContainer('api', { image: ecs.ContainerImage.fromRegistry('node:22-slim') });
    new ecs.FargateService(this, 'Api', { cluster: props.cluster, taskDefinition, minHealthyPercent: 50 });
  }
}

/** The worker that makes thumbnails of uploaded pictures, mostly on spot capacity. */
class MediaStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & ServiceStackProps) {
    super(scope, id, props);
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task', { cpu: 1024, memoryLimitMiB: 2048 });
    taskDefinition.addContainer('worker', {
      image: ecs.ContainerImage.fromRegistry('dpokidov/imagemagick:7.1'),
      environment: { QUEUE: 'uploads' },
    });
    const thumbnails = new ecs.FargateService(this, 'Thumbnails', {
      cluster: props.cluster,
      taskDefinition,
      desiredCount: this.node.tryGetContext('thumbnailWorkers') ?? 4,
      minHealthyPercent: 50,
      capacityProviderStrategies: [
        { capacityProvider: 'FARGATE', base: 1, weight: 1 },
        { capacityProvider: 'FARGATE_SPOT', weight: 3 },
      ],
    });
    Tags.of(thumbnails).add('cost-center', 'media-4711');
  }
}

/** All of the bookshop in one environment. */
class Bookshop extends Stage {
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    const { cluster } = new PlatformStack(this, 'Platform', {});
    new ShopStack(this, 'Shop', { cluster });
    new MediaStack(this, 'Media', { cluster });
  }
}

// The validation of templates takes longer than all the rest of the demo.
const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
new Bookshop(app, 'Prod', { env: { account: '111111111111', region: 'eu-west-1' } });
app.synth();
