import { InputError } from '../model/errors';
import type { LocalAssembly, LocalStack } from '../model/local-stack';
import type { CheckOptions } from './options';

/** A stack to check: with code, or by its name alone. */
export interface Target {
  readonly stackName: string;
  readonly local?: LocalStack;
}

export interface Code {
  readonly targets: readonly Target[];
  /** All stacks of the code, also those that are not checked: they may export what others import. */
  readonly stacks: readonly LocalStack[];
  /** Lines about what could not be read. */
  readonly problems: readonly string[];
  /** Lines about what is worth knowing. */
  readonly remarks: readonly string[];
}

/** Reads the code's side and selects the stacks to check. Throws an InputError where there is nothing to read. */
export async function readCode(options: CheckOptions): Promise<Code> {
  const { template, stackName } = options;
  const workingDirectory = options.workingDirectory ?? '.';
  if (template !== undefined) {
    if (stackName === undefined)
      throw new InputError('--template: wants --stack-name, the deployed stack to compare with');
    const { readTemplateFile } =
      require('../assembly/read-template-file') as typeof import('../assembly/read-template-file');
    const local = readTemplateFile(template, stackName, { workingDirectory });
    return { targets: [{ stackName, local }], stacks: [local], problems: [], remarks: [] };
  }
  if (stackName !== undefined) return { targets: [{ stackName }], stacks: [], problems: [], remarks: [] };
  const assembly = await readApp(options, workingDirectory);
  const { selectStacks } = require('./select-stacks') as typeof import('./select-stacks');
  const targets = selectStacks(assembly, options.stacks ?? []).map((local) => ({ stackName: local.stackName, local }));
  return { targets, ...assembly };
}

async function readApp(options: CheckOptions, workingDirectory: string): Promise<LocalAssembly> {
  const environment = options.environment ?? {};
  const { findApp } = require('../assembly/find-app') as typeof import('../assembly/find-app');
  const app = findApp({ app: options.app, workingDirectory, environment });
  const { readAssembly } = require('../assembly/read-assembly') as typeof import('../assembly/read-assembly');
  if (app.kind === 'directory') return readAssembly(app.directory, { workingDirectory });
  options.onProgress?.({ kind: 'stage', text: `synthesizing: ${app.command}` });
  const { synthesize } = require('../assembly/synthesize') as typeof import('../assembly/synthesize');
  const onOutput = (chunk: string): void => options.onProgress?.({ kind: 'app-output', chunk });
  await synthesize({ ...app, workingDirectory, environment, onOutput });
  return readAssembly(app.outputDirectory, { workingDirectory });
}
