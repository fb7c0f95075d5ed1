import { setTimeout } from 'node:timers/promises';
import { type Budget, budgetOf } from './budget';

/** Others draw on the same budget: under their load it is never slowed down to less than this part of its rate. */
const SLOWEST = 1 / 20;

/** Of the full rate, for each answer that was not throttled. */
const RECOVERY = 1 / 50;

/** Requests that are in flight together are throttled together: that counts once. */
const ONE_THROTTLING = 1_000;

/**
 * Milliseconds. Calls that wait about that long go together: to wake up for each of them costs a sixth of the
 * processor's time that a run of hundreds of calls takes, and saves nobody any.
 */
const TOGETHER = 500;

/**
 * Spaces calls out so that they stay within a budget: a token bucket, whose rate is halved where AWS throttles
 * nevertheless, and comes back with every answer.
 */
export class Pace {
  private tokens: number;
  private rate: number;
  private filledAt: number;
  private throttledAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly budget: Budget,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.tokens = budget.burst;
    this.rate = budget.perSecond;
    this.filledAt = now();
  }

  /** Waits for the next call's turn; false, at once, where that is not within so many milliseconds. */
  async turn(most: number): Promise<boolean> {
    const wait = this.reserve(most);
    if (wait > most) return false;
    if (wait > 0) await setTimeout(Math.min(most, this.pause(wait)));
    return true;
  }

  /** The milliseconds that a call waits whose turn comes after so many: a long wait lasts until others go, too. */
  pause(wait: number): number {
    if (wait < TOGETHER / 2) return wait;
    const now = this.now();
    return Math.ceil((now + wait) / TOGETHER) * TOGETHER - now;
  }

  /** The milliseconds until the next call's turn; it is taken only where it comes soon enough. */
  reserve(most: number): number {
    this.fill();
    const wait = Math.max(0, ((1 - this.tokens) / this.rate) * 1_000);
    if (wait <= most) this.tokens -= 1;
    return wait;
  }

  /** A call was answered. */
  answered(): void {
    this.fill();
    this.rate = Math.min(this.budget.perSecond, this.rate + this.budget.perSecond * RECOVERY);
  }

  /** A call was turned away as one too many. */
  throttled(): void {
    this.fill();
    this.tokens = Math.min(this.tokens, 0);
    if (this.filledAt - this.throttledAt < ONE_THROTTLING) return;
    this.throttledAt = this.filledAt;
    this.rate = Math.max(this.budget.perSecond * SLOWEST, this.rate / 2);
  }

  private fill(): void {
    const now = this.now();
    this.tokens = Math.min(this.budget.burst, this.tokens + ((now - this.filledAt) / 1_000) * this.rate);
    this.filledAt = now;
  }
}

/** The paces of a run: one for each budget of an account and region, whichever session draws on it. */
export class Paces {
  private readonly paces = new Map<string, Pace>();

  /** @param factor so many times AWS's budgets */
  constructor(private readonly factor = 1) {}

  of(account: string, region: string, service: string, operation: string): Pace {
    const { name, burst, perSecond } = budgetOf(service, operation);
    const key = JSON.stringify([account, region, name]);
    const budget = { name, burst: burst * this.factor, perSecond: perSecond * this.factor };
    const pace = this.paces.get(key) ?? new Pace(budget);
    this.paces.set(key, pace);
    return pace;
  }
}
