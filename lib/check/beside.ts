import { bareObject, member } from '../model/json';
import type { Template } from '../model/template';
import { isMap, type Value, type ValueMap } from '../model/value';
import type { Resolver } from '../resolve/resolver';
import type { StackPair } from './stack-pair';
import type { SideResolvers } from './stack-scopes';

/** What other resources of the checked stacks say that act upon one service, by the names of the rows with `of`. */
export interface BesideSides {
  readonly synthesized?: ValueMap;
  readonly deployed?: ValueMap;
}

/** By `service/CLUSTER/NAME`. */
export type Beside = ReadonlyMap<string, BesideSides>;

/** `service/CLUSTER/NAME`, as Application Auto Scaling calls a service; it is told apart by that here. */
export function serviceKey(serviceArn: string, cluster: string): string {
  return `service/${lastSegment(cluster)}/${lastSegment(serviceArn)}`;
}

function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** The scalable targets and CodeDeploy deployment groups of a stack and its nested stacks, by their services. */
export function collectBeside(pair: StackPair, resolvers: SideResolvers): Map<string, BesideSides> {
  const beside = new Map<string, BesideSides>();
  collectSide(beside, 'deployed', pair, pair.deployedTemplate, resolvers.deployed);
  if (resolvers.synthesized === resolvers.deployed) {
    for (const [key, { deployed }] of beside) beside.set(key, { synthesized: deployed, deployed });
  } else collectSide(beside, 'synthesized', pair, pair.synthesized, resolvers.synthesized);
  for (const [logicalId, child] of pair.nested) {
    const inner = resolvers.nested.get(logicalId);
    if (inner !== undefined) mergeBeside(beside, collectBeside(child, inner));
  }
  return beside;
}

/** Adds what other stacks say; a service may have its target in one and its deployment group in another. */
export function mergeBeside(into: Map<string, BesideSides>, from: Beside): void {
  for (const [key, sides] of from) {
    const known = into.get(key);
    into.set(key, {
      synthesized: join(known?.synthesized, sides.synthesized),
      deployed: join(known?.deployed, sides.deployed),
    });
  }
}

function join(one: ValueMap | undefined, other: ValueMap | undefined): ValueMap | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Object.assign(bareObject<Value>(), one, other);
}

function collectSide(
  beside: Map<string, BesideSides>,
  side: keyof BesideSides,
  pair: StackPair,
  template: Template | undefined,
  resolver: Resolver | undefined,
): void {
  if (template === undefined || resolver === undefined) return;
  for (const logicalId of Object.keys(template.Resources)) {
    const reader = READERS.get(member(template.Resources, logicalId)?.Type ?? '');
    if (reader === undefined || resolver.exists(logicalId) === false) continue;
    const read = reader(resolver.properties(logicalId), pair.deployed.resources?.get(logicalId)?.physicalId);
    if (read === undefined) continue;
    const named = Object.assign(bareObject<Value>(), { [read.name]: read.value });
    mergeBeside(beside, new Map([[read.key, { [side]: named }]]));
  }
}

interface Read {
  readonly key: string;
  readonly name: string;
  readonly value: ValueMap;
}

const READERS: ReadonlyMap<string, (properties: ValueMap, physicalId: string | undefined) => Read | undefined> =
  new Map([
    ['AWS::ApplicationAutoScaling::ScalableTarget', readScalableTarget],
    ['AWS::CodeDeploy::DeploymentGroup', readDeploymentGroup],
  ]);

const COUNT = 'ecs:service:DesiredCount';

/** Its physical id begins with the service's, whatever the template's spelling; one that is to come has a property only. */
function readScalableTarget(properties: ValueMap, physicalId: string | undefined): Read | undefined {
  const [physical, dimension] = physicalId?.split('|') ?? [];
  if ((dimension ?? properties.ScalableDimension ?? COUNT) !== COUNT) return undefined;
  const key = physical?.startsWith('service/') ? physical : properties.ResourceId;
  if (typeof key !== 'string' || !key.startsWith('service/')) return undefined;
  const value = bareObject<Value>();
  for (const name of ['MinCapacity', 'MaxCapacity', 'ScheduledActions']) {
    const held = properties[name];
    if (held !== undefined && !(Array.isArray(held) && held.length === 0)) value[name] = held;
  }
  return { key, name: 'ScalableTarget', value };
}

function readDeploymentGroup(properties: ValueMap): Read | undefined {
  const [service] = listOf(properties.ECSServices);
  if (!isMap(service)) return undefined;
  const { ClusterName, ServiceName } = service;
  if (typeof ClusterName !== 'string' || typeof ServiceName !== 'string') return undefined;
  const info = properties.LoadBalancerInfo;
  const pairs = isMap(info) ? listOf(info.TargetGroupPairInfoList) : [];
  const groups = pairs.flatMap((pair) => (isMap(pair) ? listOf(pair.TargetGroups) : []));
  const names = groups.map((group) => (isMap(group) ? group.Name : group)).filter((name) => name !== undefined);
  const value = Object.assign(bareObject<Value>(), { TargetGroups: names });
  return { key: serviceKey(ServiceName, ClusterName), name: 'DeploymentGroup', value };
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}
