/** Thrown where something took longer than it may. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(
    readonly milliseconds: number,
    /** True where that is the time of the whole run, or what one call may take of it. */
    readonly ofRun = false,
    /** What went wrong until then, if anything but time did. */
    override readonly cause?: unknown,
  ) {
    super(`no answer within ${secondsOf(milliseconds)} s`);
  }
}

/** For people: `0.25`, `12.5`. */
export function secondsOf(milliseconds: number): number {
  return Number((milliseconds / 1000).toFixed(milliseconds < 1000 ? 3 : 1));
}

/** Calls back after so many milliseconds, unless the function that it returns is called before. */
export type Timer = (milliseconds: number, ring: () => void) => () => void;

const TIMER: Timer = (milliseconds, ring) => {
  const timer = setTimeout(ring, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Ends what takes too long with a {@link DeadlineError}. The signal alone is not enough: it does not reach an answer
 * whose head has come and whose body hangs.
 */
export async function withinDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  timer: Timer = TIMER,
): Promise<T> {
  const controller = new AbortController();
  let stop: (() => void) | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    stop = timer(milliseconds, () => {
      reject(new DeadlineError(milliseconds));
      controller.abort();
    });
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    stop?.();
  }
}
