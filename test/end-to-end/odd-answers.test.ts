import * as fc from 'fast-check';
import type { Tuning } from '../../lib/check/aws-ports';
import { fieldTree } from '../../lib/compare/field-tree';
import { serviceTable } from '../../lib/fields/service-table';
import type { Report, ServiceReport } from '../../lib/model/report';
import type { Call, FreeJson, LoopbackAws } from '../aws';
import { runImpatient, startFaultyWorld } from './faulty-world';
import { check, type ReportedRun } from './run-command';

/** Nothing here takes long: a call that is sent again is answered at once. */
const NEXT_DOOR: Tuning = { patience: { answer: 30_000, call: 60_000, pause: 1 }, rates: 1_000 };

let aws: LoopbackAws;
let directory: string;
let clean: Report;

/** One single value in an answer of AWS. */
interface Leaf {
  readonly call: Call;
  readonly path: readonly string[];
  readonly answer: FreeJson;
}
let leaves: Leaf[];

beforeAll(async () => {
  ({ aws, directory } = await startFaultyWorld());
  const answers = new Map<string, { call: Call; answer: FreeJson }>();
  aws.rewrite((call, answer) => {
    answers.set(keyOf(call), { call, answer });
    return answer;
  });
  ({ report: clean } = await checkAll());
  aws.heal();
  leaves = [...answers.values()].flatMap(({ call, answer }) => pathsOf(answer).map((path) => ({ call, path, answer })));
});
afterEach(() => aws.heal());
afterAll(() => aws.close());

function checkAll(): Promise<ReportedRun> {
  return check(['--app', directory], { aws }, (args, where) => runImpatient(args, where, NEXT_DOOR));
}

function keyOf({ service, operation, input }: Call): string {
  return JSON.stringify([service, operation, input]);
}

function pathsOf(json: FreeJson, path: readonly string[] = []): (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  return Object.keys(json).flatMap((name) => pathsOf(json[name], [...path, name]));
}

function at(json: FreeJson, path: readonly string[]): FreeJson {
  return path.reduce((value, name) => value[name], json);
}

function put(json: FreeJson, path: readonly string[], value: unknown): FreeJson {
  const last = path.at(-1) ?? '';
  Object.defineProperty(at(json, path.slice(0, -1)), last, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return json;
}

const nameOf = (service: ServiceReport): string => `${service.stackName} ${service.logicalId}`;

/** The services that an answer may say something about. */
function concerned({ call, path, answer }: Leaf): (service: ServiceReport) => boolean {
  const { operation, input } = call;
  const has = (arn: unknown) => (service: ServiceReport) => service.serviceArn === arn;
  const ofTarget = (id: unknown) => (service: ServiceReport) =>
    String(service.serviceArn).endsWith(`:${id}`) || String(service.serviceArn).endsWith(String(id).slice(7));
  switch (operation) {
    case 'DescribeServices':
      return has(at(answer, path.slice(0, 2)).serviceArn);
    case 'DescribeServiceRevisions':
      return has(at(answer, path.slice(0, 2)).serviceArn);
    case 'ListServiceDeployments':
      return has(input.service);
    case 'DescribeScalableTargets':
      // A target of nobody may be that of any service that has none.
      if (path.at(-1) === 'ResourceId') return () => true;
      return ofTarget(answer.ScalableTargets[Number(path[1])]?.ResourceId);
    case 'DescribeScheduledActions':
      return ofTarget(input.ResourceId);
    case 'DescribeStacks':
    case 'ListStackResources':
    case 'GetTemplate': {
      const [, name = String(input.StackName)] = /:stack\/([^/]+)/.exec(String(input.StackName)) ?? [];
      return ({ stackName }) => name === stackName || name.startsWith(`${stackName}-`);
    }
    case 'DescribeTaskDefinition':
    case 'DescribeClusters':
    case 'GetNamespace':
      return ({ stackName }) => stackName === 'Explained';
    default:
      // What is looked up for references.
      return ({ stackName }) => ['Asking', 'Root'].includes(stackName);
  }
}

/** The property of a service that DescribeServices shows there and that has a row. */
function propertyAt({ call, path }: Leaf): string | undefined {
  if (call.operation !== 'DescribeServices') return undefined;
  const node = [...fieldTree(serviceTable).members.values()].find(
    ({ liveName, place, row }) => liveName === path[2] && place === 'service' && !row.auxiliary,
  );
  return node?.name;
}

async function strike(leaf: Leaf, value: unknown): Promise<void> {
  const key = keyOf(leaf.call);
  aws.rewrite((call, answer) => (keyOf(call) === key ? put(answer, leaf.path, value) : answer));
  const run = await checkAll();
  aws.heal();
  expect(run.stderr).not.toMatch(/internal error|TypeError/);
  const isConcerned = concerned(leaf);
  for (const before of clean.services) {
    const after = run.report.services.find((service) => nameOf(service) === nameOf(before));
    if (!isConcerned(before)) expect(after).toEqual(before);
  }
  const property = propertyAt(leaf);
  const was = at(leaf.answer, leaf.path);
  if (property === undefined || value === null || typeof value === typeof was) return;
  const [struck] = run.report.services.filter(isConcerned);
  expect(struck?.status).not.toBe('IN_SYNC');
  expect(struck?.unresolved.map(({ path, side }) => [path.split(/[.[]/)[0], side])).toContainEqual([property, 'live']);
}

async function strikeOrSay(leaf: Leaf, value: unknown): Promise<void> {
  try {
    await strike(leaf, value);
  } catch (error) {
    throw new Error(`${keyOf(leaf.call)} ${leaf.path.join('.')} = ${JSON.stringify(value)}: ${error}`);
  }
}

test('the answers of this law have values of every kind to strike', () => {
  expect(new Set(leaves.map(({ call }) => call.operation)).size).toBeGreaterThan(11);
  expect(leaves.length).toBeGreaterThan(400);
});

test('whatever stands in place of a value, the run ends, other services stay as they are, and the value is unresolved', async () => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>({}, [], [{}], [null], [[]], null, '', 0, true, { toString: 1 }, { status: {} }, 'x'),
    fc.jsonValue({ maxDepth: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(), odd, (index, value) => strikeOrSay(leaves[index % leaves.length] as Leaf, value)),
    { numRuns: 60 },
  );
}, 240_000);

test.each([{}, [{}], 'x'].map((value) => [JSON.stringify(value), value] as const))(
  '%s in place of a count, a switch, a name or a list is unresolved at its property',
  async (_, value) => {
    const first = leaves.filter(
      ({ call, path }) => call.operation === 'DescribeServices' && path[1] === '0' && path.length === 3,
    );
    expect(first.map(({ path }) => path[2])).toEqual(expect.arrayContaining(['desiredCount', 'propagateTags']));
    for (const leaf of first) await strikeOrSay(leaf, value);
  },
  120_000,
);
