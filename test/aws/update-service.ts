import type { Json, JsonObject } from '../../lib/model/json';
import { deploymentConfiguration } from './deployment-configuration';
import { createService } from './ecs-defaults';
import { deploymentMembers, startDeployment } from './ecs-deployment';
import { clone, sameJson } from './json-copy';
import { toLiveNames } from './live-names';
import { DEPLOYMENT_ONLY, ON_REVISION, REVISION_ONLY, type ServiceBirth } from './service-birth';
import { ONE_OF, RESET } from './update-rules';
import type { FreeJson, PretendService } from './world';

/** What CloudFormation knew of the service before. */
export interface ServiceBefore {
  readonly properties: JsonObject;
  readonly stackTags: Readonly<Record<string, string>>;
}

/**
 * Updates a service as CloudFormation does: what the template declares is sent, what it leaves out keeps the value that
 * runs, whoever set it.
 */
export function updateService(service: PretendService, birth: ServiceBirth, before: ServiceBefore): void {
  const { live } = service;
  const asked = toLiveNames(birth.properties);
  const fresh = createService(birth);
  const old = clone(live);
  for (const name of Object.keys(asked)) {
    if (Object.hasOwn(fresh.live, name)) live[name] = fresh.live[name];
  }
  if (ONE_OF.some((name) => asked[name] !== undefined)) {
    for (const name of ONE_OF) {
      delete live[name];
      if (fresh.live[name] !== undefined) live[name] = fresh.live[name];
    }
  }
  const askedBefore = toLiveNames(before.properties);
  for (const name of RESET) {
    const isReset = askedBefore[name] !== undefined || live[name] === undefined;
    if (isReset && fresh.live[name] !== undefined) live[name] = fresh.live[name];
  }
  live.deploymentConfiguration = mergedConfiguration(old, asked, askedBefore, birth);
  live.tags = mergedTags(old.tags ?? [], fresh.live.tags, before);
  const members = keptMembers(service, asked, birth);
  const changed = ON_REVISION.some((name) => !sameJson(old[name], live[name]));
  if (changed || !sameJson(members, runningMembers(service))) startDeployment(service, members, birth);
}

/** Sub-fields are merged; a breaker's optional child that the template stops declaring goes back to its default. */
function mergedConfiguration(old: FreeJson, asked: FreeJson, askedBefore: FreeJson, birth: ServiceBirth): FreeJson {
  const running: FreeJson = old.deploymentConfiguration ?? {};
  const sent: FreeJson = asked.deploymentConfiguration ?? {};
  const merged: FreeJson = { ...running, ...sent };
  if (sent.deploymentCircuitBreaker) {
    merged.deploymentCircuitBreaker = { ...running.deploymentCircuitBreaker, ...sent.deploymentCircuitBreaker };
    const declaredBefore: FreeJson = askedBefore.deploymentConfiguration?.deploymentCircuitBreaker ?? {};
    for (const child of ['resetOnHealthyTask', 'thresholdConfiguration']) {
      if (declaredBefore[child] !== undefined && sent.deploymentCircuitBreaker[child] === undefined) {
        delete merged.deploymentCircuitBreaker[child];
      }
    }
  }
  const controller: string = old.deploymentController?.type ?? 'ECS';
  return deploymentConfiguration(merged, { controller, strategy: old.schedulingStrategy, style: birth.style });
}

/** Tags of the template and the stack are set, those that they no longer have are taken away, others are left alone. */
function mergedTags(running: Tag[], declared: Tag[], before: ServiceBefore): Tag[] {
  const earlier = (before.properties.Tags ?? []) as { Key: Json }[];
  const owned = new Set([...Object.keys(before.stackTags), ...earlier.map((tag) => String(tag.Key))]);
  const named = new Set(declared.map(({ key }) => key));
  return [...declared, ...running.filter(({ key }) => !owned.has(key) && !named.has(key))];
}

interface Tag {
  key: string;
  value: string;
}

const MEMBERS = [...DEPLOYMENT_ONLY, ...REVISION_ONLY];

function runningMembers(service: PretendService): FreeJson {
  const primary: FreeJson = service.live.deployments?.[0] ?? {};
  const members: FreeJson = {};
  for (const name of MEMBERS) {
    const value = primary[name] ?? service.revision?.[name];
    if (value !== undefined) members[name] = value;
  }
  return members;
}

function keptMembers(service: PretendService, asked: FreeJson, birth: ServiceBirth): FreeJson {
  const members = { ...runningMembers(service), ...deploymentMembers(asked, birth) };
  for (const name of MEMBERS) if (Array.isArray(asked[name]) && asked[name].length === 0) delete members[name];
  return members;
}
