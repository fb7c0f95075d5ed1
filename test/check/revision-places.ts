import type { Json, JsonObject } from '../../lib/model/json';

/** A single value, element or object within a revision, and what a report calls it. */
export interface RevisionPlace {
  /** `ContainerDefinitions[web].Image` */
  readonly path: string;
  /** Names and positions from the top. */
  readonly at: readonly (string | number)[];
  readonly kind: 'leaf' | 'element' | 'object';
  readonly value: Json;
  /** The element whose key the value is part of. */
  readonly keyOf?: string;
}

/** Written down here a second time, so that a wrong row is noticed: the members that make an element's key. */
const KEYS: Record<string, readonly string[]> = {
  ContainerDefinitions: ['name'],
  Volumes: ['name'],
  PlacementConstraints: ['type', 'expression'],
  InferenceAccelerators: ['deviceName'],
  ResourceRequirements: ['type'],
  Secrets: ['name'],
  SecretOptions: ['name'],
  Ulimits: ['name'],
  SystemControls: ['namespace'],
  PortMappings: ['containerPort', 'containerPortRange', 'protocol'],
  ExtraHosts: ['hostname'],
  DependsOn: ['containerName'],
  MountPoints: ['containerPath'],
  VolumesFrom: ['sourceContainer'],
  Devices: ['hostPath'],
  Tmpfs: ['containerPath'],
};
const NAMES: Record<string, string> = {
  properties: 'ProxyConfigurationProperties',
  iam: 'IAM',
  efsVolumeConfiguration: 'EFSVolumeConfiguration',
  fsxWindowsFileServerVolumeConfiguration: 'FSxWindowsFileServerVolumeConfiguration',
  s3filesVolumeConfiguration: 'S3FilesVolumeConfiguration',
};
const WHOLE = ['Command', 'EntryPoint', 'DnsServers', 'DnsSearchDomains'];
const MAPS = ['DockerLabels', 'Options', 'DriverOpts', 'Labels'];
const ENTRIES = ['Environment', 'ProxyConfigurationProperties'];
const REGISTRATION = /^(taskDefinitionArn|revision|status|requiresAttributes|compatibilities|registered(At|By))$/;

/** Every place of a revision. */
export function placesOf(revision: JsonObject): RevisionPlace[] {
  return Object.entries(revision)
    .filter(([name]) => !REGISTRATION.test(name))
    .flatMap(([name, value]) => inside(value, nameOf(name, []), [name]));
}

function nameOf(name: string, at: readonly (string | number)[]): string {
  if (name === 'fileSystemId' && at.includes('efsVolumeConfiguration')) return 'FilesystemId';
  return NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

function inside(value: Json, path: string, at: RevisionPlace['at'], keyOf?: string): RevisionPlace[] {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (typeof value !== 'object' || value === null || WHOLE.includes(name))
    return [{ path, at, kind: 'leaf', value, keyOf }];
  if (Array.isArray(value)) return value.flatMap((item, index) => element(item, path, name, [...at, index]));
  if (MAPS.includes(name)) {
    return Object.entries(value).map(([key, item]) => ({
      path: `${path}[${key}]`,
      at: [...at, key],
      kind: 'leaf',
      value: item,
    }));
  }
  return [{ path, at, kind: 'object', value }, ...membersOf(value, path, at)];
}

function element(item: Json, path: string, list: string, at: RevisionPlace['at']): RevisionPlace[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return [{ path: `${path}[${item}]`, at, kind: 'element', value: item }];
  }
  if (ENTRIES.includes(list)) {
    const own = `${path}[${item.name}]`;
    return [
      { path: own, at, kind: 'element', value: item },
      { path: own, at: [...at, 'value'], kind: 'leaf', value: item.value as Json },
    ];
  }
  const key = list === 'EnvironmentFiles' ? String(at.at(-1)) : partsOf(item, KEYS[list] ?? []);
  const own = `${path}[${key.replaceAll(']', '\\]')}]`;
  return [{ path: own, at, kind: 'element', value: item }, ...membersOf(item, own, at, KEYS[list])];
}

function partsOf(item: JsonObject, members: readonly string[]): string {
  return members
    .map((member) => item[member])
    .filter((part) => part !== undefined)
    .join(':');
}

function membersOf(
  value: JsonObject,
  path: string,
  at: RevisionPlace['at'],
  keys: readonly string[] = [],
): RevisionPlace[] {
  return Object.entries(value).flatMap(([name, item]) =>
    inside(item, `${path}.${nameOf(name, at)}`, [...at, name], keys.includes(name) ? path : undefined),
  );
}

/** A copy with another value at a place; undefined takes it out. */
export function changed(revision: JsonObject, at: RevisionPlace['at'], value: Json | undefined): JsonObject {
  const copy = structuredClone(revision);
  const last = at.at(-1) as string | number;
  const holder = at.slice(0, -1).reduce<Json>((json, step) => (json as JsonObject)[step] as Json, copy);
  if (value === undefined && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (value === undefined) delete (holder as JsonObject)[last];
  else (holder as JsonObject)[last] = value;
  return copy;
}

/** A value of the same type that differs. */
export function other(value: Json): Json {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? [...value].reverse() : `${value}x`;
}
