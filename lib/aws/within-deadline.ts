/** Thrown where something took longer than it may. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(
    readonly milliseconds: number,
    /** True where that is the time of the whole run, or what one call may take of it. */
    readonly ofRun = false,
  ) {
    super(`no answer within ${Number((milliseconds / 1000).toFixed(milliseconds < 1000 ? 3 : 1))} s`);
  }
}

/**
 * Ends what takes too long with a {@link DeadlineError}. The signal alone is not enough: it does not reach an answer
 * whose head has come and whose body hangs.
 */
export async function withinDeadline<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineError(milliseconds));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
