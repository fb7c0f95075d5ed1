import { spawnSync } from 'node:child_process';
import { messageOf } from '../model/errors';
import { isObject } from '../model/json';
import type { Report } from '../model/report';
import { findCommand, NO_COMMAND } from './find-command';
import { readStderr, reasonOfCrash } from './read-stderr';

const LARGEST_OUTPUT_BYTES = 256 * 1024 * 1024;
/** What the command may need to tell of what it has, once its own time limit is over. */
const GRACE_MS = 3_000;

/** What the command answered. */
export interface CommandOutcome {
  /** Undefined if nothing was checked. */
  readonly report?: Report;
  /** Why there is no report, or why the check is incomplete for a reason that is neither in it nor in the problems. */
  readonly failure?: string;
  /** What went wrong beside the report; the report may say it, too. */
  readonly problems: readonly string[];
  /** What else it said on stderr. */
  readonly lines: readonly string[];
}

/** Checks an assembly by our own command, as a child process: a validation plugin has no time to wait for a promise. */
export function runCommand(directory: string, args: readonly string[], timeoutMs: number): CommandOutcome {
  const command = findCommand();
  if (command === undefined) return { failure: NO_COMMAND, problems: [], lines: [] };
  const fixed = [command, 'check', '--app', directory, '--format', 'json', '--allow-empty', '--quiet'];
  fixed.push('--timeout', `${Math.ceil(timeoutMs / 1000)}s`);
  const { error, status, signal, stdout, stderr } = spawnSync(process.execPath, [...fixed, ...args], {
    encoding: 'utf8',
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs + GRACE_MS,
    // It has nothing to save, and may be too busy to obey another signal.
    killSignal: 'SIGKILL',
    maxBuffer: LARGEST_OUTPUT_BYTES,
    windowsHide: true,
  });
  const { problems, rest: lines } = readStderr(stderr ?? '');
  if (error !== undefined) return { failure: whyEnded(error, timeoutMs), problems: [], lines: [...problems, ...lines] };
  const report = signal === null ? parseReport(stdout) : undefined;
  const bareEnd = signal === null ? `the check ended with exit code ${status}` : `the check was ended by ${signal}`;
  if (report === undefined) return withoutReport(problems, lines, bareEnd);
  return { report, failure: status === 2 && problems.length === 0 ? bareEnd : undefined, problems, lines };
}

/** The command's own words come first, then those of Node. */
function withoutReport(problems: readonly string[], lines: readonly string[], bareEnd: string): CommandOutcome {
  if (problems.length > 0) return { failure: problems.join('; '), problems: [], lines };
  const reason = reasonOfCrash(lines);
  return { failure: reason === undefined ? bareEnd : `${bareEnd}: ${reason}`, problems: [], lines };
}

function whyEnded(error: Error, timeoutMs: number): string {
  return 'code' in error && error.code === 'ETIMEDOUT'
    ? `the check took longer than its time limit of ${timeoutMs / 1000} s; raise timeout, or name fewer stacks`
    : `the check could not be run: ${messageOf(error)}`;
}

function parseReport(text: string): Report | undefined {
  try {
    const report: unknown = JSON.parse(text);
    return isObject(report) && report.schemaVersion === 1 ? (report as unknown as Report) : undefined;
  } catch {
    return undefined;
  }
}
