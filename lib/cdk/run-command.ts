import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { messageOf } from '../model/errors';
import { isObject } from '../model/json';
import type { Report } from '../model/report';

/** The command as it is built and installed, beside this module. */
const COMMAND = join(__dirname, '..', '..', 'bin', 'ecs-drift.js');
const LARGEST_OUTPUT_BYTES = 256 * 1024 * 1024;
/** What the command may need to tell of what it has, once its own time limit is over. */
const GRACE_MS = 3_000;
const PREFIX = /^ecs-drift: /;

/** What the command answered. */
export interface CommandOutcome {
  /** Undefined where there is none: nothing was checked. */
  readonly report?: Report;
  /** Why there is no report, or why the check is incomplete for a reason that is not in it. */
  readonly failure?: string;
  /** What it said on stderr. */
  readonly lines: readonly string[];
}

/** Checks an assembly by our own command, as a child process: a validation plugin has no time to wait for a promise. */
export function runCommand(directory: string, args: readonly string[], timeoutMs: number): CommandOutcome {
  const fixed = [COMMAND, 'check', '--app', directory, '--format', 'json', '--allow-empty', '--quiet'];
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
  const lines = (stderr ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.replace(PREFIX, '')]));
  if (error !== undefined) return { failure: whyEnded(error, timeoutMs), lines };
  if (signal !== null) return { failure: `the check was ended by ${signal}`, lines };
  const report = parseReport(stdout);
  if (report === undefined) return { failure: lines[0] ?? `the check ended with exit code ${status}`, lines };
  return { report, failure: status === 2 ? lines[0] : undefined, lines };
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
