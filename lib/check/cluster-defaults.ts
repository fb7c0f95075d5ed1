import { isReadFailure, type ReadFailure } from '../model/deployed-stack';
import { bareObject, isObject, type Json, type JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';
import { toValue, Unknown, type Value, type ValueMap } from '../model/value';
import type { AwsPort } from './aws-ports';
import { type BesideSides, mergeBeside, serviceKey } from './beside';
import type { ServiceToCheck } from './collect-services';
import type { LiveReader } from './read-live';
import type { ResolvedStack } from './resolve-services';

type Checkable = Extract<ServiceToCheck, { kind: 'check' }>;

const STRATEGY = 'CapacityProviderStrategy';
const SIDES = ['synthesized', 'deployed'] as const;

/**
 * Puts the default strategies of clusters beside the services that declare no capacity and run on a strategy. That of a
 * cluster that could not be read is unknown; where the permission is missing, the action is noted.
 */
export async function addClusterDefaults(
  byPort: ReadonlyMap<AwsPort, Map<string, BesideSides>>,
  resolved: readonly ResolvedStack[],
  live: LiveReader,
): Promise<void> {
  const wanting = new Map<AwsPort, Checkable[]>();
  for (const { stack, services } of resolved) {
    const here = services.filter(
      (service): service is Checkable =>
        service.kind === 'check' &&
        service.taskSetId === undefined &&
        runsOnStrategy(live.service(stack.aws, service.serviceArn)) &&
        SIDES.some((side) => declaresNoCapacity(service[side])),
    );
    if (here.length > 0) wanting.set(stack.aws, [...(wanting.get(stack.aws) ?? []), ...here]);
  }
  await Promise.all(
    [...wanting].map(async ([port, services]) => {
      const clusters = await port.readClusters(services.map(({ cluster }) => cluster));
      const beside = byPort.get(port);
      for (const service of services) {
        const cluster = clusters.get(service.cluster);
        if (cluster === undefined || beside === undefined) continue;
        if (isReadFailure(cluster) && cluster.denied) live.denied.add(cluster.action);
        mergeBeside(beside, new Map([besideService(service, cluster)]));
      }
    }),
  );
}

/** On a launch type it was made before its cluster had a default, and stays there. */
function runsOnStrategy(live: LiveService | undefined): boolean {
  if (live?.kind !== 'found') return false;
  const strategy = live.service.capacityProviderStrategy;
  return Array.isArray(strategy) && strategy.length > 0;
}

/** An empty list declares something: to run without a strategy, as far as ECS can. */
function declaresNoCapacity(properties: ValueMap | undefined): boolean {
  if (properties === undefined) return false;
  return properties.LaunchType === undefined && properties.CapacityProviderStrategy === undefined;
}

function besideService(service: Checkable, cluster: JsonObject | ReadFailure): [string, BesideSides] {
  const defaults = Object.assign(bareObject<Value>(), { [STRATEGY]: strategyOf(service.cluster, cluster) });
  const of = (side: (typeof SIDES)[number]): ValueMap | undefined =>
    declaresNoCapacity(service[side]) ? Object.assign(bareObject<Value>(), { ClusterDefaults: defaults }) : undefined;
  const key = serviceKey(service.serviceArn, service.cluster);
  return [key, { synthesized: of('synthesized'), deployed: of('deployed') }];
}

/** The cluster's default strategy under the names of a template; an empty one where it has none. */
function strategyOf(name: string, cluster: JsonObject | ReadFailure): Value {
  const unknown = (reason: string): Unknown => new Unknown(reason, `\${${name}.DefaultCapacityProviderStrategy}`);
  if (isReadFailure(cluster)) return unknown(cluster.reason);
  const { defaultCapacityProviderStrategy: strategy } = cluster;
  if (!Array.isArray(strategy) || !strategy.every(isItem)) {
    return unknown(`ecs:DescribeClusters of cluster ${name}: the answer does not tell its default strategy`);
  }
  return toValue(strategy.map(toTemplateNames)) ?? [];
}

function isItem(item: Json): item is JsonObject {
  if (!isObject(item)) return false;
  const { capacityProvider, base = 0, weight = 0 } = item;
  return typeof capacityProvider === 'string' && typeof base === 'number' && typeof weight === 'number';
}

function toTemplateNames({ capacityProvider, base, weight }: JsonObject): JsonObject {
  return { CapacityProvider: capacityProvider ?? null, Base: base ?? null, Weight: weight ?? null };
}
