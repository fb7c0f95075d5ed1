import { isObject, type Json, type JsonObject } from '../model/json';
import type { LiveService } from '../model/live-service';

/** What ECS answered about a task set, which is part of what it answered about its service. */
export function taskSetIn(service: LiveService | undefined, id: string): LiveService | undefined {
  if (service?.kind === 'deleted') return { kind: 'deleted', reason: `its service is gone: ${service.reason}` };
  if (service?.kind !== 'found') return service;
  const taskSets = service.service.taskSets ?? [];
  const known = Array.isArray(taskSets) ? taskSets.filter(isTaskSet) : undefined;
  const found = known?.find((taskSet) => taskSet.id === id);
  if (found === undefined) {
    if (!Array.isArray(taskSets) || known?.length !== taskSets.length) return { kind: 'unread', reason: UNMATCHED };
    return { kind: 'deleted', reason: `it was deleted outside CloudFormation: its service has no task set ${id}` };
  }
  return found.status === 'DRAINING' ? { kind: 'unread', reason: DRAINING } : { kind: 'found', service: found };
}

function isTaskSet(entry: Json): entry is JsonObject {
  return isObject(entry) && typeof entry.id === 'string';
}

const UNMATCHED = 'the answer about its service holds task sets that cannot be told apart';
const DRAINING = 'its tasks are being stopped: ECS has the task set as DRAINING';
