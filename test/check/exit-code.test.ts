import fc from 'fast-check';
import { exitCode } from '../../lib/check/exit-code';
import { FAIL_LEVELS } from '../../lib/model/fail-level';
import type { Cause, Report, ServiceReport } from '../../lib/model/report';
import { aDifference, aReport, aService, aStack } from '../report/sample-report';

const withCause = (cause: Cause, changes: Partial<ServiceReport> = {}) =>
  aService({ differences: [aDifference({ cause })], ...changes });
const unresolved = [{ path: 'Role', side: 'both', reason: 'unknown' }] as const;

const LEVELS = ['drift', 'pending', 'never'] as const;

/** The services and stacks of a report, and its exit code at each of these levels. */
const TABLE: [string, Report, [number, number, number]][] = [
  ['in sync', aReport([aService()]), [0, 0, 0]],
  ['drift', aReport([withCause('drift', { status: 'DRIFTED' })]), [1, 1, 0]],
  ['conflict', aReport([withCause('conflict', { status: 'DRIFTED' })]), [1, 1, 0]],
  ['adopted', aReport([withCause('adopted')]), [0, 0, 0]],
  ['pending', aReport([withCause('pending')]), [0, 1, 0]],
  ['deleted', aReport([aService({ status: 'DELETED', reason: 'gone' })]), [1, 1, 0]],
  ['service not deployed', aReport([aService({ status: 'NOT_DEPLOYED', reason: 'new' })]), [0, 0, 0]],
  [
    'stack not deployed',
    aReport([aService({ status: 'NOT_DEPLOYED', reason: 'new' })], [aStack({ status: 'NOT_DEPLOYED', reason: 'new' })]),
    [0, 0, 0],
  ],
  ['service unchecked', aReport([aService({ status: 'UNCHECKED', reason: 'denied' })]), [2, 2, 2]],
  [
    'stack unchecked',
    aReport([aService()], [aStack(), aStack({ stackName: 'B', status: 'UNCHECKED', reason: 'broken' })]),
    [2, 2, 2],
  ],
  ['unresolved', aReport([aService({ status: 'UNCHECKED', unresolved: [...unresolved] })]), [2, 2, 2]],
  [
    'unresolved and pending',
    aReport([withCause('pending', { status: 'UNCHECKED', unresolved: [...unresolved] })]),
    [2, 1, 2],
  ],
  [
    'unresolved and drift',
    aReport([withCause('drift', { status: 'DRIFTED', unresolved: [...unresolved] })]),
    [1, 1, 2],
  ],
  [
    'drift beside a stack unchecked',
    aReport([withCause('drift', { status: 'DRIFTED' })], [aStack({ status: 'UNCHECKED', reason: 'x' })]),
    [1, 1, 2],
  ],
  [
    'deleted beside a service unchecked',
    aReport([aService({ status: 'DELETED', reason: 'x' }), aService({ status: 'UNCHECKED', reason: 'x' })]),
    [1, 1, 2],
  ],
  [
    'ignored drift',
    aReport([aService({ ignored: [{ path: 'A', reason: 'b', source: '--ignore', difference: aDifference() }] })]),
    [0, 0, 0],
  ],
  [
    'ignored unresolved',
    aReport([aService({ ignored: [{ path: 'A', reason: 'b', source: '--ignore', unresolved: unresolved[0] }] })]),
    [0, 0, 0],
  ],
  ['notes', aReport([aService({ notes: [{ kind: 'unverifiable', text: 'x' }] })]), [0, 0, 0]],
];

describe('the exit code', () => {
  it.each(TABLE)('of %s', (_name, report, codes) => {
    expect(LEVELS.map((failOn) => exitCode(report, { failOn }, 0))).toEqual(codes);
    // What no earlier report marks is new.
    expect(exitCode(report, { failOn: 'new' }, 0)).toBe(codes[0]);
    // A broken input makes the check incomplete, and hides no drift.
    const withProblem = LEVELS.map((failOn) => exitCode(report, { failOn }, 1));
    expect(withProblem).toEqual(codes.map((code) => code || 2));
  });

  it.each([
    [false, 0, 2],
    [true, 0, 0],
    [true, 1, 2],
  ])('of no service at all, allowed: %s, problems: %i, is %i', (allowEmpty, problems, code) => {
    for (const failOn of FAIL_LEVELS) expect(exitCode(aReport([], []), { failOn, allowEmpty }, problems)).toBe(code);
  });

  it.each([
    ['all known', 'known', 'known', 0],
    ['one new', 'known', 'new', 1],
  ] as const)('of drift that is %s, at the level new', (_name, first, second, code) => {
    const differences = [aDifference({ path: 'A', since: first }), aDifference({ path: 'B', since: second })];
    const pending = aDifference({ path: 'C', cause: 'pending', since: 'new' });
    const report = aReport([aService({ status: 'DRIFTED', differences: [...differences, pending] })]);
    expect(exitCode(report, { failOn: 'new' }, 0)).toBe(code);
  });

  it('never gets better by another service', () => {
    const service = fc.constantFrom(...TABLE.map(([, report]) => report.services[0]!));
    const severity = [0, 2, 1];
    fc.assert(
      fc.property(
        fc.array(service, { minLength: 1, maxLength: 4 }),
        service,
        fc.constantFrom(...FAIL_LEVELS),
        (some, one, failOn) => {
          const rank = (services: ServiceReport[]) => severity[exitCode(aReport(services), { failOn }, 0)]!;
          expect(rank([...some, one])).toBeGreaterThanOrEqual(rank(some));
        },
      ),
    );
  });
});
