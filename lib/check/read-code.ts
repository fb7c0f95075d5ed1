import { InputError } from '../model/errors';
import type { LocalAssembly, LocalStack } from '../model/local-stack';
import type { Aws } from './aws-ports';
import type { CheckOptions } from './options';
import type { Target } from './target';
import { untilAborted } from './until-aborted';
import { vetParameters } from './vet-parameters';

export interface Code {
  readonly targets: readonly Target[];
  /** Stacks without services in the code: targets as well if they still have some deployed. */
  readonly without: readonly LocalStack[];
  /** All stacks of the code, also those that are not checked: they may export what others import. */
  readonly stacks: readonly LocalStack[];
  /** Lines about what could not be read. */
  readonly problems: readonly string[];
  /** Lines about what is worth knowing. */
  readonly remarks: readonly string[];
  /** The assembly's; undefined where there is none. */
  readonly directory?: string;
}

/** Reads the code's side and selects the stacks to check. Throws an InputError where there is nothing to read. */
export async function readCode(options: CheckOptions, aws: Aws): Promise<Code> {
  const { template, stackName } = options;
  const workingDirectory = options.workingDirectory ?? '.';
  if (template !== undefined && stackName !== undefined) {
    const { readTemplateFile } =
      require('../assembly/read-template-file') as typeof import('../assembly/read-template-file');
    const local = readTemplateFile(template, stackName, { workingDirectory });
    const targets = [{ stackName, local }];
    vetParameters(options.parameters ?? {}, targets);
    return { targets, without: [], stacks: [local], problems: [], remarks: [] };
  }
  if (stackName !== undefined) return { targets: [{ stackName }], without: [], stacks: [], problems: [], remarks: [] };
  const { assembly, directory } = await readApp(options, aws, workingDirectory);
  const { selectStacks } = require('./select-stacks') as typeof import('./select-stacks');
  const { stacks, without } = selectStacks(assembly, options.stacks ?? []);
  const targets = stacks.map((local) => ({ stackName: local.stackName, local }));
  vetParameters(options.parameters ?? {}, targets);
  return { targets, without, ...assembly, directory };
}

interface App {
  readonly assembly: LocalAssembly;
  readonly directory: string;
}

async function readApp(options: CheckOptions, aws: Aws, workingDirectory: string): Promise<App> {
  const environment = options.environment ?? {};
  const { findApp } = require('../assembly/find-app') as typeof import('../assembly/find-app');
  const app = findApp({ app: options.app, workingDirectory, environment });
  const { readAssembly } = require('../assembly/read-assembly') as typeof import('../assembly/read-assembly');
  const read = (directory: string): App => ({ assembly: readAssembly(directory, { workingDirectory }), directory });
  if (app.kind === 'directory') return read(app.directory);
  options.onProgress?.({ kind: 'stage', text: `synthesizing: ${app.command}` });
  const { synthesize } = require('../assembly/synthesize') as typeof import('../assembly/synthesize');
  const onOutput = (chunk: string): void => options.onProgress?.({ kind: 'app-output', chunk });
  await inTime(options, app.command, async (signal) => {
    const defaults = await untilAborted(signal, () => defaultEnvironment(environment, aws));
    await synthesize({ ...app, workingDirectory, environment: defaults, onOutput, signal });
  });
  return read(app.outputDirectory);
}

/** Ends the app where the time of the whole run is over, and says so in place of how the app ended. */
async function inTime(
  { timeoutMilliseconds, signal }: CheckOptions,
  command: string,
  work: (signal: AbortSignal | undefined) => Promise<void>,
): Promise<void> {
  if (timeoutMilliseconds === undefined) return work(signal);
  const ending = new AbortController();
  const end = (): void => ending.abort();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, timeoutMilliseconds);
  signal?.addEventListener('abort', end);
  try {
    await work(ending.signal);
  } catch (error) {
    if (!isLate) throw error;
    throw new InputError(
      `the CDK app (${command}) was not through within ${timeoutMilliseconds / 1000} s, the longest that the whole run may take; allow it more (--timeout)`,
    );
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The account and the region of the credentials, which the CDK CLI hands to the app, as far as they can be told. */
async function defaultEnvironment(environment: Environment, aws: Aws): Promise<Environment> {
  const port = aws.in(undefined);
  const [account, region] = await Promise.all([
    environment.CDK_DEFAULT_ACCOUNT ?? port.readAccount(),
    environment.CDK_DEFAULT_REGION ?? port.readRegion(),
  ]);
  return { ...environment, CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region };
}
