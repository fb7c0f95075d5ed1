import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject, member } from '../../lib/model/json';
import type { DeployOptions, TemplateSource } from './deploy-options';
import { deployStack } from './deployer';
import { parseTemplateText } from './parse-text';
import { MissingExportError } from './stack-builder';
import type { FreeJson, World } from './world';

/** What holds for all stacks of an assembly that say nothing themselves. */
export type DeployAssemblyOptions = Pick<DeployOptions, 'account' | 'region' | 'style' | 'invent' | 'tags'>;

/** Deploys every stack of a cloud assembly, with its stages, in an order in which exports exist before imports. */
export function deployAssembly(world: World, directory: string, options: DeployAssemblyOptions = {}): void {
  let waiting = stacksOf(directory, options);
  while (waiting.length > 0) {
    const left = waiting.filter((stack) => !deployed(world, stack));
    if (left.length === waiting.length) {
      const [first, ...others] = left as [DeployOptions, ...DeployOptions[]];
      deployStack(world, first);
      waiting = others;
    } else waiting = left;
  }
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

function stacksOf(directory: string, options: DeployAssemblyOptions): DeployOptions[] {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as FreeJson;
  return Object.entries((manifest.artifacts ?? {}) as FreeJson).flatMap(([name, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly')
      return stacksOf(join(directory, artifact.properties.directoryName), options);
    return artifact.type === 'aws:cloudformation:stack' ? [stackOf(directory, name, artifact, options)] : [];
  });
}

function stackOf(directory: string, name: string, artifact: FreeJson, options: DeployAssemblyOptions): DeployOptions {
  const { templateFile, stackName, parameters, tags } = artifact.properties;
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment ?? '') ?? [];
  return {
    ...options,
    ...(account !== 'unknown-account' && { account }),
    ...(region !== 'unknown-region' && { region }),
    stackName: stackName ?? name,
    parameters: parameters ?? {},
    tags: { ...options.tags, ...tags },
    ...sourceOf(directory, join(directory, templateFile)),
  };
}

/** A template file with the nested stacks that its `aws:asset:path` metadata lead to. */
function sourceOf(directory: string, file: string): TemplateSource {
  const templateText = readFileSync(file, 'utf8');
  const nested: Record<string, TemplateSource> = {};
  const resources = member(parseTemplateText(templateText), 'Resources');
  for (const [logicalId, resource] of Object.entries(isObject(resources) ? (resources as JsonObject) : {})) {
    const { Type: type, Metadata: metadata } = resource as JsonObject;
    const path = isObject(metadata) ? member(metadata as JsonObject, 'aws:asset:path') : undefined;
    if (type === 'AWS::CloudFormation::Stack' && typeof path === 'string') {
      nested[logicalId] = sourceOf(directory, join(directory, path));
    }
  }
  return { templateText, nested };
}
