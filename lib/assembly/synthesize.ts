import { mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, messageOf } from '../model/errors';
import { appCommandLine } from './app-command-line';
import { prepareAppEnvironment } from './app-environment';
import { failedPlugins, validatedAt } from './failed-plugins';
import { inputProblem, oneLine } from './input-problem';
import { runByShell } from './run-by-shell';

export interface SynthesizeRequest {
  readonly command: string;
  /** A command to run before it. */
  readonly build?: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the assembly is to be written. */
  readonly outputDirectory: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** Ends the app, with all that it started; by force if it does not end within two seconds. */
  readonly signal?: AbortSignal;
  /** Takes what the app itself prints, on stdout or stderr. */
  onOutput(chunk: string): void;
}

/**
 * Runs an app as the CDK CLI does: by the shell, with its context and output directory in the environment. Throws an
 * InputError that names the command if it fails or writes no assembly, and the plugin if a validation fails it.
 */
export async function synthesize(request: SynthesizeRequest): Promise<void> {
  const outputDirectory = resolve(request.workingDirectory, request.outputDirectory);
  makeDirectory(outputDirectory, request.outputDirectory);
  const before = { assembly: writtenAt(outputDirectory), validation: validatedAt(outputDirectory) };
  const { environment, cleanUp } = prepareAppEnvironment(request, outputDirectory);
  try {
    if (request.build !== undefined) await run(request.build, request, environment);
    await run(appCommandLine(request.command, request.workingDirectory), request, environment);
  } catch (error) {
    const plugins = validatedAt(outputDirectory) === before.validation ? [] : failedPlugins(outputDirectory);
    throw plugins.length === 0 ? error : invalid(request, plugins);
  } finally {
    cleanUp();
  }
  if (writtenAt(outputDirectory) === before.assembly) {
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

async function run(commandLine: string, request: SynthesizeRequest, environment: NodeJS.ProcessEnv): Promise<void> {
  const { code, signal } = await runByShell(commandLine, { ...request, environment }).catch((error: unknown) => {
    throw failure(commandLine, `could not be started: ${messageOf(error)}`);
  });
  if (code === 0) return;
  throw failure(commandLine, signal === null ? exitProblem(code) : `was ended by ${signal}`);
}

/** By the exit codes of shells. */
const HINTS: ReadonlyMap<number | null, string> = new Map([
  [126, 'the file cannot be executed; if it is a template, give it with --template'],
  [127, 'there is neither a directory nor a command of that name'],
]);

function exitProblem(code: number | null): string {
  const hint = HINTS.get(code) ?? 'its own output says why';
  return `ended with exit code ${code}; ${hint}`;
}

/** An app of which the CDK has written the assembly, and then found that plugins of the app's own refuse it. */
function invalid({ command, outputDirectory }: SynthesizeRequest, plugins: readonly string[]): InputError {
  const names = `${plugins.length === 1 ? 'plugin' : 'plugins'} ${plugins.join(', ')}`;
  const advice = `correct what it reports, or check the assembly as it is with --app ${outputDirectory}`;
  return failure(command, `failed the validation by its own ${names}; ${advice}`);
}

function failure(commandLine: string, problem: string): InputError {
  return new InputError(oneLine(`the CDK app (${commandLine}) ${problem}`));
}
