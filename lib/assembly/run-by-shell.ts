import { type ChildProcess, spawn } from 'node:child_process';
import { kill } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a command line has to end by itself once it is asked to, in milliseconds. */
const GRACE = 2_000;
const POLL = 50;
/** How long to read on after the exit. A process in a session of its own may hold the pipe open for ever. */
const DRAIN = 500;

/** What the variable OS says there, as the CDK CLI asks it. */
const WINDOWS = 'Windows_NT';

export interface ShellOptions {
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Ends the command line, with all that it started; by force if it does not end within two seconds. */
  readonly signal?: AbortSignal;
  /** Takes what it prints, on stdout or stderr. */
  onOutput(chunk: string): void;
}

/** How a command line ended: with an exit code, or by a signal. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Runs a command line by the shell. Its exit counts, not the end of its output, which whatever it leaves running may
 * hold open. Throws if it cannot be started.
 */
export async function runByShell(commandLine: string, options: ShellOptions): Promise<Ending> {
  const child = spawn(commandLine, {
    shell: true,
    cwd: options.workingDirectory,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own, so that whatever the shell starts can be ended with it.
    detached: options.signal !== undefined && options.environment.OS !== WINDOWS,
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', options.onOutput);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = endOf(child);
  const stop = stopOnAbort(child, options.signal);
  try {
    const ending = await Promise.race([ended, stop.forced]);
    await stop.finished();
    await within(DRAIN, closed);
    return ending;
  } finally {
    stop.forget();
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** `forced` comes only for a process that does not even obey SIGKILL; `finished` waits for the rest of its group. */
function stopOnAbort(child: ChildProcess, signal: AbortSignal | undefined) {
  let stopping: Promise<void> | undefined;
  let force: (ending: Ending) => void;
  const forced = new Promise<Ending>((resolve) => {
    force = resolve;
  });
  const stop = (): void => {
    stopping = endGroup(child);
    void stopping
      .then(() => pause(DRAIN, undefined, { ref: false }))
      .then(() => force({ code: null, signal: 'SIGKILL' }));
  };
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  return { forced, finished: async () => stopping, forget: () => signal?.removeEventListener('abort', stop) };
}

/** Ends a child process and its group; if it leads no group of its own, it alone. */
async function endGroup(child: ChildProcess): Promise<void> {
  const deadline = performance.now() + GRACE;
  for (send(child, 'SIGTERM'); send(child, 0) && performance.now() < deadline; ) await pause(POLL);
  send(child, 'SIGKILL');
}

/** False if there is nobody left to send it to. */
function send(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return child.pid !== undefined && kill(-child.pid, signal);
  } catch {
    return child.exitCode === null && child.signalCode === null && child.kill(signal);
  }
}

async function within(milliseconds: number, done: Promise<void>): Promise<void> {
  const over = new AbortController();
  await Promise.race([done, pause(milliseconds, undefined, { signal: over.signal }).catch(() => {})]);
  over.abort();
}
