import type { ReadFailure } from '../model/deployed-stack';
import { isObject, type JsonObject } from '../model/json';
import type { Note } from '../model/report';
import { timeOf } from './time-of';

/** That ECS took a deployment back, as one of its sources tells. */
interface Rollback {
  readonly words: string;
  readonly at: string | undefined;
  readonly reason: string;
}

/**
 * Names a rollback: by the newest entry of the service's deployments where those could be read, else by what the
 * service's own deployments say of themselves.
 */
export function rollbackNotes(history: readonly JsonObject[] | ReadFailure | undefined, service: JsonObject): Note[] {
  const rollback = isHistory(history) ? fromHistory(history) : fromDeployments(service);
  if (rollback === undefined) return [];
  const { words, at, reason } = rollback;
  const by = /alarm/i.test(reason) ? 'an alarm' : /circuit breaker/i.test(reason) ? 'the circuit breaker' : 'ECS';
  const when = at === undefined ? '' : ` at ${at}`;
  const advice = 'mend the revision that failed: restoring the template’s would bring it back';
  return [{ kind: 'rollback', text: `${words} by ${by}${when}: ${reason}; ${advice}` }];
}

function isHistory(history: readonly JsonObject[] | ReadFailure | undefined): history is readonly JsonObject[] {
  return Array.isArray(history) && history.length > 0;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ROLLBACK_SUCCESSFUL', 'rolled back'],
  ['ROLLBACK_IN_PROGRESS', 'being rolled back'],
  ['ROLLBACK_REQUESTED', 'being rolled back'],
  ['ROLLBACK_FAILED', 'a rollback failed, begun'],
]);

/** ECS API ServiceDeploymentBrief: newest first. */
function fromHistory([newest]: readonly JsonObject[]): Rollback | undefined {
  const words = WORDS.get(String(newest?.status));
  if (newest === undefined || words === undefined) return undefined;
  const reason = typeof newest.statusReason === 'string' ? newest.statusReason : String(newest.status);
  return { words, at: timeOf(newest.finishedAt ?? newest.startedAt ?? newest.createdAt), reason };
}

/** A failed deployment behind the primary one, or a primary one that says why it is there. */
function fromDeployments({ deployments }: JsonObject): Rollback | undefined {
  for (const deployment of Array.isArray(deployments) ? deployments : []) {
    if (!isObject(deployment) || typeof deployment.rolloutStateReason !== 'string') continue;
    const {
      status,
      rolloutState,
      rolloutStateReason: reason,
      updatedAt,
      createdAt,
      failedTasks,
    } = deployment as JsonObject;
    const back = status === 'PRIMARY' ? /roll(ing|ed)[ -]?back/i.test(String(reason)) : rolloutState === 'FAILED';
    if (!back) continue;
    const failed = typeof failedTasks === 'number' && failedTasks > 0 ? `, ${failedTasks} failed tasks` : '';
    const words = rolloutState === 'IN_PROGRESS' ? 'being rolled back' : 'rolled back';
    return { words, at: timeOf(updatedAt ?? createdAt), reason: `${String(reason)}${failed}` };
  }
  return undefined;
}
