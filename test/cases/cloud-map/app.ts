import {
  type App,
  aws_servicediscovery as cloudmap,
  Duration,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  Stack,
} from 'aws-cdk-lib';

/** Service discovery with every kind of record, and with a Cloud Map service of its own. */
export function build(app: App): void {
  const stack = new Stack(app, 'Discovery');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  cluster.addDefaultCloudMapNamespace({ name: 'inside.example' });
  cluster.addCapacity('Capacity', { instanceType: new ec2.InstanceType('t3.small') });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  const bridged = new ecs.Ec2TaskDefinition(stack, 'BridgedTask');
  const [main, bridge] = [taskDefinition, bridged].map((task) =>
    task.addContainer('main', {
      image: ecs.ContainerImage.fromRegistry('nginx'),
      memoryLimitMiB: 256,
      portMappings: [{ containerPort: 80 }, { containerPort: 9000 }],
    }),
  );
  const make = (id: string, cloudMapOptions?: ecs.CloudMapOptions): ecs.FargateService =>
    new ecs.FargateService(stack, id, { cluster, taskDefinition, cloudMapOptions });
  make('Address', { name: 'address' });
  make('Record', {
    name: 'record',
    dnsRecordType: cloudmap.DnsRecordType.SRV,
    dnsTtl: Duration.seconds(30),
    failureThreshold: 2,
    container: main,
    containerPort: 9000,
  });
  make('Later').enableCloudMap({
    cloudMapNamespace: new cloudmap.PublicDnsNamespace(stack, 'Outside', { name: 'outside.example' }),
  });
  const namespace = new cloudmap.PrivateDnsNamespace(stack, 'Own', { name: 'own.example', vpc });
  make('Associated').associateCloudMapService({
    service: namespace.createService('Registered', { name: 'registered', dnsRecordType: cloudmap.DnsRecordType.SRV }),
    container: main,
    containerPort: 80,
  });
  new ecs.Ec2Service(stack, 'Bridged', {
    cluster,
    taskDefinition: bridged,
    cloudMapOptions: { name: 'bridged', container: bridge, containerPort: 80 },
  });
}
