import type { Absence, FieldRow } from '../model/field';
import { defaultsTo } from './absences';
import {
  BOOLEAN,
  ENTRIES,
  FILLED,
  keyedBy,
  MAP,
  NUMBER,
  OBJECT,
  orNothing,
  taskDefinitionRow as row,
  SET,
  TEXT,
  textsInOrder,
} from './task-definition-row';

const OF = 'ContainerDefinitions[]';
const OFF = 'ECS API ContainerDefinition: false where nothing is said, shown or not';

const basics: readonly FieldRow[] = [
  row('ContainerDefinitions', keyedBy('Name')),
  row(`${OF}.Name`, TEXT),
  row(`${OF}.Image`, TEXT),
  row(`${OF}.VersionConsistency`, TEXT, {
    absent: orNothing('enabled'),
    source: 'ECS API ContainerDefinition: enabled where nothing is said',
  }),
  row(`${OF}.RepositoryCredentials`, OBJECT),
  row(`${OF}.RepositoryCredentials.CredentialsParameter`, TEXT),
  row(`${OF}.Essential`, BOOLEAN, {
    absent: defaultsTo(true),
    source: 'ECS API ContainerDefinition: filled with true',
  }),
  row(`${OF}.Cpu`, NUMBER, { absent: defaultsTo(0), source: 'ECS API ContainerDefinition: filled with 0' }),
  row(`${OF}.Memory`, NUMBER),
  row(`${OF}.MemoryReservation`, NUMBER),
  row(`${OF}.ResourceRequirements`, keyedBy('Type', 'Value'), {
    source: 'ECS API ResourceRequirement: one for the GPUs, one for each inference accelerator',
  }),
  row(`${OF}.ResourceRequirements[].Type`, TEXT),
  row(`${OF}.ResourceRequirements[].Value`, TEXT),
  row(`${OF}.ResourceRequirements[].SharingStrategy`, OBJECT),
  row(`${OF}.ResourceRequirements[].SharingStrategy.NvidiaMps`, OBJECT),
  row(`${OF}.ResourceRequirements[].SharingStrategy.NvidiaMps.MaxComputePercent`, NUMBER),
  row(`${OF}.ResourceRequirements[].SharingStrategy.NvidiaMps.Memory`, NUMBER),
];

