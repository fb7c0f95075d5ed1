import { setTimeout } from 'node:timers/promises';
import type { Pace } from './pace';
import type { TimeLimit } from './time-limit';
import { type Trouble, troubleOf } from './trouble';
import { DeadlineError, type Timer, withinDeadline } from './within-deadline';

/** How long AWS may take, in milliseconds. */
export interface Patience {
  /** To accept a connection. */
  readonly connection: number;
  /** For one answer, head and body. */
  readonly answer: number;
  /** For one call with all its retries; at most half of what the run has left, so that others get their turn after it. */
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
  /** Rings when an answer is late; default: the clock. */
  readonly timer?: Timer;
}

/**
 * Against a network or a service that is down some ten seconds help; where nothing listens, hardly anything does.
 * Throttling is waited out as long as a call may last.
 */
const MOST_REQUESTS: Record<Trouble, number> = { passing: 8, refused: 2, throttled: Number.POSITIVE_INFINITY };

/** A throttled account wants more room than a hiccup of the network. */
const PAUSE_FACTOR: Record<Trouble, number> = { passing: 1, refused: 1, throttled: 5 };

/** In first pauses. */
const LONGEST_PAUSE = 100;

/** What is left of the time that one call may take. Waiting for its turn counts for the run alone. */
interface CallTime {
  left: number;
  /** Why the call ends if it is over, after what its last request threw and what went wrong before it ran out of time. */
  over(error: unknown, cause: unknown): unknown;
}

function timeOfCall({ patience, limit }: Perseverance): CallTime {
  const share = limit.left() / 2;
  if (share < patience.call) return { left: share, over: (_error, cause) => new DeadlineError(share, true, cause) };
  const over = (error: unknown, cause: unknown): unknown =>
    error instanceof DeadlineError ? new DeadlineError(patience.call, false, cause) : error;
  return { left: patience.call, over };
}

/**
 * Sends a request until it is answered, what is wrong with it does not pass, or the time is over: with growing pauses
 * of random length between, and at the pace that AWS wants.
 * @throws DeadlineError where the time of the run, or this call's part of it, is over; else what the last request threw
 */
export async function persevere<Answer>(
  send: (signal: AbortSignal) => Promise<Answer>,
  how: Perseverance,
): Promise<Answer> {
  const { patience, limit, pace, sleep = setTimeout, now = () => performance.now() } = how;
  let time: CallTime | undefined;
  let cause: unknown;
  const runIsOver = (): DeadlineError => new DeadlineError(limit.milliseconds, true, cause);
  for (let requests = 1; ; requests += 1) {
    if (limit.left() <= 0 || !(await pace.turn(limit.left()))) throw runIsOver();
    time ??= timeOfCall(how);
    const start = now();
    try {
      const answer = await request(send, time, how);
      pace.answered();
      return answer;
    } catch (error) {
      time.left -= now() - start;
      if (!(error instanceof DeadlineError)) cause = error;
      const trouble = troubleOf(error);
      if (trouble === 'throttled') pace.throttled();
      if (limit.left() <= 0) throw runIsOver();
      if (trouble === undefined || requests >= MOST_REQUESTS[trouble]) throw error;
      const pause = pauseAfter(requests, trouble, patience);
      if (limit.left() <= pause) throw runIsOver();
      if (time.left <= pause) throw time.over(error, cause);
      time.left -= pause;
      await sleep(pause);
    }
  }
}

async function request<Answer>(
  send: (signal: AbortSignal) => Promise<Answer>,
  { left }: CallTime,
  { patience, limit, onRequest, timer }: Perseverance,
): Promise<Answer> {
  const start = performance.now();
  try {
    const answer = await withinDeadline(Math.max(1, Math.min(patience.answer, left, limit.left())), send, timer);
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
