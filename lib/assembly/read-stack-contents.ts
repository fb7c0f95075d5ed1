import { readTextFile, whyUnreadable } from '../files/read-text-file';
import { InputError, messageOf } from '../model/errors';
import { member } from '../model/json';
import type { LocalStack, SourceLocation } from '../model/local-stack';
import type { Template, TemplateResource } from '../model/template';
import type { AssemblyRoot } from './assembly-root';
import { type AssetFiles, findNestedTemplate, readAssetFiles } from './find-nested-template';
import { inputProblem, oneLine, problemOfStack } from './input-problem';
import { DEEPEST_STACKS, MOST_NESTED_STACKS } from './limits';
import { parseTemplate } from './parse-template';
import { nestedStackPath, type StackMetadata } from './stack-metadata';

const NESTED_STACK_TYPE = 'AWS::CloudFormation::Stack';
/** The resources that a report tells the source line of. */
const REPORTED_TYPES = new Set(['AWS::ECS::Service', 'AWS::ECS::TaskSet']);

/** What reading a root stack and all below it needs to know. */
export interface StackSurroundings {
  /** The root stack's, for messages. */
  readonly stackName: string;
  readonly root: AssemblyRoot;
  /** The directory that the templates' asset paths are relative to. */
  readonly directory: string;
  readonly workingDirectory: string;
  readonly metadata: StackMetadata;
  /** What every stack below has in common with the root stack. */
  readonly inherited: Pick<LocalStack, 'account' | 'region' | 'lookupRole'>;
  /** False for a lone template file: the templates of its nested stacks may well be elsewhere. */
  readonly nestedRequired: boolean;
}

/** What of a LocalStack its template gives. */
export type StackContents = Pick<LocalStack, 'template' | 'constructPaths' | 'sources' | 'nested' | 'problem'>;

/** Reads a root stack's template with all nested stacks below it; what is broken becomes the problem of its stack. */
export function readStackContents(path: string, surroundings: StackSurroundings): StackContents {
  return new StackReader(surroundings, path).read(path, undefined, []);
}

/** The same of a template that is already parsed; the path is where it stands. */
export function describeTemplate(template: Template, path: string, surroundings: StackSurroundings): StackContents {
  return new StackReader(surroundings, path).describe(template, path, undefined, []);
}

/** The contents of a stack without a template, and why. */
export function withoutContents(problem: string): StackContents {
  return { constructPaths: new Map(), sources: new Map(), nested: new Map(), problem };
}

function readTemplateText(path: string, file: string): string {
  try {
    return readTextFile(path, 'template');
  } catch (error) {
    throw inputProblem(file, whyUnreadable(error));
  }
}

class StackReader {
  private nestedCount = 0;
  private assets: AssetFiles | undefined;

  constructor(
    private readonly surroundings: StackSurroundings,
    private readonly rootTemplate: string,
  ) {}

  /** `owner` is the construct path of a nested stack; `above` the templates from the root stack's down to its parent's. */
  read(path: string, owner: string | undefined, above: readonly string[]): StackContents {
    const file = this.surroundings.root.display(path);
    let template: Template;
    try {
      // The CDK writes a template without Resources for an empty stack.
      template = parseTemplate(readTemplateText(path, file), file, { resourcesOptional: true });
    } catch (error) {
      const problem = error instanceof InputError ? error : inputProblem(file, messageOf(error));
      return withoutContents(problemOfStack(problem, this.label(owner)).message);
    }
    return this.describe(template, path, owner, above);
  }

  private label(owner: string | undefined): string {
    const root = `stack ${this.surroundings.stackName}`;
    return owner === undefined ? root : `${root}, nested stack ${owner}`;
  }

  describe(template: Template, path: string, owner: string | undefined, above: readonly string[]): StackContents {
    const constructPaths = this.constructPaths(template, owner);
    const nested = this.nested(template, constructPaths, [...above, path]);
    return { template, constructPaths, sources: this.sources(template, constructPaths), nested };
  }

  private constructPaths(template: Template, owner: string | undefined): Map<string, string> {
    const recorded = this.surroundings.metadata.constructPaths(owner);
    const paths = new Map<string, string>();
    for (const [logicalId, { Metadata }] of Object.entries(template.Resources)) {
      const named = member(Metadata, 'aws:cdk:path');
      const path = typeof named === 'string' ? named : recorded.get(logicalId);
      if (path !== undefined) paths.set(logicalId, path);
    }
    return paths;
  }

  private sources(template: Template, constructPaths: ReadonlyMap<string, string>): Map<string, SourceLocation> {
    const sources = new Map<string, SourceLocation>();
    for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
      const path = REPORTED_TYPES.has(Type) ? constructPaths.get(logicalId) : undefined;
      if (path === undefined) continue;
      const source = this.surroundings.metadata.source(path, this.surroundings.workingDirectory);
      if (source !== undefined) sources.set(path, source);
    }
    return sources;
  }

  private nested(
    template: Template,
    constructPaths: ReadonlyMap<string, string>,
    above: readonly string[],
  ): Map<string, LocalStack> {
    const nested = new Map<string, LocalStack>();
    for (const [logicalId, resource] of Object.entries(template.Resources)) {
      if (resource.Type !== NESTED_STACK_TYPE) continue;
      const stack = this.nestedStack(logicalId, resource, constructPaths.get(logicalId), above);
      if (stack !== undefined) nested.set(logicalId, stack);
    }
    return nested;
  }

  /** Undefined where the resource names no template in the assembly: it is then somewhere else. */
  private nestedStack(
    logicalId: string,
    resource: TemplateResource,
    resourcePath: string | undefined,
    above: readonly string[],
  ): LocalStack | undefined {
    const { root, directory, inherited, nestedRequired } = this.surroundings;
    this.assets ??= readAssetFiles(root, this.rootTemplate);
    const named = findNestedTemplate(resource, { assets: this.assets, root, directory });
    if (named === undefined) return undefined;
    const found = root.resolve(directory, named, 'file');
    if (found.path === undefined && !nestedRequired) return undefined;
    const owner = resourcePath === undefined ? undefined : (nestedStackPath(resourcePath) ?? resourcePath);
    const problem = found.problem ?? this.refusal(found.path, above);
    const contents =
      found.path === undefined || problem !== undefined
        ? withoutContents(
            oneLine(
              `${root.display(above.at(-1) ?? '')}: ${this.label(undefined)}, nested stack ${logicalId} ${problem}`,
            ),
          )
        : this.read(found.path, owner ?? logicalId, above);
    return {
      ...inherited,
      stackName: logicalId,
      constructPath: owner ?? logicalId,
      templateFile: root.relative(directory, named),
      tags: {},
      parameters: {},
      ...contents,
    };
  }

  private refusal(path: string, above: readonly string[]): string | undefined {
    this.nestedCount += 1;
    if (above.includes(path)) return 'names a template that it lies below itself';
    if (above.length > DEEPEST_STACKS) return `lies more than ${DEEPEST_STACKS} stacks deep`;
    const tooMany = this.nestedCount > MOST_NESTED_STACKS;
    return tooMany ? `is one of more than ${MOST_NESTED_STACKS} nested stacks` : undefined;
  }
}
