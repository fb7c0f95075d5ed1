import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject, member } from '../../lib/model/json';
import type { DeployOptions, TemplateSource } from './deploy-options';
import { deployStack } from './deployer';
import { parseTemplateText } from './parse-text';
import { MissingExportError } from './stack-builder';
import type { FreeJson, World } from './world';

/** What holds for all stacks of an assembly that say nothing themselves. */
export type DeployAssemblyOptions = Pick<DeployOptions, 'account' | 'region' | 'style' | 'invent' | 'tags'>;

/** A stack of an assembly, and the stacks before it by artifact. */
interface Artifact {
  readonly id: string;
  readonly dependencies: readonly string[];
  readonly options: DeployOptions;
}

/** Deploys every stack of a cloud assembly, with its stages, in an order in which exports exist before imports. */
export function deployAssembly(world: World, directory: string, options: DeployAssemblyOptions = {}): void {
  let waiting = stacksOf(directory, options);
  while (waiting.length > 0) {
    const done = new Set(waiting.filter((stack) => !mustWait(stack, waiting) && deployed(world, stack.options)));
    const [first] = waiting;
    if (done.size === 0 && first) {
      deployStack(world, first.options);
      done.add(first);
    }
    waiting = waiting.filter((stack) => !done.has(stack));
  }
}

function mustWait(stack: Artifact, waiting: readonly Artifact[]): boolean {
  return waiting.some(({ id }) => stack.dependencies.includes(id));
}

/** False where an export is still missing. */
function deployed(world: World, options: DeployOptions): boolean {
  try {
    deployStack(world, options, false);
    return true;
  } catch (error) {
    if (error instanceof MissingExportError) return false;
    throw error;
  }
}

function stacksOf(directory: string, options: DeployAssemblyOptions): Artifact[] {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as FreeJson;
  return Object.entries((manifest.artifacts ?? {}) as FreeJson).flatMap(([name, artifact]) => {
    const { type, properties, dependencies = [] } = artifact;
    if (type === 'cdk:cloud-assembly') return stacksOf(join(directory, properties.directoryName), options);
    if (type !== 'aws:cloudformation:stack') return [];
    return [
      {
        id: `${directory}#${name}`,
        dependencies: dependencies.map((id: string) => `${directory}#${id}`),
        options: optionsOf(directory, name, artifact, options),
      },
    ];
  });
}

function optionsOf(directory: string, name: string, artifact: FreeJson, options: DeployAssemblyOptions): DeployOptions {
  const { templateFile, stackName, parameters, tags } = artifact.properties;
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment ?? '') ?? [];
  return {
    ...options,
    ...(account !== undefined && account !== 'unknown-account' && { account }),
    ...(region !== undefined && region !== 'unknown-region' && { region }),
    stackName: stackName ?? name,
    parameters: parameters ?? {},
    tags: { ...options.tags, ...tags },
    ...sourceOf(directory, join(directory, templateFile)),
  };
}

/** A template file with the nested stacks that its `aws:asset:path` metadata lead to, or the asset of their URL. */
function sourceOf(directory: string, file: string): TemplateSource {
  const templateText = readFileSync(file, 'utf8');
  const nested: Record<string, TemplateSource> = {};
  const resources = member(parseTemplateText(templateText), 'Resources');
  for (const [logicalId, resource] of Object.entries(isObject(resources) ? (resources as JsonObject) : {})) {
    const { Type: type, Metadata: metadata, Properties: properties } = resource as JsonObject;
    if (type !== 'AWS::CloudFormation::Stack') continue;
    const named = isObject(metadata) ? member(metadata as JsonObject, 'aws:asset:path') : undefined;
    const path = typeof named === 'string' ? named : assetPath(directory, JSON.stringify(properties ?? {}));
    if (path !== undefined) nested[logicalId] = sourceOf(directory, join(directory, path));
  }
  return { templateText, nested };
}

/** The file of the asset whose hash stands in the text, by the assembly's asset manifests. */
function assetPath(directory: string, text: string): string | undefined {
  const hash = /([0-9a-f]{64})\.json/.exec(text)?.[1];
  if (hash === undefined) return undefined;
  for (const name of readdirSync(directory).filter((each) => each.endsWith('.assets.json'))) {
    const { files = {} } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as FreeJson;
    if (files[hash] !== undefined) return String(files[hash].source.path);
  }
  return undefined;
}
