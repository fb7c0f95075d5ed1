import * as fc from 'fast-check';
import type { Report, ServiceReport } from '../../lib/model/report';
import type { FaultError, LoopbackAws } from '../aws';
import { AlarmClock, LASTING, PASSING, runImpatient, startFaultyWorld, strike } from './faulty-world';
import { check, type ReportedRun } from './run-command';

let aws: LoopbackAws;
let directory: string;
let clean: ReportedRun;
let calls: number;

beforeAll(async () => {
  ({ aws, directory } = await startFaultyWorld());
  clean = await check(['--app', directory], { aws });
  calls = aws.calls.length;
});
afterEach(() => aws.heal());
afterAll(() => aws.close());

/** Checks all while one call fails so many times; a fault that stays ends its call after a moment. */
async function checkStruck(index: number, fault: FaultError, times = Number.POSITIVE_INFINITY) {
  const clock = new AlarmClock();
  const struck = strike(aws, clock, index, fault, times);
  const patience = { pause: 1, ...(Number.isFinite(times) ? {} : { call: 900 }) };
  const tuning = { patience, rates: 1_000, timer: clock.timer };
  const run = await check(['--app', directory], { aws }, (args, where) => runImpatient(args, where, tuning));
  aws.heal();
  return { run, struck };
}

test('the world of this law has what faults could spoil', () => {
  expect(clean.code).toBe(1);
  expect(
    clean.report.services.map(({ stackName, logicalId, status }) => `${stackName} ${logicalId} ${status}`),
  ).toEqual([
    'Asking Web IN_SYNC',
    'Drifted Web DRIFTED',
    'Explained Web IN_SYNC',
    'Root Beside IN_SYNC',
    'Root Leaf IN_SYNC',
    'Root Twig DRIFTED',
    'Watched Web IN_SYNC',
  ]);
  expect(calls).toBeGreaterThan(18);
});

test('what passes leaves no trace', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyCall(),
      fc.constantFrom(...PASSING),
      fc.integer({ min: 1, max: 3 }),
      async (index, fault, times) => {
        const { run, struck } = await checkStruck(index, fault, times);
        expect(struck).toHaveLength(times);
        expect(run.report).toEqual(clean.report);
        expect(run.code).toBe(clean.code);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

test('what stays leaves the rest as it is, and what it hides unchecked', async () => {
  await fc.assert(
    fc.asyncProperty(anyCall(), fc.constantFrom(...PASSING, ...LASTING), async (index, fault) => {
      const [struck] = await strikeForGood(index, fault);
      expect(struck).toBeDefined();
    }),
    { numRuns: 25 },
  );
}, 240_000);

test('no call is left out: each one refused, and each one spoilt', async () => {
  for (let index = 0; index < calls; index += 1) {
    for (const fault of ['AccessDenied', 'wrong-document'] as const) await strikeForGood(index, fault);
  }
}, 120_000);

function anyCall(): fc.Arbitrary<number> {
  return fc.nat({ max: calls - 1 });
}

async function strikeForGood(index: number, fault: FaultError) {
  const { run, struck } = await checkStruck(index, fault);
  // Without the permission to read a template, the code is compared with the live services alone.
  const twoWay = fault === 'AccessDenied' && struck[0]?.operation === 'GetTemplate';
  try {
    judge(run, twoWay);
  } catch (error) {
    throw new Error(`${struck[0]?.operation} ${JSON.stringify(struck[0]?.input)}, ${JSON.stringify(fault)}: ${error}`);
  }
  return struck;
}

function judge({ report, code }: ReportedRun, twoWay: boolean): void {
  expect(report.stacks.map(({ stackName }) => stackName)).toEqual(
    clean.report.stacks.map(({ stackName }) => stackName),
  );
  for (const stack of report.stacks)
    if (stack.status !== 'CHECKED') expect(stack.reason).toMatch(/^[a-z]+.*:[A-Z]\w+ of /);
  for (const service of report.services) {
    const before = cleanly(service);
    const paths = new Set(before.differences.map(({ path }) => path));
    expect(service.differences.filter(({ path }) => !paths.has(path))).toEqual([]);
    if (service.status === 'UNCHECKED') expect([service.reason, ...service.unresolved]).not.toEqual([undefined]);
    else if (!twoWay) {
      // What could not be read beside a difference is named; what only explains one may be missing.
      if (service.status === 'DRIFTED') {
        const { differences } = before;
        if (service.unresolved.length === 0) expect(service.differences).toEqual(differences);
        expect({ ...service, differences, unresolved: [], notes: [] }).toEqual({ ...before, notes: [] });
      } else expect(service).toEqual(before);
    }
  }
  const drifted = report.services.some(({ status }) => status === 'DRIFTED');
  const lost = incomplete(report);
  expect(code).toBe(drifted ? 1 : lost ? 2 : 0);
  const hidden = clean.report.services.length - report.services.length;
  if (hidden > 0) expect(lost).toBe(true);
}

function cleanly({ stackName, logicalId }: ServiceReport): ServiceReport {
  const found = clean.report.services.find((one) => one.stackName === stackName && one.logicalId === logicalId);
  if (found === undefined) throw new Error(`the clean run has no service ${logicalId} in stack ${stackName}`);
  return found;
}

function incomplete({ stacks, services }: Report): boolean {
  return stacks.some(({ status }) => status === 'UNCHECKED') || services.some(({ status }) => status === 'UNCHECKED');
}
