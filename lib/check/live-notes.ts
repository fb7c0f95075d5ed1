import { isObject, type Json, type JsonObject } from '../model/json';
import type { Note } from '../model/report';
import { timeOf } from './time-of';

/** What a live service tells of itself beside its properties. */
export function liveNotes(service: JsonObject): Note[] {
  const primary = deploymentUnderWay(service);
  if (primary === undefined) return [];
  const state = typeof primary.rolloutState === 'string' ? primary.rolloutState : 'IN_PROGRESS';
  const reason = typeof primary.rolloutStateReason === 'string' ? ` (${primary.rolloutStateReason})` : '';
  const time = timeOf(primary.createdAt);
  const since = time === undefined ? '' : ` since ${time}`;
  return [
    {
      kind: 'deployment',
      text: `a deployment is under way${since}: ${state}${reason}; what it is to bring is compared`,
    },
  ];
}

/** True while ECS replaces the tasks of a service. */
export function isDeploying(service: JsonObject): boolean {
  return deploymentUnderWay(service) !== undefined;
}

/** The primary deployment, where it is not through yet. */
function deploymentUnderWay(service: JsonObject): JsonObject | undefined {
  const deployments = Array.isArray(service.deployments) ? service.deployments.filter(isDeployment) : [];
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  return primary !== undefined && isUnderWay(primary, deployments) ? primary : undefined;
}

function isDeployment(entry: Json): entry is JsonObject {
  return isObject(entry);
}

/** ECS gives a rollout state for rolling deployments only; else older deployments beside the primary one tell. */
function isUnderWay(primary: JsonObject, deployments: readonly JsonObject[]): boolean {
  if (typeof primary.rolloutState === 'string') return primary.rolloutState === 'IN_PROGRESS';
  return deployments.some(({ status, runningCount }) => status === 'ACTIVE' && runningCount !== 0);
}
