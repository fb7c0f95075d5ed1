import { dirname } from 'node:path';
import type * as AssemblyApi from '@aws-cdk/cloud-assembly-api';

/** A root stack of the assembly that is being validated. */
export interface AssemblyStack {
  readonly stackName: string;
  readonly constructPath: string;
  /** Undefined where the stack is environment-agnostic. */
  readonly account?: string;
  readonly region?: string;
  /** Absolute. */
  readonly templatePath: string;
}

/** What the CDK has written so far: all of the assembly but the validation report. */
export interface OpenAssembly {
  readonly directory: string;
  readonly stacks: readonly AssemblyStack[];
  /** Keys of context values that the app lacks: it made them up, and the CDK looks them up and runs it again. */
  readonly missingContext: readonly string[];
}

/** The outermost assembly that holds all these templates. */
export function openAssembly(templatePaths: readonly string[]): OpenAssembly {
  const api = require('@aws-cdk/cloud-assembly-api') as typeof AssemblyApi;
  const assembly = findOutermost(commonDirectory(templatePaths), (directory) => {
    try {
      return new api.CloudAssembly(directory, { skipVersionCheck: true, skipEnumCheck: true });
    } catch {
      return undefined;
    }
  });
  if (assembly === undefined) throw new Error(`there is no cloud assembly around ${templatePaths[0]}`);
  return {
    directory: assembly.directory,
    stacks: assembly.stacksRecursively.map((artifact) => toStack(artifact, api)),
    missingContext: (assembly.manifest.missing ?? []).map(({ key }) => key),
  };
}

function toStack(artifact: AssemblyApi.CloudFormationStackArtifact, api: typeof AssemblyApi): AssemblyStack {
  const { account, region } = artifact.environment;
  return {
    stackName: artifact.stackName,
    constructPath: artifact.hierarchicalId,
    account: account === api.UNKNOWN_ACCOUNT ? undefined : account,
    region: region === api.UNKNOWN_REGION ? undefined : region,
    templatePath: artifact.templateFullPath,
  };
}

function commonDirectory(paths: readonly string[]): string {
  let directory = dirname(paths[0] ?? '.');
  while (!paths.every((path) => isBelow(path, directory)) && dirname(directory) !== directory) {
    directory = dirname(directory);
  }
  return directory;
}

function isBelow(path: string, directory: string): boolean {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    if (parent === directory) return true;
    if (dirname(parent) === parent) return false;
  }
}

/** Nested assemblies lie in the directory of the one around them: upwards as long as there is one. */
function findOutermost<T>(directory: string, open: (directory: string) => T | undefined): T | undefined {
  let found = open(directory);
  for (let above = dirname(directory); above !== dirname(above); above = dirname(above)) {
    const outer = open(above);
    if (outer === undefined) break;
    found = outer;
  }
  return found;
}
