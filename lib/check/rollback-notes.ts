import type { ComparedService } from '../compare/compare-service';
import type { ReadFailure } from '../model/deployed-stack';
import type { FieldTable } from '../model/field';
import { isObject, type JsonObject } from '../model/json';
import { isDrift, type Note } from '../model/report';
import { splitPath } from './remedies/split-path';
import { timeOf } from './time-of';

/** That ECS took a deployment back, as one of its sources tells. */
interface Rollback {
  readonly words: string;
  readonly at: string | undefined;
  readonly reason: string;
}

/**
 * Names a rollback, with the properties that drifted by it: by the newest entry of the service's deployments if those
 * could be read, else by what the service's own deployments say of themselves.
 */
export function rollbackNotes(
  history: readonly JsonObject[] | ReadFailure | undefined,
  service: JsonObject,
  { table, differences }: { readonly table: FieldTable; readonly differences: ComparedService['differences'] },
): Note[] {
  const rollback = isHistory(history) ? fromHistory(history) : fromDeployments(service);
  if (rollback === undefined) return [];
  const { words, at, reason } = rollback;
  const by = /alarm/i.test(reason) ? 'an alarm' : /circuit breaker/i.test(reason) ? 'the circuit breaker' : 'ECS';
  const when = at === undefined ? '' : ` at ${at}`;
  const text = `${words} by ${by}${when}: ${reason}`;
  const [first, ...others] = rolledBackProperties(table, differences);
  if (first === undefined) return [{ kind: 'rollback', text }];
  const advice = 'fix the revision that failed and deploy it: setting the deployed value again would bring it back';
  return [
    { kind: 'rollback', path: first, text: `${text}; ${advice}` },
    ...others.map((path): Note => ({ kind: 'rollback', path, text: 'by the same rollback' })),
  ];
}

/** What a rollback brings back is what ECS keeps in service revisions. */
function rolledBackProperties({ rows }: FieldTable, differences: ComparedService['differences']): string[] {
  const held = new Set(rows.flatMap(({ path, heldBy }) => (heldBy === 'service-revision' ? [path] : [])));
  const drifted = differences.filter(isDrift).map(({ path }) => splitPath(path)[0] ?? '');
  return [...new Set(drifted)].filter((name) => held.has(name)).sort();
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
  const status = newest?.status;
  const words = typeof status === 'string' ? WORDS.get(status) : undefined;
  if (newest === undefined || typeof status !== 'string' || words === undefined) return undefined;
  const reason = typeof newest.statusReason === 'string' ? newest.statusReason : status;
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