const DOCKER = 'ECS API ContainerDefinition: an argument list';
const FILES = `${OF}.EnvironmentFiles`;
const running: readonly FieldRow[] = [
  textsInOrder(`${OF}.Command`, DOCKER),
  textsInOrder(`${OF}.EntryPoint`, DOCKER),
  row(`${OF}.Environment`, ENTRIES, { secret: true, source: 'ECS API KeyValuePair: the order has no meaning' }),
  row(FILES, { type: 'ordered' }, { source: 'ECS API EnvironmentFile: processed in the order of the list' }),
  row(`${FILES}[].Type`, TEXT),
  row(`${FILES}[].Value`, TEXT),
  row(`${OF}.Secrets`, keyedBy('Name')),
  row(`${OF}.Secrets[].Name`, TEXT),
  row(`${OF}.Secrets[].ValueFrom`, TEXT, { secret: true }),
  row(`${OF}.CredentialSpecs`, SET),
  row(`${OF}.User`, TEXT),
  row(`${OF}.WorkingDirectory`, TEXT),
  row(`${OF}.Interactive`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  row(`${OF}.PseudoTerminal`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  row(`${OF}.Privileged`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  row(`${OF}.ReadonlyRootFilesystem`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  row(`${OF}.DockerSecurityOptions`, SET),
  row(`${OF}.DockerLabels`, MAP),
  row(`${OF}.Ulimits`, keyedBy('Name')),
  row(`${OF}.Ulimits[].Name`, TEXT),
  row(`${OF}.Ulimits[].SoftLimit`, NUMBER),
  row(`${OF}.Ulimits[].HardLimit`, NUMBER),
  row(`${OF}.SystemControls`, keyedBy('Namespace')),
  row(`${OF}.SystemControls[].Namespace`, TEXT),
  row(`${OF}.SystemControls[].Value`, TEXT),
];

const PORTS = `${OF}.PortMappings`;
const SAME_PORT: Absence = { is: 'sibling', member: 'ContainerPort' };
const HOST_PORT: Absence = {
  is: 'cases',
  cases: [
    { when: { property: 'NetworkMode', equals: 'awsvpc' }, absence: SAME_PORT },
    { when: { property: 'NetworkMode', equals: 'host' }, absence: SAME_PORT },
  ],
  otherwise: orNothing(0),
};
const network: readonly FieldRow[] = [
  row(
    PORTS,
    {
      type: 'keyed',
      key: { members: ['ContainerPort', 'ContainerPortRange', 'Protocol'], telling: [{ member: 'HostPort' }] },
    },
    { source: 'ECS API PortMapping: a port or a range of them; in bridge mode one may have several host ports' },
  ),
  row(`${PORTS}[].ContainerPort`, NUMBER),
  row(`${PORTS}[].ContainerPortRange`, TEXT),
  row(`${PORTS}[].Protocol`, TEXT, { absent: defaultsTo('tcp'), source: 'ECS API PortMapping: filled with tcp' }),
  row(`${PORTS}[].HostPort`, NUMBER, {
    absent: HOST_PORT,
    source: 'ECS API PortMapping: the container port in awsvpc and host mode, else 0, which means any',
  }),
  row(`${PORTS}[].Name`, TEXT),
  row(`${PORTS}[].AppProtocol`, TEXT),
  row(`${OF}.Links`, SET),
  row(`${OF}.Hostname`, TEXT),
  row(`${OF}.DisableNetworking`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  textsInOrder(`${OF}.DnsServers`, 'ECS API ContainerDefinition: asked in this order'),
  textsInOrder(`${OF}.DnsSearchDomains`, 'ECS API ContainerDefinition: tried in this order'),
  row(`${OF}.ExtraHosts`, keyedBy('Hostname', 'IpAddress')),
  row(`${OF}.ExtraHosts[].Hostname`, TEXT),
  row(`${OF}.ExtraHosts[].IpAddress`, TEXT),
];

const HEALTH = `${OF}.HealthCheck`;
const RESTART = `${OF}.RestartPolicy`;
const DEFAULT = 'ECS API: this value where nothing is said';
const lifecycle: readonly FieldRow[] = [
  row(`${OF}.DependsOn`, keyedBy('ContainerName')),
  row(`${OF}.DependsOn[].ContainerName`, TEXT),
  row(`${OF}.DependsOn[].Condition`, TEXT),
  row(`${OF}.StartTimeout`, NUMBER),
  row(`${OF}.StopTimeout`, NUMBER),
  row(HEALTH, OBJECT),
  textsInOrder(`${HEALTH}.Command`, 'ECS API HealthCheck: an argument list'),
  row(`${HEALTH}.Interval`, NUMBER, { absent: defaultsTo(30), source: DEFAULT }),
  row(`${HEALTH}.Timeout`, NUMBER, { absent: defaultsTo(5), source: DEFAULT }),
  row(`${HEALTH}.Retries`, NUMBER, { absent: defaultsTo(3), source: DEFAULT }),
  row(`${HEALTH}.StartPeriod`, NUMBER, { absent: orNothing(0), source: 'ECS API HealthCheck: off by default' }),
  row(RESTART, { type: 'object', filled: true, gate: 'Enabled' }),
  row(`${RESTART}.Enabled`, BOOLEAN, { absent: orNothing(false), source: DEFAULT }),
  row(`${RESTART}.IgnoredExitCodes`, { type: 'set', of: 'number' }),
  row(`${RESTART}.RestartAttemptPeriod`, NUMBER, { absent: orNothing(300), source: DEFAULT }),
];

const LOG = `${OF}.LogConfiguration`;
const logs: readonly FieldRow[] = [
  row(LOG, OBJECT),
  row(`${LOG}.LogDriver`, TEXT),
  row(`${LOG}.Options`, MAP, { secret: true }),
  row(`${LOG}.SecretOptions`, keyedBy('Name')),
  row(`${LOG}.SecretOptions[].Name`, TEXT),
  row(`${LOG}.SecretOptions[].ValueFrom`, TEXT, { secret: true }),
  row(`${OF}.FirelensConfiguration`, OBJECT),
  row(`${OF}.FirelensConfiguration.Type`, TEXT),
  row(`${OF}.FirelensConfiguration.Options`, MAP),
];

const LINUX = `${OF}.LinuxParameters`;
const storage: readonly FieldRow[] = [
  row(`${OF}.MountPoints`, keyedBy('ContainerPath')),
  row(`${OF}.MountPoints[].ContainerPath`, TEXT),
  row(`${OF}.MountPoints[].SourceVolume`, TEXT),
  row(`${OF}.MountPoints[].ReadOnly`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  row(`${OF}.VolumesFrom`, keyedBy('SourceContainer')),
  row(`${OF}.VolumesFrom[].SourceContainer`, TEXT),
  row(`${OF}.VolumesFrom[].ReadOnly`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  row(LINUX, FILLED),
  row(`${LINUX}.Capabilities`, FILLED),
  row(`${LINUX}.Capabilities.Add`, SET),
  row(`${LINUX}.Capabilities.Drop`, SET),
  row(`${LINUX}.Devices`, keyedBy('HostPath', 'ContainerPath')),
  row(`${LINUX}.Devices[].HostPath`, TEXT),
  row(`${LINUX}.Devices[].ContainerPath`, TEXT),
  row(`${LINUX}.Devices[].Permissions`, SET, {
    absent: defaultsTo(['read', 'write', 'mknod']),
    source: 'ECS API Device: all three by default',
  }),
  row(`${LINUX}.InitProcessEnabled`, BOOLEAN, { absent: orNothing(false), source: OFF }),
  row(`${LINUX}.MaxSwap`, NUMBER),
  row(`${LINUX}.SharedMemorySize`, NUMBER),
  row(`${LINUX}.Swappiness`, NUMBER, { absent: orNothing(60), source: 'ECS API LinuxParameters: 60 if left out' }),
  row(`${LINUX}.Tmpfs`, keyedBy('ContainerPath')),
  row(`${LINUX}.Tmpfs[].ContainerPath`, TEXT),
  row(`${LINUX}.Tmpfs[].MountOptions`, SET),
  row(`${LINUX}.Tmpfs[].Size`, NUMBER),
];

/** The containers of a task definition. */
export const containerRows: readonly FieldRow[] = [
  ...basics,
  ...running,
  ...network,
  ...lifecycle,
  ...logs,
  ...storage,
];
