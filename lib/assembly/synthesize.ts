import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { kill } from 'node:process';
import { InputError, messageOf } from '../model/errors';
import { appCommandLine } from './app-command-line';
import { prepareAppEnvironment } from './app-environment';
import { inputProblem, oneLine } from './input-problem';

/** How long an app has to end by itself once it is asked to, in milliseconds. */
const GRACE = 2_000;

/** What the variable OS says there, as the CDK CLI asks it. */
const WINDOWS = 'Windows_NT';

export interface SynthesizeRequest {
  readonly command: string;
  /** A command to run before it. */
  readonly build?: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the assembly is to be written. */
  readonly outputDirectory: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** Ends the app, with all that it started; by force where it does not end within two seconds. */
  readonly signal?: AbortSignal;
  /** Takes what the app itself prints, on stdout or stderr. */
  onOutput(chunk: string): void;
}

/**
 * Runs an app as the CDK CLI does: by the shell, with its context and output directory in the environment. Throws an
 * InputError that names the command where it fails or writes no assembly.
 */
export async function synthesize(request: SynthesizeRequest): Promise<void> {
  const outputDirectory = resolve(request.workingDirectory, request.outputDirectory);
  makeDirectory(outputDirectory, request.outputDirectory);
  const before = writtenAt(outputDirectory);
  const { environment, cleanUp } = prepareAppEnvironment(request, outputDirectory);
  try {
    if (request.build !== undefined) await run(request.build, request, environment);
    await run(appCommandLine(request.command, request.workingDirectory), request, environment);
  } finally {
    cleanUp();
  }
  if (writtenAt(outputDirectory) === before) {
    const advice = 'does the app call app.synth()?';
    throw failure(request.command, `ended without writing a cloud assembly to ${request.outputDirectory}; ${advice}`);
  }
}

function makeDirectory(path: string, name: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw inputProblem(name, `the output directory could not be made: ${messageOf(error)}`);
  }
}

/** When the manifest was last written, to tell a new one from one of an earlier run. */
function writtenAt(directory: string): bigint | undefined {
  return statSync(resolve(directory, 'manifest.json'), { throwIfNoEntry: false, bigint: true })?.mtimeNs;
}

function run(commandLine: string, request: SynthesizeRequest, environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((fulfil, reject) => {
    const child = spawn(commandLine, {
      shell: true,
      cwd: request.workingDirectory,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A group of its own, so that what the shell starts can be ended with it.
      detached: request.signal !== undefined && request.environment.OS !== WINDOWS,
    });
    let grace: NodeJS.Timeout | undefined;
    const stop = (): void => {
      endGroup(child, 'SIGTERM');
      grace = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE);
    };
    request.signal?.addEventListener('abort', stop);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => request.onOutput(chunk));
    }
    child.on('error', (error) => reject(failure(commandLine, `could not be started: ${messageOf(error)}`)));
    child.on('close', (code, signal) => {
      clearTimeout(grace);
      request.signal?.removeEventListener('abort', stop);
      if (code === 0) fulfil();
      else reject(failure(commandLine, signal === null ? exitProblem(code) : `was ended by ${signal}`));
    });
  });
}

/** Ends a child process and all below it; where it leads no group of its own, it alone. */
function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (child.pid !== undefined) kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

function exitProblem(code: number | null): string {
  // What shells answer for a command that they do not find.
  const hint =
    code === 127 ? '; there is neither a directory nor a command of that name' : '; its own output tells why';
  return `ended with exit code ${code}${hint}`;
}

function failure(commandLine: string, problem: string): InputError {
  return new InputError(oneLine(`the CDK app (${commandLine}) ${problem}`));
}
