import { isReadFailure, type ReadFailure } from '../model/deployed-stack';
import { bareObject, isObject, type Json, type JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';
import type { Category } from '../model/report';
import { toValue, type Value, type ValueMap } from '../model/value';
import type { AwsPort } from './aws-ports';
import { type BesideSides, mergeBeside, serviceKey } from './beside';
import type { ServiceToCheck } from './collect-services';
import type { LiveReader } from './read-live';
import type { ResolvedStack } from './resolve-services';

type Checkable = Extract<ServiceToCheck, { kind: 'check' }>;

const SIDES = ['synthesized', 'deployed'] as const;

/**
 * Puts the default strategies of clusters beside the services that declare no capacity and run on a strategy; clusters
 * that could not be read are left out, and their actions, where denied, noted.
 */
export async function addClusterDefaults(
  byPort: ReadonlyMap<AwsPort, Map<string, BesideSides>>,
  resolved: readonly ResolvedStack[],
  { live, only = [] }: { readonly live: LiveReader; readonly only?: readonly Category[] },
): Promise<void> {
  if (only.length > 0 && !only.includes('capacity')) return;
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
        if (cluster === undefined || isReadFailure(cluster)) noteDenied(live, cluster);
        else if (beside !== undefined) mergeBeside(beside, new Map([besideService(service, cluster)]));
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

function besideService(service: Checkable, cluster: JsonObject): [string, BesideSides] {
  const defaults = Object.assign(bareObject<Value>(), strategyOf(cluster));
  const of = (side: (typeof SIDES)[number]): ValueMap | undefined =>
    declaresNoCapacity(service[side]) ? Object.assign(bareObject<Value>(), { ClusterDefaults: defaults }) : undefined;
  const key = serviceKey(service.serviceArn, service.cluster);
  return [key, { synthesized: of('synthesized'), deployed: of('deployed') }];
}

/** The cluster's default strategy under the names of a template; an empty one where it has none. */
function strategyOf({ defaultCapacityProviderStrategy: strategy }: JsonObject): { CapacityProviderStrategy?: Value } {
  // An answer that does not speak of it says nothing.
  if (!Array.isArray(strategy)) return {};
  return { CapacityProviderStrategy: toValue(strategy.filter(isItem).map(toTemplateNames)) ?? [] };
}

function isItem(item: Json): item is JsonObject {
  return isObject(item);
}

function toTemplateNames({ capacityProvider, base, weight }: JsonObject): JsonObject {
  return { CapacityProvider: capacityProvider ?? null, Base: base ?? null, Weight: weight ?? null };
}

function noteDenied({ denied }: LiveReader, failure: ReadFailure | undefined): void {
  if (failure?.denied) denied.add(failure.action);
}
