import { setTimeout } from 'node:timers/promises';
import type { Pace } from './pace';
import type { TimeLimit } from './time-limit';
import { type Trouble, troubleOf } from './trouble';
import { DeadlineError, withinDeadline } from './within-deadline';

/** How long AWS may take, in milliseconds. */
export interface Patience {
  /** To accept a connection. */
  readonly connection: number;
  /** For one answer, head and body. */
  readonly answer: number;
  /** For one call with all its retries. */
  readonly call: number;
  /** The longest pause before the first retry; each later one may be twice as long. */
  readonly pause: number;
}

export const PATIENCE: Patience = { connection: 5_000, answer: 20_000, call: 60_000, pause: 100 };

export interface Perseverance {
  readonly patience: Patience;
  /** Of the run. */
  readonly limit: TimeLimit;
  readonly pace: Pace;
  /** Told of every request as it ends, with what was thrown. */
  onRequest(milliseconds: number, error?: unknown): void;
  /** Waits so many milliseconds. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds since some moment. */
  readonly now?: () => number;
}

/** Against a network or a service that is down some ten seconds help; throttling is waited out as long as a call may last. */
const MOST_REQUESTS: Record<Trouble, number> = { passing: 8, throttled: Number.POSITIVE_INFINITY };

/** A throttled account wants more room than a hiccup of the network. */
const PAUSE_FACTOR: Record<Trouble, number> = { passing: 1, throttled: 5 };

/** In first pauses. */
const LONGEST_PAUSE = 100;

/**
 * Sends a request until it is answered, what is wrong with it does not pass, or the time is over: with growing pauses
 * of random length between, and at the pace that AWS wants.
 * @throws DeadlineError where the time is over; else what the last request threw
 */
export async function persevere<Answer>(
  send: (signal: AbortSignal) => Promise<Answer>,
  how: Perseverance,
): Promise<Answer> {
  const { patience, limit, pace, sleep = setTimeout, now = () => performance.now() } = how;
  const end = now() + patience.call;
  for (let requests = 1; ; requests += 1) {
    if (limit.left() <= 0 || !(await pace.turn(limit.left()))) throw new DeadlineError(limit.milliseconds, true);
    try {
      const answer = await request(send, how);
      pace.answered();
      return answer;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'throttled') pace.throttled();
      if (limit.left() <= 0) throw new DeadlineError(limit.milliseconds, true);
      if (trouble === undefined || requests >= MOST_REQUESTS[trouble]) throw error;
      const pause = pauseAfter(requests, trouble, patience);
      if (limit.left() <= pause) throw new DeadlineError(limit.milliseconds, true);
      if (now() + pause >= end) throw error instanceof DeadlineError ? new DeadlineError(patience.call) : error;
      await sleep(pause);
    }
  }
}

async function request<Answer>(
  send: (signal: AbortSignal) => Promise<Answer>,
  { patience, limit, onRequest }: Perseverance,
): Promise<Answer> {
  const start = performance.now();
  try {
    const answer = await withinDeadline(Math.max(1, Math.min(patience.answer, limit.left())), send);
    onRequest(performance.now() - start);
    return answer;
  } catch (error) {
    onRequest(performance.now() - start, error);
    throw error;
  }
}

/** Full jitter: any length up to the longest, so that calls that failed together do not come back together. */
function pauseAfter(requests: number, trouble: Trouble, { pause }: Patience): number {
  return Math.random() * Math.min(LONGEST_PAUSE, PAUSE_FACTOR[trouble] * 2 ** (requests - 1)) * pause;
}
