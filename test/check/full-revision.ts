import type { JsonObject } from '../../lib/model/json';

const log: JsonObject = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/web', mode: 'non-blocking' },
  secretOptions: [{ name: 'token', valueFrom: 'arn:aws:ssm:eu-west-1:111111111111:parameter/token' }],
};

const linux: JsonObject = {
  capabilities: { add: ['SYS_PTRACE'], drop: ['NET_RAW', 'CHOWN'] },
  devices: [{ hostPath: '/dev/fuse', containerPath: '/dev/fuse1', permissions: ['read', 'write'] }],
  initProcessEnabled: true,
  maxSwap: 512,
  sharedMemorySize: 64,
  swappiness: 10,
  tmpfs: [{ containerPath: '/tmp', size: 128, mountOptions: ['noexec', 'nosuid'] }],
};

const web: JsonObject = {
  name: 'web',
  image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/web:1',
  versionConsistency: 'disabled',
  repositoryCredentials: { credentialsParameter: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:registry' },
  essential: true,
  cpu: 128,
  memory: 512,
  memoryReservation: 256,
  resourceRequirements: [
    { type: 'GPU', value: '1', sharingStrategy: { nvidiaMps: { memory: 1024, maxComputePercent: 50 } } },
    { type: 'InferenceAccelerator', value: 'device1' },
  ],
  command: ['node', 'server.js'],
  entryPoint: ['/bin/sh', '-c'],
  environment: [
    { name: 'LEVEL', value: 'info' },
    { name: 'PASSWORD', value: 'hunter2' },
  ],
  environmentFiles: [
    { type: 's3', value: 'arn:aws:s3:::config/base.env' },
    { type: 's3', value: 'arn:aws:s3:::config/web.env' },
  ],
  secrets: [{ name: 'DB', valueFrom: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db' }],
  credentialSpecs: ['credentialspec:arn:aws:s3:::config/spec.json'],
  user: 'node',
  workingDirectory: '/srv',
  interactive: true,
  pseudoTerminal: true,
  privileged: true,
  readonlyRootFilesystem: true,
  dockerSecurityOptions: ['label:type:web'],
  dockerLabels: { team: 'shop', 'com.example.tier': 'front' },
  ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 4096 }],
  systemControls: [{ namespace: 'net.core.somaxconn', value: '1024' }],
  portMappings: [
    { containerPort: 8080, hostPort: 18080, protocol: 'tcp', name: 'http', appProtocol: 'http2' },
    { containerPort: 8080, hostPort: 18080, protocol: 'udp', name: 'quic' },
    { containerPortRange: '9000-9010', protocol: 'tcp' },
  ],
  links: ['cache:cache'],
  hostname: 'web',
  disableNetworking: true,
  dnsServers: ['10.0.0.2', '10.0.0.3'],
  dnsSearchDomains: ['internal', 'example.com'],
  extraHosts: [{ hostname: 'db.internal', ipAddress: '10.0.0.9' }],
  dependsOn: [{ containerName: 'cache', condition: 'HEALTHY' }],
  startTimeout: 60,
  stopTimeout: 90,
  healthCheck: { command: ['CMD-SHELL', 'curl -f localhost'], interval: 15, timeout: 4, retries: 2, startPeriod: 20 },
  restartPolicy: { enabled: true, ignoredExitCodes: [0, 143], restartAttemptPeriod: 120 },
  logConfiguration: log,
  firelensConfiguration: { type: 'fluentbit', options: { 'enable-ecs-log-metadata': 'true' } },
  mountPoints: [{ containerPath: '/data', sourceVolume: 'files', readOnly: true }],
  volumesFrom: [{ sourceContainer: 'cache', readOnly: true }],
  linuxParameters: linux,
};

const volumes: JsonObject[] = [
  { name: 'plain', host: { sourcePath: '/mnt/data' } },
  { name: 'late', configuredAtLaunch: true },
  {
    name: 'docker',
    dockerVolumeConfiguration: {
      scope: 'shared',
      autoprovision: true,
      driver: 'rexray',
      driverOpts: { o: 'username=shop,password=hunter2' },
      labels: { team: 'shop' },
    },
  },
  {
    name: 'files',
    efsVolumeConfiguration: {
      fileSystemId: 'fs-1',
      rootDirectory: '/web',
      transitEncryption: 'ENABLED',
      transitEncryptionPort: 2999,
      authorizationConfig: { accessPointId: 'fsap-1', iam: 'ENABLED' },
    },
  },
  {
    name: 'windows',
    fsxWindowsFileServerVolumeConfiguration: {
      fileSystemId: 'fs-2',
      rootDirectory: 'share',
      authorizationConfig: { credentialsParameter: 'arn:aws:ssm:eu-west-1:111111111111:parameter/fsx', domain: 'corp' },
    },
  },
  {
    name: 'bucket',
    s3filesVolumeConfiguration: {
      fileSystemArn: 'arn:aws:s3files:eu-west-1:111111111111:file-system/fs-3',
      accessPointArn: 'arn:aws:s3files:eu-west-1:111111111111:access-point/ap-1',
      rootDirectory: '/logs',
      transitEncryptionPort: 2998,
    },
  },
];

const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;

/** A revision as DescribeTaskDefinition answers it, with every member that there is. */
export const FULL_REVISION: JsonObject = {
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:7',
  revision: 7,
  status: 'ACTIVE',
  requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18' }],
  compatibilities: ['EC2', 'FARGATE'],
  registeredAt: '2026-01-01T00:00:00.000Z',
  registeredBy: 'arn:aws:iam::111111111111:user/alice',
  family: 'web',
  cpu: '1024',
  memory: '2048',
  networkMode: 'bridge',
  taskRoleArn: role('task'),
  executionRoleArn: role('execution'),
  requiresCompatibilities: ['EC2', 'FARGATE'],
  runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
  ephemeralStorage: { sizeInGiB: 30 },
  pidMode: 'task',
  ipcMode: 'task',
  enableFaultInjection: true,
  placementConstraints: [{ type: 'memberOf', expression: 'attribute:ecs.os-type == linux' }],
  inferenceAccelerators: [{ deviceName: 'device1', deviceType: 'eia2.medium' }],
  proxyConfiguration: {
    containerName: 'envoy',
    type: 'OTHER',
    properties: [
      { name: 'IgnoredUID', value: '1337' },
      { name: 'AppPorts', value: '8080' },
    ],
  },
  containerDefinitions: [web, { name: 'cache', image: 'valkey:8', essential: false, cpu: 0 }],
  volumes,
};
