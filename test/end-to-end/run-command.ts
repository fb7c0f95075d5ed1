import { main } from '../../lib/cli/main';
import type { Difference, Report, ServiceReport } from '../../lib/model/report';
import type { LoopbackAws } from '../aws';
import { runCommand } from '../bad-input/run-command';
import { FakeStream } from '../cli/fake-io';
import { validateReport } from '../report/validate-report';

/** What a command line came to. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run whose report went to stdout as JSON. */
export interface ReportedRun extends Run {
  readonly report: Report;
}

export interface Surroundings {
  readonly aws: LoopbackAws;
  /** Default: the root directory, where no app is. */
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

/** Runs a command line within this process: the loopback AWS's variables become this test file's environment. */
export async function runMain(args: readonly string[], { aws, cwd = '/', env = {} }: Surroundings): Promise<Run> {
  for (const name of Object.keys(process.env))
    if (/^AWS_|^CDK_(OUTDIR|CONTEXT|DEFAULT)/.test(name)) delete process.env[name];
  Object.assign(process.env, aws.env);
  const stdout = new FakeStream();
  const stderr = new FakeStream();
  const io = { stdout, stderr, env: { ...process.env, ...env }, cwd };
  return { code: await main(args, io), stdout: stdout.text, stderr: stderr.text };
}

/** Runs the built command as users do. */
export function runBuilt(args: readonly string[], { aws, cwd = '/', env = {} }: Surroundings): Promise<Run> {
  return runCommand(args, { cwd, env: { HOME: '/nonexistent', CDK_VALIDATION: 'false', ...aws.env, ...env } });
}

/**
 * Runs a check within this process and reads its report, which has to be valid against the package's schema. The notice
 * that most runs have, of what only --thorough reads, is left out.
 */
export async function check(
  args: readonly string[],
  surroundings: Surroundings,
  run: typeof runMain = runMain,
): Promise<ReportedRun> {
  const { report, ...outcome } = await checkWhole(args, surroundings, run);
  return { ...outcome, report: { ...report, notices: report.notices.filter(({ kind }) => kind !== 'not-read') } };
}

/** The same with the report as it is. */
export async function checkWhole(
  args: readonly string[],
  surroundings: Surroundings,
  run: typeof runMain = runMain,
): Promise<ReportedRun> {
  const outcome = await run([...args, '--format', 'json'], surroundings);
  if (outcome.stdout === '') throw new Error(`no report, exit code ${outcome.code}: ${outcome.stderr}`);
  const report = JSON.parse(outcome.stdout) as Report;
  expect(validateReport(report)).toEqual([]);
  return { ...outcome, report };
}

/** The report of a service, by its logical id or construct path. */
export function serviceIn({ report }: ReportedRun, name: string): ServiceReport {
  const found = report.services.filter(({ logicalId, constructPath }) => logicalId === name || constructPath === name);
  const [service] = found;
  if (service === undefined || found.length > 1) throw new Error(`the report has ${found.length} services ${name}`);
  return service;
}

/** The notes on a service, one line each: `managed DesiredCount: …`. */
export function notesOf(run: ReportedRun, name = 'Web'): string[] {
  return serviceIn(run, name).notes.map(({ kind, path, text }) => `${kind} ${path ?? ''}: ${text}`);
}

/** A service's differences, one line each: `drift NOT_EQUAL DesiredCount`, with what the next deploy does with it. */
export function linesOf({ differences }: { differences: readonly Difference[] }): string[] {
  return differences.map(({ cause, differenceType, declared, path, onDeploy }) =>
    [cause, differenceType, declared ? '' : 'undeclared', path, onDeploy === undefined ? '' : `(${onDeploy})`]
      .filter((word) => word !== '')
      .join(' '),
  );
}
