import { type ComparedService, compareService } from '../compare/compare-service';
import { typedAnswer } from '../compare/typed-answer';
import { taskDefinitionTable } from '../fields/task-definition-table';
import { bareObject, type Json, type JsonObject, member } from '../model/json';
import type { Difference, Note } from '../model/report';
import type { Value, ValueMap } from '../model/value';
import type { ServiceMask } from './service-mask';
import { coveringTable, renamed } from './task-definition-names';

type InsideDifference = ComparedService['differences'][number];

/** What differs between the stack's revision of a task definition and the live one; nothing where they are the same. */
export interface ComparedRevisions {
  /** At `TaskDefinition.ContainerDefinitions[web].Image` and the like: drift of deployed against live. */
  readonly differences: InsideDifference[];
  /** What stands in an answer in a form that nobody can compare. */
  readonly unresolved: ComparedService['unresolved'];
  /** Only where the live revision is deregistered: `INACTIVE` at `TaskDefinition.Status`. */
  readonly status?: InsideDifference;
}

const PREFIX = 'TaskDefinition.';

/** What differs inside between the stack's revision and the live one. Both as DescribeTaskDefinition answers. */
export function compareRevisions(stackRevision: JsonObject, liveRevision: JsonObject): ComparedRevisions {
  const [stack, live] = [contentOf(stackRevision), contentOf(liveRevision)];
  const table = coveringTable(taskDefinitionTable, 'live', [stack, live]);
  const sides = { deployed: renamed(table, 'live', stack), live: { service: live } };
  const { differences, unresolved } = compareService(table, sides);
  const status = inactiveStatus(liveRevision);
  return {
    // Whoever declares the reference declares the whole revision.
    differences: differences.map((difference) => ({ ...inside(difference), declared: true })),
    unresolved: unresolved.map(({ undeclared: _, ...entry }) => inside(entry)),
    ...(status === undefined ? {} : { status }),
  };
}

/** What ECS itself writes onto a revision when it registers or deregisters it: no part of its content. */
const REGISTRATION: ReadonlySet<string> = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]);

/** With an unknown for each value of a wrong type. */
function contentOf(revision: JsonObject): ValueMap {
  const content = bareObject<Value>();
  for (const [name, value] of Object.entries(typedAnswer(taskDefinitionTable, 'service', revision))) {
    if (!REGISTRATION.has(name)) content[name] = value;
  }
  return content;
}

/** A service runs on with a deregistered revision, but nobody can deploy that revision again. */
function inactiveStatus(liveRevision: JsonObject): InsideDifference | undefined {
  const status = member(liveRevision, 'status');
  if (typeof status !== 'string' || status === 'ACTIVE') return undefined;
  return {
    path: `${PREFIX}Status`,
    category: 'task-definition',
    cause: 'drift',
    differenceType: 'NOT_EQUAL',
    declared: true,
    deployed: 'ACTIVE',
    live: status,
    onDeploy: 'kept',
  };
}

function inside<Entry extends { readonly path: string }>(entry: Entry): Entry {
  return { ...entry, path: `${PREFIX}${entry.path}` };
}

interface PendingOptions {
  readonly mask: Pick<ServiceMask, 'difference' | 'unresolved'>;
}

/**
 * What the next deploy changes inside a task definition: a note for each change between the resource's properties in
 * the code and in the deployed template, both resolved.
 */
export function pendingChanges(synthesized: ValueMap, deployed: ValueMap, { mask }: PendingOptions): Note[] {
  const table = coveringTable(taskDefinitionTable, 'template', [synthesized, deployed]);
  const sides = { synthesized, deployed, live: { service: renamed(table, 'template', deployed) } };
  const { differences, unresolved } = compareService(table, sides);
  const changes = differences.filter(({ cause }) => cause === 'pending');
  const perhaps = unresolved.filter(({ side }) => side === 'synthesized');
  return [
    ...changes.map(inside).map((change) => note(change.path, describeChange(mask.difference(change)))),
    ...perhaps.map(inside).map((entry) => note(entry.path, `may change: ${mask.unresolved(entry).reason}`)),
  ].sort((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1));
}

function note(path: string, text: string): Note {
  return { kind: 'pending', path, text };
}

function describeChange({ differenceType, synthesized, deployed }: Difference): string {
  const shown = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  if (differenceType === 'ADD') return `added: synthesized ${shown(synthesized)}`;
  if (differenceType === 'REMOVE') return `removed: deployed ${shown(deployed)}`;
  return `synthesized ${shown(synthesized)}, deployed ${shown(deployed)}`;
}
