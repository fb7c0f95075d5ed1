import type { Json, JsonObject } from '../../lib/model/json';

/** One place of a declared service, with the path that the report gives it. */
export interface DeclaredPlace {
  /**
   * `leaf`: a single value or a document; `text`: a member of a list of texts; `entry`: a name with its value;
   * `element`: one of a list of objects; `list` and `object`: what holds others.
   */
  readonly kind: 'leaf' | 'text' | 'entry' | 'element' | 'list' | 'object';
  /** The path without keys: `LoadBalancers[].TargetGroupArn`. */
  readonly schema: string;
  readonly path: string;
  /** Where its value lies in the declared JSON. */
  readonly at: readonly (string | number)[];
  /** What it holds; of an entry the value. */
  readonly value: Json;
  /** The path of the element whose key it is part of. */
  readonly keyOf?: string | undefined;
}

type Members = readonly string[];

/** The lists of objects with the members that tell their elements apart, as the report promises them. */
const KEYS: Record<string, Members> = {
  LoadBalancers: ['ContainerName', 'ContainerPort'],
  ServiceRegistries: ['RegistryArn'],
  CapacityProviderStrategy: ['CapacityProvider'],
  PlacementConstraints: ['Type', 'Expression'],
  'DeploymentConfiguration.LifecycleHooks': ['HookTargetArn'],
  'ServiceConnectConfiguration.Services': ['PortName'],
  'ServiceConnectConfiguration.Services[].ClientAliases': ['Port'],
  'ServiceConnectConfiguration.LogConfiguration.SecretOptions': ['Name'],
  VolumeConfigurations: ['Name'],
  'VolumeConfigurations[].ManagedEBSVolume.TagSpecifications': ['ResourceType'],
  VpcLatticeConfigurations: ['PortName'],
  GatewayConnectors: ['PortName'],
};

/** Lists of objects in which position tells. */
export const ORDERED = ['PlacementStrategies', 'ServiceConnectConfiguration.ContainerConfigurations'];

/** Every place of a declared service. */
export function placesOf(properties: JsonObject): DeclaredPlace[] {
  return membersOf(properties, { schema: '', path: '', at: [] }, undefined);
}

interface Above {
  readonly schema: string;
  readonly path: string;
  readonly at: readonly (string | number)[];
}

function membersOf(object: JsonObject, above: Above, keys: { members: Members; path: string } | undefined) {
  const dot = above.path === '' ? '' : '.';
  return Object.entries(object).flatMap(([name, value]) =>
    placesAt(
      name,
      value,
      { schema: `${above.schema}${dot}${name}`, path: `${above.path}${dot}${name}`, at: [...above.at, name] },
      keys?.members.includes(name) ? keys.path : undefined,
    ),
  );
}

function placesAt(name: string, value: Json, here: Above, keyOf: string | undefined): DeclaredPlace[] {
  if (typeof value !== 'object' || value === null || name === 'HookDetails') {
    return [{ kind: 'leaf', ...here, value, keyOf }];
  }
  const self: DeclaredPlace = { kind: Array.isArray(value) ? 'list' : 'object', ...here, value, keyOf };
  if (name === 'Options') return [{ ...self, kind: 'list' }, ...entries(here, value as JsonObject)];
  if (!Array.isArray(value)) return [self, ...membersOf(value, here, undefined)];
  return [self, ...value.flatMap((item, index) => elementPlaces(name, item, index, here, keyOf))];
}

function entries(here: Above, map: JsonObject): DeclaredPlace[] {
  return Object.entries(map).map(([key, value]) => entry(here, key, value, [...here.at, key]));
}

function entry(here: Above, key: string, value: Json, at: DeclaredPlace['at']): DeclaredPlace {
  return { kind: 'entry', schema: `${here.schema}[]`, path: `${here.path}[${key}]`, at, value };
}

function elementPlaces(
  name: string,
  item: Json,
  index: number,
  here: Above,
  keyOf: string | undefined,
): DeclaredPlace[] {
  const at = [...here.at, index];
  if (typeof item !== 'object') {
    return [{ kind: 'text', schema: `${here.schema}[]`, path: `${here.path}[${item}]`, at, value: item, keyOf }];
  }
  const object = item as JsonObject;
  if (name === 'Tags') return [entry(here, String(object.Key), object.Value as Json, [...at, 'Value'])];
  if (name === 'MetricConfigurations') {
    return (object.MetricNames as string[]).map((metric) =>
      entry(here, metric, object.ResolutionSeconds as Json, [...at, 'ResolutionSeconds']),
    );
  }
  const { key, members } = keyFor(here.schema, object, index);
  const above = { schema: `${here.schema}[]`, path: `${here.path}[${key}]`, at };
  const keys = { members, path: above.path };
  return [{ kind: 'element', ...above, value: item }, ...membersOf(object, above, keys)];
}

function keyFor(schema: string, element: JsonObject, index: number): { key: string; members: Members } {
  if (ORDERED.includes(schema)) return { key: String(index), members: [] };
  const pause = schema.endsWith('.LifecycleHooks') && element.HookTargetArn === undefined;
  const members = pause ? ['TargetType', 'LifecycleStages'] : KEYS[schema];
  if (members === undefined) throw new Error(`the test knows no key for ${schema}`);
  const parts = members.flatMap((member) => (element[member] === undefined ? [] : [String(element[member])]));
  return { key: parts.join(':'), members };
}

/** The JSON with the value at a place replaced, or taken out where there is none. */
export function changed(properties: JsonObject, at: readonly (string | number)[], value: Json | undefined): JsonObject {
  const copy = JSON.parse(JSON.stringify(properties)) as JsonObject;
  let parent: Json = copy;
  for (const step of at.slice(0, -1)) parent = (parent as JsonObject)[step as string] as Json;
  const last = at[at.length - 1] as string;
  if (value !== undefined) (parent as JsonObject)[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as JsonObject)[last];
  return copy;
}

/** The path that goes when a place goes: an optional object with nothing left in it goes with it. */
export function emptiedWith(
  properties: JsonObject,
  { at, path }: DeclaredPlace,
  isOptional: (place: DeclaredPlace) => boolean,
): string {
  const above = placesOf(properties).find((place) => place.kind === 'object' && sameSteps(place.at, at.slice(0, -1)));
  if (above === undefined || !isOptional(above) || Object.keys(above.value as JsonObject).length > 1) return path;
  return emptiedWith(properties, above, isOptional);
}

function sameSteps(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
