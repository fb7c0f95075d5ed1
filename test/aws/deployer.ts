import type { JsonObject } from '../../lib/model/json';
import { commitClusters } from './commit-clusters';
import { writeCrossRegionExports } from './cross-region-export';
import type { DeployOptions } from './deploy-options';
import { createService } from './ecs-defaults';
import { sameJson } from './json-copy';
import { commitScalableTargets } from './scalable-target';
import type { ServiceBirth, Style } from './service-birth';
import { commitNamespaces } from './service-discovery';
import { parsedTemplate, StackBuilder } from './stack-builder';
import { deregisterTaskDefinition } from './task-definition';
import { commitTaskSets, removeTaskSet } from './task-set';
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
  const stack = new StackBuilder(world, environment, plan, previous).build();
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
  for (const each of stacks) commitNamespaces(environment, each);
  for (const each of stacks) commitClusters(environment, each);
  for (const each of stacks) commitServices(environment, each, before.get(each.stackId), style);
  for (const each of stacks) commitTaskSets(environment, each, before.get(each.stackId));
  for (const each of stacks) commitScalableTargets(environment, each, before.get(each.stackId));
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

/** Stacks and what of theirs the update took out. */
function removeLeftOver(environment: Environment, stacks: PretendStack[], before: PretendStack[]): void {
  const kept = new Set(stacks.flatMap((stack) => stack.resources.map(({ physicalId }) => physicalId)));
  const retained = new Set(before.length === 0 ? [] : stacks.flatMap(retainedOnReplacement));
  for (const stack of before) {
    if (!stacks.some(({ stackId }) => stackId === stack.stackId)) stack.status = 'DELETE_COMPLETE';
    for (const { logicalId, physicalId, type } of stack.resources) {
      if (kept.has(physicalId) || retained.has(`${stack.stackId}/${logicalId}`)) continue;
      const service = type === 'AWS::ECS::Service' && environment.services.get(physicalId);
      if (service) makeInactive(service);
      if (type === 'AWS::ECS::TaskDefinition') deregisterTaskDefinition(environment, physicalId);
      if (type === 'AWS::ECS::TaskSet') removeTaskSet(environment, physicalId);
    }
  }
}

/** The resources whose replaced predecessors the template keeps, as `STACK-ID/LOGICAL-ID`. */
function retainedOnReplacement(stack: PretendStack): string[] {
  const text = stack.processedText ?? stack.templateText;
  const resources = (parsedTemplate({ templateText: text }).Resources ?? {}) as { [logicalId: string]: JsonObject };
  return Object.keys(resources)
    .filter((logicalId) => resources[logicalId]?.UpdateReplacePolicy === 'Retain')
    .map((logicalId) => `${stack.stackId}/${logicalId}`);
}

/** What ECS keeps showing of a deleted service for a while. */
export function makeInactive(service: PretendService): void {
  Object.assign(service.live, { status: 'INACTIVE', desiredCount: 0, runningCount: 0, deployments: [], taskSets: [] });
}
