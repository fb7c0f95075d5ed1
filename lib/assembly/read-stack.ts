import type * as AssemblyApi from '@aws-cdk/cloud-assembly-api';
import type { ArtifactManifest } from '@aws-cdk/cloud-assembly-schema';
import { readTextFile, whyUnreadable } from '../files/read-text-file';
import { messageOf } from '../model/errors';
import { isObject, member } from '../model/json';
import type { LocalStack } from '../model/local-stack';
import type { AssemblyRoot } from './assembly-root';
import { inputProblem, oneLine } from './input-problem';
import { parseJson } from './parse-json';
import { readIgnoreRules } from './read-ignore-rules';
import { readStackContents, withoutContents } from './read-stack-contents';
import { StackMetadata } from './stack-metadata';

/** Where an artifact stands. */
export interface ArtifactPlace {
  readonly root: AssemblyRoot;
  /** The directory of the assembly, or nested assembly, whose manifest names the artifact. */
  readonly directory: string;
  /** That manifest, for messages. */
  readonly manifestFile: string;
  readonly workingDirectory: string;
  /** Takes what is wrong beside the stack itself, one line each. */
  report(problem: string): void;
}

type Outline = Omit<LocalStack, 'template' | 'problem' | 'constructPaths' | 'sources' | 'nested'>;

/** Reads one stack artifact of a manifest. It never throws: what is wrong becomes the problem of the stack. */
export function readStack(id: string, artifact: Record<string, unknown>, place: ArtifactPlace): LocalStack {
  const properties = objectOf(member(artifact, 'properties'));
  const problem = (text: string): string => oneLine(`${place.manifestFile}: stack artifact ${id} ${text}`);
  const flaw = findFlaw(artifact, properties);
  if (flaw !== undefined) return broken(id, artifact, properties, problem(flaw));
  let outline: Outline;
  try {
    outline = readOutline(id, artifact, place);
  } catch (error) {
    return broken(id, artifact, properties, problem(`could not be read: ${messageOf(error)}`));
  }
  const template = place.root.resolve(place.directory, member(properties, 'templateFile'), 'file');
  if (template.path === undefined)
    return { ...outline, ...withoutContents(problem(`${template.problem}; run cdk synth again`)) };
  const { account, region, lookupRole } = outline;
  const metadata = readMetadata(id, artifact, place);
  const ignoreRules = readIgnoreRules(metadata, place.workingDirectory, (text) =>
    place.report(`${place.manifestFile}: stack artifact ${id}, ${text}`),
  );
  const contents = readStackContents(template.path, {
    stackName: outline.stackName,
    root: place.root,
    directory: place.directory,
    workingDirectory: place.workingDirectory,
    metadata,
    inherited: { account, region, lookupRole },
    nestedRequired: true,
  });
  return { ...outline, ...contents, ignoreRules };
}

/** What the library does not check before it builds upon it. */
function findFlaw(artifact: Record<string, unknown>, properties: Record<string, unknown>): string | undefined {
  if (typeof member(artifact, 'environment') !== 'string') return 'has no environment (aws://ACCOUNT/REGION)';
  if (typeof member(properties, 'templateFile') !== 'string') return 'has no templateFile';
  for (const name of ['tags', 'parameters']) {
    const values = member(properties, name) ?? {};
    const fits = isObject(values) && Object.values(values).every((value) => typeof value === 'string');
    if (!fits) return `has ${name} that are not strings by name`;
  }
  const role = member(properties, 'lookupRole');
  if (role !== undefined && typeof objectOf(role).arn !== 'string') return 'has a lookupRole without an arn';
  const named = [member(properties, 'stackName'), member(artifact, 'displayName')];
  const fits = named.every((name) => name === undefined || typeof name === 'string');
  return fits ? undefined : 'has a stackName or displayName that is no string';
}

/** Through the library, which knows the defaults; it gets neither metadata nor a file to read them from. */
function readOutline(id: string, artifact: Record<string, unknown>, place: ArtifactPlace): Outline {
  const api = require('@aws-cdk/cloud-assembly-api') as typeof AssemblyApi;
  const bare = { ...artifact, metadata: undefined, additionalMetadataFile: undefined };
  const assembly = { directory: place.directory } as AssemblyApi.CloudAssembly;
  const stack = new api.CloudFormationStackArtifact(assembly, id, bare as unknown as ArtifactManifest);
  const { account, region } = stack.environment;
  const role = stack.lookupRole;
  return {
    stackName: stack.stackName,
    constructPath: stack.hierarchicalId,
    account: account === api.UNKNOWN_ACCOUNT ? undefined : account,
    region: region === api.UNKNOWN_REGION ? undefined : region,
    templateFile: place.root.relative(place.directory, stack.templateFile),
    tags: { ...stack.tags },
    parameters: { ...stack.parameters },
    lookupRole: role && {
      arn: role.arn,
      externalId: role.assumeRoleExternalId,
      unsent: Object.keys(objectOf(role.assumeRoleAdditionalOptions)),
    },
  };
}

/** Metadata only tells of construct paths, source lines and ignore rules: where it is broken the stack is read without it. */
function readMetadata(id: string, artifact: Record<string, unknown>, place: ArtifactPlace): StackMetadata {
  const metadata = new StackMetadata();
  const named = member(artifact, 'additionalMetadataFile');
  if (named !== undefined) {
    const found = place.root.resolve(place.directory, named, 'file');
    try {
      if (found.path === undefined) throw inputProblem(place.manifestFile, `stack artifact ${id} ${found.problem}`);
      metadata.add(parseJson(readFileOf(found.path, place), place.root.display(found.path)));
    } catch (error) {
      place.report(`${messageOf(error)}; construct paths, source lines and ignore rules may be missing`);
    }
  }
  metadata.add(member(artifact, 'metadata'));
  return metadata;
}

function readFileOf(path: string, place: ArtifactPlace): string {
  try {
    return readTextFile(path, 'assembly');
  } catch (error) {
    throw inputProblem(place.root.display(path), whyUnreadable(error));
  }
}

function broken(
  id: string,
  artifact: Record<string, unknown>,
  properties: Record<string, unknown>,
  problem: string,
): LocalStack {
  const stackName = member(properties, 'stackName');
  const displayName = member(artifact, 'displayName');
  const templateFile = member(properties, 'templateFile');
  return {
    stackName: typeof stackName === 'string' ? stackName : id,
    constructPath: typeof displayName === 'string' ? displayName : id,
    templateFile: typeof templateFile === 'string' ? templateFile : '',
    tags: {},
    parameters: {},
    ...withoutContents(problem),
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}
