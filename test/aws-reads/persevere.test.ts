import * as fc from 'fast-check';
import { Pace } from '../../lib/aws/pace';
import { PATIENCE, persevere } from '../../lib/aws/persevere';
import { TimeLimit } from '../../lib/aws/time-limit';
import { DeadlineError } from '../../lib/aws/within-deadline';

interface Script {
  /** What each request ends with, in order; the last one for all that follow. */
  readonly outcomes: readonly (Error | 'answer')[];
  /** How long each request takes. */
  readonly takes?: number;
  /** The longest that the run may take. */
  readonly limit?: number;
}

interface Told {
  readonly end: unknown;
  readonly pauses: readonly number[];
  readonly requests: readonly (string | undefined)[];
  readonly passed: number;
}

/** Plays a script under a clock that only requests and pauses move. */
async function play({ outcomes, takes = 1, limit: milliseconds = Number.POSITIVE_INFINITY }: Script): Promise<Told> {
  let clock = 0;
  const now = (): number => clock;
  const limit = new TimeLimit(milliseconds, now);
  limit.start();
  const pauses: number[] = [];
  const requests: (string | undefined)[] = [];
  const send = async (): Promise<string> => {
    clock += takes;
    const outcome = outcomes[Math.min(requests.length, outcomes.length - 1)];
    if (outcome instanceof Error) throw outcome;
    return 'answer';
  };
  const end = await persevere(send, {
    patience: PATIENCE,
    limit,
    pace: new Pace({ name: 'x', burst: 1_000_000, perSecond: 1_000_000 }, now),
    onRequest: (_milliseconds, error) => requests.push(error instanceof Error ? error.name : undefined),
    sleep: async (pause) => {
      pauses.push(pause);
      clock += pause;
    },
    now,
  }).catch((error: unknown) => error);
  return { end, pauses, requests, passed: clock };
}

function errorOf(name: string, httpStatusCode = 400, message = name): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode } });
}

const PASSES = [
  errorOf('ThrottlingException'),
  errorOf('Throttling'),
  errorOf('RequestLimitExceeded', 503),
  errorOf('Other', 429),
  errorOf('LimitExceededException', 400, 'Rate exceeded'),
  errorOf('InternalFailure', 500),
  errorOf('SyntaxError', 200),
  Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  new DeadlineError(20_000),
];
const STAYS = [
  errorOf('AccessDenied', 403),
  errorOf('ValidationError'),
  errorOf('ExpiredToken', 403),
  errorOf('LimitExceededException', 400, 'too many stacks'),
  errorOf('SyntaxError', 403),
  Object.assign(new Error('nowhere'), { code: 'ENOTFOUND' }),
];

test.each(PASSES.map((error) => [error.name, error.message, error] as const))(
  'what passes is asked again until it is answered: %s, %s',
  async (_name, _message, error) => {
    const told = await play({ outcomes: [error, error, 'answer'] });
    expect(told.end).toBe('answer');
    expect(told.requests).toEqual([error.name, error.name, undefined]);
    expect(told.pauses).toHaveLength(2);
  },
);

test.each(STAYS.map((error) => [error.name, error.message, error] as const))(
  'what stays is told at once: %s, %s',
  async (_name, _message, error) => {
    const told = await play({ outcomes: [error, 'answer'] });
    expect(told.end).toBe(error);
    expect(told.pauses).toEqual([]);
  },
);

test('a network or a service that is down gets eight requests', async () => {
  const error = errorOf('InternalFailure', 500);
  const told = await play({ outcomes: [error] });
  expect(told.end).toBe(error);
  expect(told.requests).toHaveLength(8);
});

test('two requests are enough where nothing listens', async () => {
  const error = Object.assign(new Error('nobody'), { code: 'ECONNREFUSED' });
  const told = await play({ outcomes: [error] });
  expect(told.end).toBe(error);
  expect(told.requests).toHaveLength(2);
  expect((await play({ outcomes: [error, 'answer'] })).end).toBe('answer');
});

test('the end of the run keeps what went wrong until then, which is not time', async () => {
  const error = errorOf('Throttling');
  const throttled = await play({ outcomes: [error], takes: 50, limit: 1_000 });
  expect(throttled.end).toMatchObject({ name: 'DeadlineError', ofRun: true, cause: error });
  const then = await play({ outcomes: [error, new DeadlineError(100)], takes: 100, limit: 1_000 });
  expect(then.end).toMatchObject({ name: 'DeadlineError', cause: error });
  const late = await play({ outcomes: [new DeadlineError(100)], takes: 100, limit: 1_000 });
  expect(late.end).toMatchObject({ name: 'DeadlineError', cause: undefined });
});

test('throttling is waited out as long as a call may last, and no longer', async () => {
  const error = errorOf('Throttling');
  const told = await play({ outcomes: [error] });
  expect(told.end).toBe(error);
  expect(told.requests.length).toBeGreaterThan(8);
  expect(told.passed).toBeLessThanOrEqual(PATIENCE.call);
});

test('requests that take too long one after the other end as a call that took too long', async () => {
  const told = await play({ outcomes: [new DeadlineError(PATIENCE.answer)], takes: PATIENCE.answer });
  expect(told.end).toMatchObject({ name: 'DeadlineError', milliseconds: PATIENCE.call, ofRun: false });
});

test('pauses have any length up to twice that of the one before, and ten seconds at most', async () => {
  const longest = (index: number): number => Math.min(100, 5 * 2 ** index) * PATIENCE.pause;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), async (times) => {
      const { pauses } = await play({ outcomes: [...Array(times).fill(errorOf('Throttling')), 'answer'] });
      expect(pauses).toHaveLength(times);
      pauses.forEach((pause, index) => {
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(longest(index));
      });
    }),
  );
});

test('nothing outlasts half of the run: it ends with the words of its limit, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PASSES), fc.integer({ min: 1, max: 30_000 }), async (error, limit) => {
      const told = await play({ outcomes: [error], takes: 50, limit });
      expect(told.passed).toBeLessThan(limit / 2 + 50);
      if (told.end === error) expect(told.requests).toHaveLength(8);
      else expect(told.end).toMatchObject({ name: 'DeadlineError', ofRun: true });
    }),
  );
});

test('calls one after the other find half of the time that the one before found, so each gets some', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 4_000, max: 60_000 }), fc.integer({ min: 1, max: 8 }), async (limit, calls) => {
      let left = limit;
      for (let call = 0; call < calls; call += 1) {
        const told = await play({ outcomes: [errorOf('Throttling')], takes: 1, limit: left });
        expect(told.passed).toBeLessThanOrEqual(left / 2 + 1);
        expect(told.requests.length).toBeGreaterThan(0);
        left -= told.passed;
      }
      expect((await play({ outcomes: ['answer'], takes: 1, limit: left })).end).toBe('answer');
    }),
  );
});

test('after the end of the run nothing is sent', async () => {
  const told = await play({ outcomes: ['answer'], limit: 0 });
  expect(told.end).toMatchObject({ name: 'DeadlineError', ofRun: true });
  expect(told.requests).toEqual([]);
});
