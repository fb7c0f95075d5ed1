import type { CheckOptions, CheckResult } from '../../lib/check';
import { exitCode } from '../../lib/check/exit-code';
import type { CliIo, CliStream } from '../../lib/cli/cli-io';
import { main } from '../../lib/cli/main';
import type { Report } from '../../lib/model/report';

/** A stream that keeps what is written to it. */
export class FakeStream implements CliStream {
  text = '';
  /** What a write fails with. */
  failure?: Error;
  isTTY?: boolean;
  columns?: number;

  write(text: string, done?: (error?: Error | null) => void): boolean {
    if (this.failure === undefined) this.text += text;
    setImmediate(() => done?.(this.failure));
    return true;
  }
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
  /** What the check was called with; undefined where it was not. */
  options?: CheckOptions;
}

export interface Situation {
  report?: Report;
  problems?: string[];
  /** What the check throws. */
  throws?: unknown;
  events?: Parameters<NonNullable<CheckOptions['onProgress']>>[0][];
  env?: Record<string, string | undefined>;
  cwd?: string;
  stdout?: FakeStream;
  stderr?: FakeStream;
}

/** Runs the command line with a check that gives what the situation says. */
export async function runMain(argv: string[], situation: Situation & { report: Report }): Promise<Outcome>;
export async function runMain(argv: string[], situation: Situation & { throws: unknown }): Promise<Outcome>;
export async function runMain(argv: string[], situation: Situation): Promise<Outcome> {
  const stdout = situation.stdout ?? new FakeStream();
  const stderr = situation.stderr ?? new FakeStream();
  const io: CliIo = { stdout, stderr, env: situation.env ?? {}, cwd: situation.cwd ?? '/nowhere' };
  let called: CheckOptions | undefined;
  const check = async (options: CheckOptions): Promise<CheckResult> => {
    called = options;
    for (const event of situation.events ?? []) options.onProgress?.(event);
    if (situation.report === undefined) throw situation.throws;
    const { report, problems = [] } = situation;
    return { report, problems, exitCode: exitCode(report, options, problems.length) };
  };
  const code = await main(argv, io, check);
  return { code, stdout: stdout.text, stderr: stderr.text, options: called };
}
