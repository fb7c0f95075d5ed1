import { basename, dirname } from 'node:path';
import { readTextFile } from '../files/read-text-file';
import { isObject, member } from '../model/json';
import type { TemplateResource } from '../model/template';
import { Ambiguous, type TemplateJson } from '../model/value';
import type { AssemblyRoot } from './assembly-root';
import { parseJson } from './parse-json';

/** Object keys of the assets of one root stack, with the files that are published under them. */
export type AssetFiles = ReadonlyMap<string, string>;

/**
 * What a nested stack's resource names as its template within the assembly. The CDK CLI has apps write the path to the
 * resource's metadata; without that the `TemplateURL` ends in the asset's object key. Undefined where the template is
 * somewhere else.
 */
export function findNestedTemplate(
  { Metadata, Properties }: TemplateResource,
  { assets, root, directory }: { readonly assets: AssetFiles; readonly root: AssemblyRoot; readonly directory: string },
): unknown {
  const named = member(Metadata, 'aws:asset:path');
  if (named !== undefined) return named;
  const key = textOf(member(Properties, 'TemplateURL')).replace(/^.*\//s, '');
  if (key === '') return undefined;
  const published = assets.get(key);
  if (published !== undefined) return published;
  const beside = `${key.replace(/\.[^.]*$/, '')}.nested.template.json`;
  return root.resolve(directory, beside, 'file').path === undefined ? undefined : beside;
}

/** Reads the asset manifest that the CDK writes beside a root stack's template; none where there is no readable one. */
export function readAssetFiles(root: AssemblyRoot, templatePath: string): AssetFiles {
  const files = new Map<string, string>();
  const name = basename(templatePath).replace(/(?:\.template)?\.[^.]*$/, '.assets.json');
  const found = root.resolve(dirname(templatePath), name, 'file');
  if (found.path === undefined) return files;
  for (const asset of membersOf(member(objectOf(readJson(found.path)), 'files'))) {
    const source = objectOf(member(asset, 'source'));
    const path = member(source, 'path');
    if (typeof path !== 'string' || member(source, 'packaging') !== 'file') continue;
    for (const destination of membersOf(member(asset, 'destinations'))) {
      const objectKey = member(destination, 'objectKey');
      if (typeof objectKey === 'string') files.set(objectKey.replace(/^.*\//s, ''), path);
    }
  }
  return files;
}

/** Who synthesized the template does not need the manifest; where it is broken the nested stacks count as elsewhere. */
function readJson(path: string): unknown {
  try {
    return parseJson(readTextFile(path, 'assembly'), path);
  } catch {
    return undefined;
  }
}

/** The literal texts of an expression in a row: of a URL, whose bucket and region are references, its last segment. */
function textOf(json: TemplateJson | undefined): string {
  if (typeof json === 'string') return json;
  if (typeof json !== 'object' || json === null || json instanceof Ambiguous) return '';
  return Object.entries(json)
    .map(([name, item]) => (name === 'Ref' || name === 'Fn::GetAtt' ? '' : textOf(item)))
    .join('');
}

function membersOf(value: unknown): Record<string, unknown>[] {
  return Object.values(objectOf(value)).map(objectOf);
}

function objectOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}
