import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../lib/model/report';

/** The command as it is installed. */
const COMMAND = join(__dirname, '..', '..', 'dist', 'bin', 'ecs-drift.js');

/** What a run of the command came to. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What stands on stderr, line by line. */
  readonly lines: readonly string[];
}

export interface Surroundings {
  readonly cwd: string;
  /** All environment variables but PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the real command as a child process. */
export function startCommand(argv: readonly string[], { cwd, env }: Surroundings): ChildProcess {
  if (!existsSync(COMMAND)) throw new Error(`${COMMAND} is not there: npm run build makes it`);
  const own = { PATH: process.env.PATH, HOME: cwd, ...env };
  return spawn(process.execPath, [COMMAND, ...argv], { cwd, env: own, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the real command to its end. */
export function runCommand(argv: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  const child = startCommand(argv, surroundings);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout, stderr, lines: stderr.split('\n').filter((line) => line !== '') }),
    );
  });
}

/** The report on stdout; fails where it is none. */
export function reportOf({ stdout }: Outcome): Report {
  return JSON.parse(stdout) as Report;
}
