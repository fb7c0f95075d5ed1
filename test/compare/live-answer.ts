import type { ServiceSides } from '../../lib/compare/compare-service';
import { isObject, type Json, type JsonObject } from '../../lib/model/json';
import { toValue, type ValueMap } from '../../lib/model/value';

/** ECS's names that are not the CloudFormation name with a small first letter. */
const NAMES: Record<string, string> = {
  Cluster: 'clusterArn',
  Role: 'roleArn',
  PlacementStrategies: 'placementStrategy',
};

/** What `DescribeServices` shows on the primary deployment, and what only a service revision shows. */
const PLACES: Record<string, 'deployment' | 'revision'> = {
  ServiceConnectConfiguration: 'deployment',
  VolumeConfigurations: 'deployment',
  VpcLatticeConfigurations: 'deployment',
  Monitoring: 'revision',
  GatewayConnectors: 'revision',
};

/** Names and values in these are the user's: ECS does not re-case them. */
const VERBATIM = new Set(['Options', 'HookDetails']);

/** The answer of ECS about a service that has exactly these properties, given by CloudFormation's names. */
export function liveAnswer(properties: JsonObject): ServiceSides['live'] {
  const places: Record<'service' | 'deployment' | 'revision', JsonObject> = {
    service: {},
    deployment: {},
    revision: {},
  };
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(places[PLACES[name] ?? 'service'], NAMES[name] ?? small(name), {
      value: recase(name, value),
      enumerable: true,
    });
  }
  return {
    service: toValue(places.service) as ValueMap,
    deployment: toValue(places.deployment) as ValueMap,
    revision: toValue(places.revision) as ValueMap,
  };
}

function recase(name: string, value: Json): Json {
  if (VERBATIM.has(name)) return value;
  if (Array.isArray(value)) return value.map((item) => recase('', item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [small(key), recase(key, inner as Json)]));
}

function small(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
