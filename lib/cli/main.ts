import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { CheckOptions, CheckResult } from '../check';
import { InputError, messageOf } from '../model/errors';
import type { Report } from '../model/report';
import { version } from '../model/version';
import type { CliIo } from './cli-io';
import type { Arguments } from './read-arguments';

/** The check, or what a test puts in its place. */
export type Check = (options: CheckOptions) => Promise<CheckResult>;

type CheckArguments = Extract<Arguments, { kind: 'check' }>;

/** Runs one command line and gives its exit code. The check is loaded when it is needed; tests hand in their own. */
export async function main(argv: readonly string[], io: CliIo, check?: Check): Promise<number> {
  const verbose = argv.some((argument) => argument === '-v' || argument === '--verbose');
  try {
    if (argv.length === 1 && argv[0] === '--version') return await print(`${version}\n`, io);
    return await dispatch(argv, io, check);
  } catch (error) {
    // An interrupted run ends in whatever it was at: that is no news.
    if (io.signal?.aborted !== true) for (const line of linesOf(error, verbose)) tell(line, io);
    return 2;
  }
}

function dispatch([first, ...rest]: readonly string[], io: CliIo, check?: Check): Promise<number> {
  if (first === 'render') return runRender(rest, io);
  if (first === 'iam-policy') return printPolicy(rest, io);
  return readAndCheck(first === undefined ? [] : [first, ...rest], io, check);
}

async function readAndCheck(argv: readonly string[], io: CliIo, check?: Check): Promise<number> {
  const { readArguments } = require('./read-arguments') as typeof import('./read-arguments');
  const parsed = readArguments(argv, (file) => {
    const { readConfig } = require('./read-config') as typeof import('./read-config');
    return readConfig(file, io.cwd);
  });
  return parsed.kind === 'print' ? print(parsed.text, io) : runCheck(parsed, io, check ?? loadCheck(io));
}

async function runRender(argv: readonly string[], io: CliIo): Promise<number> {
  const { readRenderArguments } = require('./read-render-arguments') as typeof import('./read-render-arguments');
  const parsed = readRenderArguments(argv);
  if (parsed.kind === 'print') return print(parsed.text, io);
  const { renderFile } = require('./render-file') as typeof import('./render-file');
  const failures = await renderFile(parsed, io);
  for (const failure of failures) tell(failure, io);
  return failures.length === 0 ? 0 : 2;
}

async function printPolicy(argv: readonly string[], io: CliIo): Promise<number> {
  const { describePolicy } = require('./describe-policy') as typeof import('./describe-policy');
  const { policy, additions } = describePolicy(argv);
  await print(policy, io);
  for (const line of additions) tell(line, io);
  return 0;
}

async function print(text: string, io: CliIo): Promise<number> {
  const { writeStream } = require('./write-stream') as typeof import('./write-stream');
  await writeStream(io.stdout, text);
  return 0;
}

/** The AWS SDK looks for the variable when it is loaded; its notice about Node versions is nothing for our users. */
function loadCheck(io: CliIo): Check {
  io.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return (require('../check') as typeof import('../check')).checkDrift;
}

async function runCheck(parsed: CheckArguments, io: CliIo, check: Check): Promise<number> {
  const { vetOutputs } = require('./vet-outputs') as typeof import('./vet-outputs');
  vetOutputs(parsed.targets, parsed.inputs, io.cwd);
  const compareTo = parsed.compareTo === undefined ? undefined : readEarlier(parsed.compareTo, io);
  const started = performance.now();
  const result = withUnreadConfig(
    await callCheck({ ...parsed, check: { ...parsed.check, compareTo } }, io, check),
    parsed,
    io,
  );
  const seconds = (performance.now() - started) / 1000;
  for (const problem of result.problems) tell(problem, io);
  tellNotices(result.report, parsed, io);
  const { writeReports } = require('./write-reports') as typeof import('./write-reports');
  const failures = await writeReports(result.report, { ...parsed, seconds }, io);
  for (const failure of failures) tell(failure, io);
  return failures.length > 0 ? result.exitCode || 2 : result.exitCode;
}

function withUnreadConfig(result: CheckResult, { check, isConfigNamed }: CheckArguments, io: CliIo): CheckResult {
  const code = check.app ?? check.template;
  if (code === undefined || isConfigNamed) return result;
  const { findUnreadConfig } = require('./read-config') as typeof import('./read-config');
  const file = findUnreadConfig(code, io.cwd);
  if (file === undefined) return result;
  const text = `${file}: is not read, only the configuration of the working directory is; give it with --config ${file}`;
  const notices: Report['notices'] = [...result.report.notices, { kind: 'assembly', text }];
  return { ...result, report: { ...result.report, notices } };
}

/** What a strict run takes for an error is told by a quiet one, too. What was not read stands in the report itself. */
function tellNotices({ notices }: Report, { check, quiet }: CheckArguments, io: CliIo): void {
  for (const { kind, text } of notices) {
    if (kind === 'not-read') continue;
    const isError = check.strictIgnores && kind === 'unused-ignore';
    if (isError || !quiet) tell(`${isError ? 'error' : 'note'}: ${text}`, io);
  }
}

function readEarlier(file: string, io: CliIo): Report {
  const { readReport } = require('./read-report') as typeof import('./read-report');
  return readReport(resolve(io.cwd, file), file);
}

async function callCheck(
  { check: options, verbose, quiet }: CheckArguments,
  io: CliIo,
  check: Check,
): Promise<CheckResult> {
  const { showProgress } = require('./show-progress') as typeof import('./show-progress');
  const { CI, TERM } = io.env;
  const ci = CI !== undefined && CI !== '' && CI !== 'false';
  const progress = showProgress(io.stderr, { verbose, quiet, plain: ci || TERM === 'dumb' });
  let failed = true;
  try {
    const onProgress = progress.show;
    const result = await check({
      ...options,
      workingDirectory: io.cwd,
      environment: io.env,
      signal: io.signal,
      onProgress,
    });
    failed = false;
    return result;
  } finally {
    progress.end(failed);
  }
}

function tell(line: string, io: CliIo): void {
  const { escapeText } = require('../report/escape') as typeof import('../report/escape');
  io.stderr.write(`ecs-drift: ${escapeText(line)}\n`);
}

/** A line for each thing that the user can mend; for a fault of ours its message, and where it is only for who asks. */
function linesOf(error: unknown, verbose: boolean): string[] {
  if (error instanceof InputError) return problemsOf(error) ?? [messageOf(error)];
  const line = `internal error: ${messageOf(error)}`;
  if (!verbose || !(error instanceof Error) || error.stack === undefined) return [line];
  return [line, ...error.stack.split('\n').slice(1)];
}

function problemsOf(error: InputError): string[] | undefined {
  const problems = 'problems' in error ? error.problems : undefined;
  return Array.isArray(problems) && problems.length > 0 ? problems.map(messageOf) : undefined;
}
