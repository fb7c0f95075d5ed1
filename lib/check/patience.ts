import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { CheckOptions } from './options';

/** Milliseconds between two reads of something under way. */
const POLL = 5_000;

/** How long a check still waits for what is under way; none at all if it was not asked to. */
export class Patience {
  /** Set by the first pause: reading AWS takes nothing of the time to wait. */
  private end: number | undefined;

  constructor(private readonly options: CheckOptions) {}

  /** Pauses before something is read again, and says what for; false, at once, when the time is over. */
  async pause(what: string): Promise<boolean> {
    const { waitMilliseconds = 0, timeoutMilliseconds = Number.POSITIVE_INFINITY } = this.options;
    const { onProgress, pollMilliseconds = POLL, signal } = this.options;
    this.end ??= performance.now() + Math.min(waitMilliseconds, timeoutMilliseconds);
    const left = this.end - performance.now();
    if (left <= 0) return false;
    onProgress?.({ kind: 'stage', text: `waiting for ${what}` });
    await setTimeout(Math.min(pollMilliseconds, left), undefined, { signal });
    // A timer may fire a moment early, and the last pause would not be the last.
    if (left <= pollMilliseconds) this.end = Number.NEGATIVE_INFINITY;
    return true;
  }
}
