import { type App, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_kms as kms, Size, Stack } from 'aws-cdk-lib';

/** Volumes that the service manages. */
export function build(app: App): void {
  const stack = new Stack(app, 'Volumes');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  addService(stack, cluster, 'Small', { size: Size.gibibytes(10) });
  addService(stack, cluster, 'Snapshot', {
    snapShotId: 'snap-066877671789bd71b',
    volumeInitializationRate: Size.mebibytes(200),
    encrypted: false,
  });
  addService(stack, cluster, 'Full', {
    size: Size.gibibytes(100),
    volumeType: ec2.EbsDeviceVolumeType.GP3,
    fileSystemType: ecs.FileSystemType.EXT4,
    iops: 4000,
    throughput: 500,
    encrypted: true,
    kmsKeyId: new kms.Key(stack, 'Key'),
    role: new iam.Role(stack, 'Role', { path: '/ecs/', assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com') }),
    tagSpecifications: [{ tags: { purpose: 'data' }, propagateTags: ecs.EbsPropagatedTagSource.SERVICE }],
  });
}

function addService(
  stack: Stack,
  cluster: ecs.ICluster,
  id: string,
  managedEBSVolume: ecs.ServiceManagedEBSVolumeConfiguration,
): void {
  const taskDefinition = new ecs.FargateTaskDefinition(stack, `${id}Task`);
  const container = taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx') });
  const volume = new ecs.ServiceManagedVolume(stack, `${id}Volume`, { name: 'data', managedEBSVolume });
  volume.mountIn(container, { containerPath: '/data', readOnly: false });
  taskDefinition.addVolume(volume);
  new ecs.FargateService(stack, id, { cluster, taskDefinition }).addVolume(volume);
}
