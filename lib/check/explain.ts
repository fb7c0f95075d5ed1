import type { ComparedService } from '../compare/compare-service';
import { isReadFailure, type ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import { isDrift, type Note } from '../model/report';
import type { AwsPort } from './aws-ports';
import { CHECKED_TYPES } from './checked-types';
import type { FoundOutcome, Outcome } from './outcome';
import { rollbackNotes } from './rollback-notes';
import { compareRevisions } from './task-definition-content';

type Difference = ComparedService['differences'][number];

/** Actions that were denied while explanations were looked for. */
export type Denied = Set<string>;

/** Reads, for services that differ only, what explains it: the content of task definitions, rollbacks, hotswaps. */
export async function explain(outcomes: readonly Outcome[], denied: Denied): Promise<Outcome[]> {
  const drifted = outcomes.flatMap(({ service, found }) =>
    service.kind === 'check' && found !== undefined && found.compared.differences.some(isDrift)
      ? [{ service, found }]
      : [],
  );
  const revisions = await readByPort(
    drifted,
    ({ found }) => revisionsOf(found),
    (port, arns) => port.readTaskDefinitions(arns.flat()),
  );
  const deployments = await readByPort(
    drifted.filter(({ service }) => service.taskSetId === undefined),
    ({ service }) => ({ serviceArn: service.serviceArn, cluster: service.cluster }),
    (port, services) => port.readServiceDeployments(services),
  );
  for (const read of [...revisions.values(), ...deployments.values()]) {
    for (const value of read.values()) if (isReadFailure(value) && value.denied) denied.add(value.action);
  }
  return outcomes.map((outcome) => {
    const { service, found } = outcome;
    if (service.kind !== 'check' || found === undefined || !found.compared.differences.some(isDrift)) return outcome;
    const history = service.taskSetId === undefined ? deployments.get(found.port)?.get(service.serviceArn) : undefined;
    const compared = withContent(found.compared, revisions.get(found.port) ?? new Map());
    const { table } = CHECKED_TYPES[service.identity.resourceType];
    const notes = [
      ...rollbackNotes(history, found.service, { table, differences: compared.differences }),
      ...hotswapNotes(found.compared),
    ];
    const gone = isDeregistered(found, revisions.get(found.port));
    return {
      ...outcome,
      found: { ...found, ...gone, compared: { ...compared, notes: [...notes, ...compared.notes] } },
    };
  });
}

async function readByPort<Item extends { readonly found: FoundOutcome }, Request, Answer>(
  items: readonly Item[],
  requestOf: (item: Item) => Request,
  read: (port: AwsPort, requests: Request[]) => Promise<Map<string, Answer>>,
): Promise<Map<AwsPort, Map<string, Answer>>> {
  const requests = new Map<AwsPort, Request[]>();
  for (const item of items) {
    requests.set(item.found.port, [...(requests.get(item.found.port) ?? []), requestOf(item)]);
  }
  const reads = [...requests].map(
    async ([port, asked]): Promise<[AwsPort, Map<string, Answer>]> => [port, await read(port, asked)],
  );
  return new Map(await Promise.all(reads));
}

/** The stack's revision and the live one, where the reference to it is what differs. */
function revisionsOf({ compared }: FoundOutcome): string[] {
  const reference = compared.differences.find(({ path }) => path === 'TaskDefinition');
  if (reference === undefined || !isDrift(reference)) return [];
  const stack = stackRevision(reference);
  return typeof stack === 'string' && typeof reference.live === 'string' ? [stack, reference.live] : [];
}

/** The revision that the stack has: the deployed one, the code's where only that is known. */
function stackRevision({ deployed, synthesized }: Difference): Difference['deployed'] {
  return deployed ?? synthesized;
}

/** ECS runs services with revisions that are ACTIVE only. */
function isDeregistered(
  { compared }: FoundOutcome,
  revisions: ReadonlyMap<string, JsonObject | ReadFailure> = new Map(),
): Pick<FoundOutcome, 'deregistered'> {
  const reference = compared.differences.find(({ path }) => path === 'TaskDefinition');
  const stack = reference === undefined ? undefined : revisions.get(String(stackRevision(reference)));
  if (stack === undefined) return {};
  if (isReadFailure(stack)) return stack.absent ? { deregistered: true } : {};
  return typeof stack.status === 'string' && stack.status !== 'ACTIVE' ? { deregistered: true } : {};
}

/** A difference inside, with the cause and the sides of the reference that leads there. */
function likeReference(inside: Difference, reference: Difference): Difference {
  const { deployed, ...rest } = inside;
  const { cause, onDeploy } = reference;
  return {
    ...rest,
    // What a conflict's code brings instead is another revision as a whole, of which this place is not known.
    ...(cause === 'drift' &&
      reference.synthesized !== undefined &&
      deployed !== undefined && { synthesized: deployed }),
    ...(reference.deployed !== undefined && deployed !== undefined && { deployed }),
    cause,
    onDeploy,
  };
}

/** Puts what differs inside the task definitions in place of the difference between their references. */
function withContent(
  compared: ComparedService,
  revisions: ReadonlyMap<string, JsonObject | ReadFailure>,
): ComparedService {
  const reference = compared.differences.find(
    (difference) => difference.path === 'TaskDefinition' && isDrift(difference),
  );
  const stack = reference === undefined ? undefined : stackRevision(reference);
  const [deployed, live] = [stack, reference?.live].map((arn) => revisions.get(String(arn)));
  if (reference === undefined || deployed === undefined || live === undefined) return compared;
  const failures = [deployed, live].filter(isReadFailure);
  // A revision that is not there holds nothing that could be the same.
  if (failures.some(({ absent }) => absent)) return compared;
  const [failure] = failures;
  if (failure !== undefined) return withoutReference(compared, reference, failure);
  const inside = compareRevisions(deployed as JsonObject, live as JsonObject);
  const found = [...inside.differences, ...(inside.status === undefined ? [] : [inside.status])];
  const others = compared.differences.filter((difference) => difference !== reference);
  const isSame = found.length + inside.unresolved.length === 0;
  // Without a change by hand, what is left of a conflict is the code's own change.
  const left: Difference[] =
    isSame && reference.cause === 'conflict' ? [{ ...reference, cause: 'pending', onDeploy: undefined }] : [];
  const same: Note = {
    kind: 'managed',
    path: 'TaskDefinition',
    text: `another revision with the same content: deployed ${String(stack)}, live ${String(reference.live)}`,
  };
  return {
    differences: [...others, ...left, ...found.map((difference) => likeReference(difference, reference))].sort(byPath),
    unresolved: [...compared.unresolved, ...inside.unresolved].sort(byPath),
    notes: isSame ? [...compared.notes, same] : compared.notes,
  };
}

/** Two revisions may hold the same: where they could not be read, nobody knows whether anything differs. */
function withoutReference(compared: ComparedService, reference: Difference, { reason }: ReadFailure): ComparedService {
  const unread = { path: reference.path, side: 'live' as const, reason };
  return {
    ...compared,
    differences: compared.differences.filter((difference) => difference !== reference),
    unresolved: [...compared.unresolved, unread].sort(byPath),
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/** `cdk deploy --hotswap` registers a revision and leaves the minimum of healthy tasks at 0 (aws-cdk-cli, hotswap). */
function hotswapNotes({ differences }: ComparedService): Note[] {
  const at = (path: string): Difference | undefined =>
    differences.find((difference) => difference.path === path && isDrift(difference));
  const [revision, minimum] = [at('TaskDefinition'), at('DeploymentConfiguration.MinimumHealthyPercent')];
  if (revision === undefined || minimum?.live !== 0) return [];
  const family = familyOf(revision.live);
  if (family === undefined || family !== familyOf(revision.deployed)) return [];
  const text = `another revision of ${family} together with a minimum of 0 healthy tasks is the trace of cdk deploy --hotswap`;
  return [{ kind: 'hotswap', path: 'TaskDefinition', text }];
}

function familyOf(arn: unknown): string | undefined {
  return typeof arn === 'string' ? /([^/:]+)(?::\d+)?$/.exec(arn.slice(arn.lastIndexOf('/') + 1))?.[1] : undefined;
}
