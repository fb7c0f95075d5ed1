import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTextFile, whyUnreadable } from '../files/read-text-file';
import { InputError, messageOf } from '../model/errors';
import { isObject, member } from '../model/json';
import type { LocalAssembly, LocalStack } from '../model/local-stack';
import { AssemblyRoot } from './assembly-root';
import { inputProblem, oneLine } from './input-problem';
import { parseJson } from './parse-json';
import { readStack } from './read-stack';

const MANIFEST = 'manifest.json';
const STACK = 'aws:cloudformation:stack';
const NESTED_ASSEMBLY = 'cdk:cloud-assembly';

/**
 * Reads a cloud assembly with its stages and nested stacks. Throws an InputError where there is no assembly or
 * nothing of it can be read; what is broken in a part of it becomes the problem of that stack or a line in `problems`.
 */
export function readAssembly(directory: string, options: { workingDirectory: string }): LocalAssembly {
  const root = new AssemblyRoot(findDirectory(directory, options.workingDirectory), directory);
  const reader = new AssemblyReader(root, options.workingDirectory);
  reader.read(root.directory);
  const { stacks, problems, remarks } = reader;
  if (stacks.length === 0 && problems.length > 0) throw new InputError(oneLine(problems.join('; ')), problems);
  return { stacks, problems, remarks };
}

function findDirectory(directory: string, workingDirectory: string): string {
  const path = resolve(workingDirectory, directory);
  try {
    if (!statSync(path).isDirectory()) throw inputProblem(directory, 'is a file, but a cloud assembly is a directory');
    return realpathSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const advice = 'run cdk synth, or name the directory of an assembly or a command with --app';
    throw inputProblem(directory, `${whyUnreadable(error)}; ${advice}`);
  }
}

class AssemblyReader {
  readonly stacks: LocalStack[] = [];
  readonly problems: string[] = [];
  readonly remarks: string[] = [];
  /** Every directory is read once, so that assemblies that name one another come to an end. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly root: AssemblyRoot,
    private readonly workingDirectory: string,
  ) {}

  read(directory: string): void {
    this.seen.add(directory);
    const manifest = this.readManifest(directory);
    const artifacts = member(manifest, 'artifacts') ?? {};
    if (!isObject(artifacts)) throw inputProblem(this.manifestFile(directory), 'artifacts has to be an object');
    this.reportMissingContext(directory, member(manifest, 'missing'));
    for (const [id, artifact] of Object.entries(artifacts)) {
      if (isObject(artifact)) this.readArtifact(id, artifact, directory);
      else this.report(directory, `artifact ${id} has to be an object`);
    }
  }

  private readManifest(directory: string): Record<string, unknown> {
    const found = this.root.resolve(directory, MANIFEST, 'file');
    if (found.path === undefined) {
      const name = this.root.display(directory);
      throw inputProblem(name, `no cloud assembly: there is no readable ${MANIFEST} in it; run cdk synth`);
    }
    const file = this.manifestFile(directory);
    const manifest = parseJson(this.readManifestText(found.path, file), file);
    if (!isObject(manifest)) throw inputProblem(file, 'a manifest has to be an object; run cdk synth again');
    return manifest;
  }

  private readManifestText(path: string, file: string): string {
    try {
      return readTextFile(path, 'assembly');
    } catch (error) {
      throw inputProblem(file, whyUnreadable(error));
    }
  }

  private readArtifact(id: string, artifact: Record<string, unknown>, directory: string): void {
    const type = member(artifact, 'type');
    if (type === NESTED_ASSEMBLY) this.readNestedAssembly(id, artifact, directory);
    if (type !== STACK) return;
    const { root, workingDirectory } = this;
    const manifestFile = this.manifestFile(directory);
    const report = (problem: string): void => void this.problems.push(oneLine(problem));
    this.stacks.push(readStack(id, artifact, { root, directory, manifestFile, workingDirectory, report }));
  }

  private readNestedAssembly(id: string, artifact: Record<string, unknown>, directory: string): void {
    const properties = member(artifact, 'properties');
    const named = isObject(properties) ? member(properties, 'directoryName') : undefined;
    const found = this.root.resolve(directory, named, 'directory');
    if (found.path === undefined) this.report(directory, `nested assembly ${id} ${found.problem}`);
    else if (this.seen.has(found.path)) {
      this.report(directory, `nested assembly ${id} names ${named}, which is part of the assembly already`);
    } else this.readBelow(found.path);
  }

  /** A broken stage leaves the others as they are. */
  private readBelow(directory: string): void {
    try {
      this.read(directory);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problems.push(messageOf(error));
    }
  }

  /** Such an assembly holds dummy values; `cdk synth` would have looked them up and run the app again. */
  private reportMissingContext(directory: string, missing: unknown): void {
    if (!Array.isArray(missing) || missing.length === 0) return;
    const keys = missing.map((entry) => (isObject(entry) ? String(member(entry, 'key')) : '?')).join(', ');
    const remark = `the app lacks context values and made them up: ${keys}; run cdk synth to look them up`;
    this.remarks.push(oneLine(`${this.manifestFile(directory)}: ${remark}`));
  }

  private report(directory: string, problem: string): void {
    this.problems.push(oneLine(`${this.manifestFile(directory)}: ${problem}`));
  }

  private manifestFile(directory: string): string {
    return `${this.root.display(directory)}/${MANIFEST}`;
  }
}
