import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { CheckOptions } from './options';

/** Milliseconds between two reads of something under way. */
const POLL = 5_000;

/** How long a check still waits for what is under way; none at all where it was not asked to. */
export class Patience {
  private readonly end: number;

  constructor(private readonly options: CheckOptions) {
    const { waitMilliseconds = 0, timeoutMilliseconds = Number.POSITIVE_INFINITY } = options;
    this.end = performance.now() + Math.min(waitMilliseconds, timeoutMilliseconds);
  }

  /** Pauses before something is read again, and says what for; false, at once, when the time is over. */
  async pause(what: string): Promise<boolean> {
    const left = this.end - performance.now();
    if (left <= 0) return false;
    const { onProgress, pollMilliseconds = POLL, signal } = this.options;
    onProgress?.({ kind: 'stage', text: `waiting for ${what}` });
    await setTimeout(Math.min(pollMilliseconds, left), undefined, { signal });
    return true;
  }
}
