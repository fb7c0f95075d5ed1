import type { Json, JsonObject } from '../../lib/model/json';
import { clone, sameJson } from './json-copy';
import type { ScalableTargetHandle } from './loopback-aws';
import { CREATED_AT, type Environment, type FreeJson, type PretendScalableTarget, type PretendStack } from './world';

export const DIMENSION = 'ecs:service:DesiredCount';
const TYPE = 'AWS::ApplicationAutoScaling::ScalableTarget';

/** Registers what the stack declares or changes, and takes away what it no longer has. */
export function commitScalableTargets(environment: Environment, stack: PretendStack, before?: PretendStack): void {
  const declared = stack.resources.filter(({ type }) => type === TYPE);
  const old = (before?.resources ?? []).filter(({ type }) => type === TYPE);
  for (const { physicalId } of old) {
    if (declared.some((resource) => resource.physicalId === physicalId)) continue;
    environment.scalableTargets.delete(physicalId.split('|')[0] ?? '');
  }
  for (const { physicalId, properties } of declared) {
    if (properties.ScalableDimension !== DIMENSION || properties.ServiceNamespace !== 'ecs') continue;
    const earlier = old.find((resource) => resource.physicalId === physicalId);
    if (earlier && sameJson(earlier.properties, properties)) continue;
    const target = registerScalableTarget(environment, String(properties.ResourceId), {
      MinCapacity: Number(properties.MinCapacity),
      MaxCapacity: Number(properties.MaxCapacity),
    });
    target.scheduledActions = ((properties.ScheduledActions ?? []) as JsonObject[]).map((action) =>
      scheduledAction(environment, String(properties.ResourceId), action),
    );
  }
}

/** As RegisterScalableTarget does it: one that is there keeps what is not given. */
export function registerScalableTarget(
  environment: Environment,
  resourceId: string,
  given: FreeJson,
): PretendScalableTarget {
  const known = environment.scalableTargets.get(resourceId);
  if (known) {
    Object.assign(known.live, clone(given));
    return known;
  }
  const { partition, account } = environment;
  const role = 'ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService';
  const id = environment.random(resourceId).hex(34, 'scalable-target');
  const live = {
    ServiceNamespace: 'ecs',
    ResourceId: resourceId,
    ScalableDimension: DIMENSION,
    MinCapacity: 1,
    MaxCapacity: 1,
    RoleARN: `arn:${partition}:iam::${account}:role/aws-service-role/${role}`,
    CreationTime: CREATED_AT,
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
    ScalableTargetARN: environment.arn('application-autoscaling', `scalable-target/${id}`),
    ...clone(given),
  };
  const target = { resourceId, live, scheduledActions: [] };
  environment.scalableTargets.set(resourceId, target);
  return target;
}

function scheduledAction(environment: Environment, resourceId: string, action: JsonObject): FreeJson {
  const band = (action.ScalableTargetAction ?? {}) as JsonObject;
  const id = environment.random(resourceId, String(action.ScheduledActionName)).uuid('scheduled-action');
  return {
    ScheduledActionName: String(action.ScheduledActionName),
    ScheduledActionARN: environment.arn(
      'autoscaling',
      `scheduledAction:${id}:resource/ecs/${resourceId}:scheduledActionName/${action.ScheduledActionName}`,
    ),
    ServiceNamespace: 'ecs',
    Schedule: String(action.Schedule),
    ...(action.Timezone !== undefined && { Timezone: String(action.Timezone) }),
    ResourceId: resourceId,
    ScalableDimension: DIMENSION,
    ...epochs(action, 'StartTime', 'EndTime'),
    ScalableTargetAction: Object.fromEntries(Object.entries(band).map(([name, count]) => [name, Number(count)])),
    CreationTime: CREATED_AT,
  };
}

function epochs(action: { [name: string]: Json }, ...names: string[]): FreeJson {
  const given = names.filter((name) => action[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, Date.parse(String(action[name])) / 1000]));
}

/** A handle for changing a scalable target behind CloudFormation's back. */
export function scalableTargetHandle(environment: Environment, target: PretendScalableTarget): ScalableTargetHandle {
  return {
    resourceId: target.resourceId,
    live: target.live,
    get scheduledActions() {
      return target.scheduledActions;
    },
    scaleTo: (count) => scaleTo(environment, target.resourceId, count),
    deregister: () => void environment.scalableTargets.delete(target.resourceId),
  };
}

/** What an alarm makes of it: the service's count, without a new deployment. */
function scaleTo(environment: Environment, resourceId: string, count: number): void {
  const [, cluster = '', name = ''] = resourceId.split('/');
  const clusterArn = environment.cluster(cluster).arn;
  const service = [...environment.services.values()].find(
    (known) => known.clusterArn === clusterArn && known.live.serviceName === name,
  );
  if (!service) throw new Error(`the loopback AWS has no service ${resourceId}`);
  for (const each of [service.live, ...(service.live.deployments ?? []).slice(0, 1)]) {
    Object.assign(each, { desiredCount: count, runningCount: count });
  }
}
