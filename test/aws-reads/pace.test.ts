import * as fc from 'fast-check';
import { budgetOf } from '../../lib/aws/budget';
import { Pace, Paces } from '../../lib/aws/pace';

const BUDGET = { name: 'x', burst: 10, perSecond: 5 };
const ANY = Number.POSITIVE_INFINITY;

/** A pace under a clock that stands still until it is moved. */
function paceAt(clock: { now: number }): Pace {
  return new Pace(BUDGET, () => clock.now);
}

test('a burst goes at once, the rest at the rate', () => {
  const pace = paceAt({ now: 0 });
  const waits = Array.from({ length: 13 }, () => pace.reserve(ANY));
  expect(waits.slice(0, 10)).toEqual(new Array(10).fill(0));
  expect(waits.slice(10)).toEqual([200, 400, 600]);
});

test('in no stretch of time more calls are let through than burst and rate allow', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 60 }), (gaps) => {
      const clock = { now: 0 };
      const pace = paceAt(clock);
      const sent = gaps.map((gap) => {
        clock.now += gap;
        return clock.now + pace.reserve(ANY);
      });
      sent.forEach((from, first) => {
        sent.slice(first).forEach((to, count) => {
          expect(count + 1).toBeLessThanOrEqual(BUDGET.burst + ((to - from) / 1_000) * BUDGET.perSecond + 1e-6);
        });
      });
    }),
  );
});

test('a turn that would come too late is not taken', async () => {
  const pace = paceAt({ now: 0 });
  for (let call = 0; call < 10; call += 1) expect(await pace.turn(0)).toBe(true);
  expect(await pace.turn(199)).toBe(false);
  expect(pace.reserve(ANY)).toBe(200);
});

test('long waits end together, none before its turn, and short ones as they are', () => {
  const clock = { now: 120 };
  const pace = paceAt(clock);
  expect([0, 100, 249, 250, 300, 380].map((wait) => pace.pause(wait))).toEqual([0, 100, 249, 380, 380, 380]);
  expect([381, 880].map((wait) => pace.pause(wait))).toEqual([880, 880]);
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }), fc.nat({ max: 100_000 }), (now, wait) => {
      clock.now = now;
      const pause = pace.pause(wait);
      expect(pause >= wait && pause < wait + 500).toBe(true);
    }),
  );
});

test('throttling halves the rate, once for all that was in flight, and answers bring it back', () => {
  const clock = { now: 0 };
  const pace = paceAt(clock);
  for (let call = 0; call < 16; call += 1) pace.throttled();
  expect(pace.reserve(ANY)).toBe(400);
  for (let call = 0; call < 25; call += 1) pace.answered();
  clock.now += 100_000;
  for (let call = 0; call < 10; call += 1) pace.reserve(ANY);
  expect(pace.reserve(ANY)).toBeCloseTo(200);
});

test('throttling without end leaves a twentieth of the rate', () => {
  const clock = { now: 0 };
  const pace = paceAt(clock);
  for (let call = 0; call < 50; call += 1) {
    clock.now += 1_000;
    pace.throttled();
  }
  expect(pace.reserve(ANY)).toBe(4_000);
});

test('operations that AWS counts together share a pace, accounts and regions do not', () => {
  const paces = new Paces();
  const of = (account: string, region: string, operation: string) => paces.of(account, region, 'ecs', operation);
  expect(of('1', 'a', 'DescribeServices')).toBe(of('1', 'a', 'ListServices'));
  expect(of('1', 'a', 'DescribeServices')).not.toBe(of('1', 'a', 'DescribeTaskDefinition'));
  expect(of('1', 'a', 'DescribeServices')).not.toBe(of('1', 'b', 'DescribeServices'));
  expect(of('1', 'a', 'DescribeServices')).not.toBe(of('2', 'a', 'DescribeServices'));
  expect(budgetOf('ecs', 'DescribeServices')).toMatchObject({ burst: 100, perSecond: 20 });
  expect(budgetOf('cloudformation', 'GetTemplate').name).not.toBe(budgetOf('cloudformation', 'DescribeStacks').name);
});
