import { writeCrossRegionExports } from './cross-region-export';
import type { DeployOptions } from './deploy-options';
import { createService } from './ecs-defaults';
import { sameJson } from './json-copy';
import { toLiveNames } from './live-names';
import type { ServiceBirth, Style } from './service-birth';
import { parsedTemplate, StackBuilder } from './stack-builder';
import { attachTaskSet } from './task-set';
import { updateService } from './update-service';
import type { Environment, PretendResource, PretendService, PretendStack, World } from './world';

/** Deploys a stack as CloudFormation would; one of that name is updated. */
export function deployStack(world: World, options: DeployOptions, inventExports = options.invent): PretendStack {
  const environment = world.environment(options.account, options.region);
  const previous = environment.findStack(options.stackName);
  const style = options.style ?? 'recent';
  const plan = {
    stackName: options.stackName,
    template: parsedTemplate(options),
    source: options,
    parameters: options.parameters ?? {},
    tags: options.tags ?? previous?.tags ?? {},
    style,
    shortServiceArns: options.shortServiceArns ?? false,
    invent: options.invent ?? false,
    inventExports: inventExports ?? false,
    status: options.status,
  };
  const stack = new StackBuilder(environment, plan, previous).build();
  commit(environment, stack, previous, style);
  for (const each of stackTree(stack)) writeCrossRegionExports(world, each);
  return stack;
}

/** The stack and those nested in it, from the root down. */
export function stackTree(stack: PretendStack): PretendStack[] {
  return [stack, ...[...stack.nested.values()].flatMap(stackTree)];
}

function commit(environment: Environment, stack: PretendStack, previous: PretendStack | undefined, style: Style): void {
  const stacks = stackTree(stack);
  const before = new Map((previous ? stackTree(previous) : []).map((known) => [known.stackId, known]));
  for (const each of stacks) {
    environment.stacks.set(each.stackId, each);
    for (const output of each.outputs) {
      if (output.exportName !== undefined)
        environment.exports.set(output.exportName, { value: output.value, stackId: each.stackId });
    }
  }
  for (const each of stacks) commitParameters(environment, each);
  for (const each of stacks) commitClusters(environment, each);
  for (const each of stacks) commitServices(environment, each, before.get(each.stackId), style);
  for (const each of stacks) for (const resource of each.resources) attachTaskSet(environment, each, resource);
  removeLeftOver(environment, stacks, [...before.values()]);
}

function commitParameters(environment: Environment, stack: PretendStack): void {
  for (const resource of stack.resources.filter(({ type }) => type === 'AWS::SSM::Parameter')) {
    const value = resource.properties.Value;
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    const type = String(resource.properties.Type ?? 'String');
    const known = environment.ssmParameters.get(resource.physicalId);
    if (!known) environment.ssmParameters.set(resource.physicalId, { type, values: [text] });
    else if (known.values.at(-1) !== text) known.values.push(text);
  }
}

function commitClusters(environment: Environment, stack: PretendStack): void {
  for (const resource of stack.resources) {
    const isCluster = resource.type === 'AWS::ECS::Cluster';
    if (!isCluster && resource.type !== 'AWS::ECS::ClusterCapacityProviderAssociations') continue;
    const { live } = environment.cluster(resource.physicalId);
    const { defaultCapacityProviderStrategy, capacityProviders, serviceConnectDefaults } = toLiveNames(
      resource.properties,
    );
    Object.assign(live, defaultCapacityProviderStrategy && { defaultCapacityProviderStrategy });
    Object.assign(live, capacityProviders && { capacityProviders });
    Object.assign(live, serviceConnectDefaults && { serviceConnectDefaults });
  }
}

function commitServices(
  environment: Environment,
  stack: PretendStack,
  before: PretendStack | undefined,
  style: Style,
): void {
  for (const resource of stack.resources.filter(({ type }) => type === 'AWS::ECS::Service')) {
    const birth: ServiceBirth = {
      environment,
      arn: resource.physicalId,
      properties: resource.properties,
      stackTags: stack.tags,
      style,
    };
    const known = environment.services.get(resource.physicalId);
    const old = before?.resources.find(({ logicalId }) => logicalId === resource.logicalId);
    if (!known || known.missing || known.live.status !== 'ACTIVE' || !old || !before) {
      environment.services.set(resource.physicalId, createService(birth));
    } else if (!sameJson(toldOf(old, before), toldOf(resource, stack))) {
      updateService(known, birth, { properties: old.properties, stackTags: before.tags });
    }
  }
}

/** What CloudFormation tells ECS of a service. */
function toldOf(resource: PretendResource, stack: PretendStack): unknown {
  return [resource.properties, stack.tags];
}

/** Stacks and services that the update took out. */
function removeLeftOver(environment: Environment, stacks: PretendStack[], before: PretendStack[]): void {
  const kept = new Set(stacks.flatMap((stack) => stack.resources.map(({ physicalId }) => physicalId)));
  for (const stack of before) {
    if (!stacks.some(({ stackId }) => stackId === stack.stackId)) stack.status = 'DELETE_COMPLETE';
    for (const { physicalId, type } of stack.resources) {
      const service = type === 'AWS::ECS::Service' && !kept.has(physicalId) && environment.services.get(physicalId);
      if (service) makeInactive(service);
    }
  }
}

/** What ECS keeps showing of a deleted service for a while. */
export function makeInactive(service: PretendService): void {
  Object.assign(service.live, { status: 'INACTIVE', desiredCount: 0, runningCount: 0, deployments: [], taskSets: [] });
}
