import { isObject, type Json, type JsonObject } from '../../lib/model/json';
import { clone } from './json-copy';
import { shuffled } from './pseudo-random';
import type { FreeJson } from './world';

const RENAMED = new Map([
  ['EFSVolumeConfiguration', 'efsVolumeConfiguration'],
  ['FSxWindowsFileServerVolumeConfiguration', 'fsxWindowsFileServerVolumeConfiguration'],
  ['FilesystemId', 'fileSystemId'],
  ['IAM', 'iam'],
  ['ProxyConfigurationProperties', 'properties'],
  ['S3FilesVolumeConfiguration', 's3filesVolumeConfiguration'],
]);

const NUMBERS = new Set([
  'ContainerPort',
  'HardLimit',
  'HostPort',
  'IgnoredExitCodes',
  'Interval',
  'MaxSwap',
  'MemoryReservation',
  'RestartAttemptPeriod',
  'Retries',
  'SharedMemorySize',
  'Size',
  'SizeInGiB',
  'SoftLimit',
  'StartPeriod',
  'StartTimeout',
  'StopTimeout',
  'Swappiness',
  'Timeout',
  'TransitEncryptionPort',
]);

const BOOLEANS = new Set([
  'Autoprovision',
  'ConfiguredAtLaunch',
  'DisableNetworking',
  'EnableFaultInjection',
  'Enabled',
  'Essential',
  'InitProcessEnabled',
  'Interactive',
  'Privileged',
  'PseudoTerminal',
  'ReadOnly',
  'ReadonlyRootFilesystem',
]);

/** Members that map names of the user's own. */
const MAPS = new Set(['DockerLabels', 'DriverOpts', 'Labels', 'Options']);

/** A template's task definition as RegisterTaskDefinition is sent it: ECS's names and types. */
export function taskDefinitionInput(properties: JsonObject): FreeJson {
  const input = namesOf(properties);
  // Of the task they are texts, which may have a unit; of a container they are numbers.
  for (const container of input.containerDefinitions ?? []) {
    for (const name of ['cpu', 'memory']) if (container[name] !== undefined) container[name] = Number(container[name]);
  }
  return input;
}

function namesOf(object: JsonObject): FreeJson {
  const result: FreeJson = {};
  for (const [name, value] of Object.entries(object)) {
    result[RENAMED.get(name) ?? name.charAt(0).toLowerCase() + name.slice(1)] = contentOf(name, value);
  }
  return result;
}

function contentOf(name: string, value: Json): unknown {
  if (Array.isArray(value)) return value.map((item) => contentOf(name, item));
  if (isObject(value)) return MAPS.has(name) ? textsOf(value as JsonObject) : namesOf(value as JsonObject);
  if (NUMBERS.has(name)) return Number(value);
  if (BOOLEANS.has(name)) return /^(true|yes|on)$/i.test(String(value));
  return String(value);
}

function textsOf(map: JsonObject): FreeJson {
  const texts: FreeJson = Object.create(null);
  for (const [name, value] of Object.entries(map)) texts[name] = String(value);
  return texts;
}

/** What an answer has and RegisterTaskDefinition does not take. */
const ANSWER_ONLY = [
  'compatibilities',
  'deregisteredAt',
  'registeredAt',
  'registeredBy',
  'requiresAttributes',
  'revision',
  'status',
  'taskDefinitionArn',
];

/** What DescribeTaskDefinition shows of that input: with what ECS fills in, without its identity. */
export function filledContent(input: FreeJson): FreeJson {
  const { tags: _, family: __, ...asked } = clone(input);
  for (const name of ANSWER_ONLY) delete asked[name];
  const sharesPorts = asked.networkMode === 'awsvpc' || asked.networkMode === 'host';
  return {
    ...asked,
    ...(asked.cpu !== undefined && { cpu: inUnits(asked.cpu, /^([\d.]+)\s*vcpu$/i) }),
    ...(asked.memory !== undefined && { memory: inUnits(asked.memory, /^([\d.]+)\s*gb$/i) }),
    containerDefinitions: (asked.containerDefinitions ?? []).map((each: FreeJson) =>
      filledContainer(each, sharesPorts),
    ),
    volumes: (asked.volumes ?? []).map(filledVolume),
    placementConstraints: asked.placementConstraints ?? [],
    compatibilities: compatibilities(asked),
    requiresAttributes: requiredAttributes(asked),
    enableFaultInjection: asked.enableFaultInjection ?? false,
  };
}

/** `1 vCPU` is kept as 1024 units, `2 GB` as 2048 MiB. */
function inUnits(text: unknown, unit: RegExp): string {
  const amount = unit.exec(String(text).trim())?.[1];
  return amount === undefined ? String(text) : String(Math.round(Number(amount) * 1024));
}

function filledContainer(asked: FreeJson, sharesPorts: boolean): FreeJson {
  return {
    ...asked,
    cpu: asked.cpu ?? 0,
    essential: asked.essential ?? true,
    portMappings: (asked.portMappings ?? []).map((mapping: FreeJson) => ({
      ...mapping,
      ...(mapping.containerPort !== undefined && {
        hostPort: mapping.hostPort ?? (sharesPorts ? mapping.containerPort : 0),
      }),
      protocol: mapping.protocol ?? 'tcp',
    })),
    environment: shuffled(asked.environment ?? [], ({ name }: FreeJson) => String(name)),
    ...(asked.secrets && { secrets: shuffled(asked.secrets as FreeJson[], ({ name }) => String(name)) }),
    mountPoints: asked.mountPoints ?? [],
    volumesFrom: asked.volumesFrom ?? [],
    systemControls: asked.systemControls ?? [],
    ...(asked.healthCheck && { healthCheck: { interval: 30, timeout: 5, retries: 3, ...asked.healthCheck } }),
  };
}

function filledVolume(asked: FreeJson): FreeJson {
  if (asked.efsVolumeConfiguration) {
    return { ...asked, efsVolumeConfiguration: { rootDirectory: '/', ...asked.efsVolumeConfiguration } };
  }
  return Object.keys(asked).every((name) => name === 'name') ? { ...asked, host: {} } : asked;
}

function compatibilities(asked: FreeJson): string[] {
  if (asked.networkMode !== 'awsvpc') return ['EXTERNAL', 'EC2'];
  return asked.cpu !== undefined && asked.memory !== undefined ? ['EC2', 'FARGATE'] : ['EC2'];
}

function requiredAttributes(asked: FreeJson): { name: string }[] {
  const containers: FreeJson[] = asked.containerDefinitions ?? [];
  const drivers = containers.map(({ logConfiguration }) => logConfiguration?.logDriver).filter(Boolean);
  const prefix = 'com.amazonaws.ecs.capability';
  const names = [
    ...drivers.map((driver: string) => `${prefix}.logging-driver.${driver}`),
    ...(containers.some(({ image }) => /\.dkr\.ecr\./.test(String(image))) ? [`${prefix}.ecr-auth`] : []),
    ...(asked.taskRoleArn === undefined ? [] : [`${prefix}.task-iam-role`]),
    ...(asked.executionRoleArn === undefined ? [] : ['ecs.capability.execution-role-awslogs']),
    ...(asked.networkMode === 'awsvpc' ? ['ecs.capability.task-eni'] : []),
    `${prefix}.docker-remote-api.1.18`,
  ];
  return [...new Set(names)].map((name) => ({ name }));
}
