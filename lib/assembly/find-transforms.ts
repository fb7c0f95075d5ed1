import { Ambiguous, type TemplateJson } from '../model/value';
import { tooDeep } from './input-problem';
import { DEEPEST_NESTING } from './limits';

type JsonMap = { readonly [key: string]: TemplateJson };

const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/**
 * The server-side macros of a template, in the order of CloudFormation's `Transform`, then those of every
 * `Fn::Transform` below it. `Fn::ForEach` without a macro that expands it counts as one.
 */
export function findTransforms(document: JsonMap, fileName: string): string[] {
  const found = new Set(transformNames(document.Transform));
  let hasForEach = false;
  const visit = (value: TemplateJson, depth: number): void => {
    if (typeof value !== 'object' || value === null || value instanceof Ambiguous) return;
    if (depth > DEEPEST_NESTING) throw tooDeep(fileName);
    if (Array.isArray(value)) {
      for (const item of value) visit(item, depth + 1);
      return;
    }
    for (const key of Object.keys(value)) {
      const child = value[key] as TemplateJson;
      if (key === 'Fn::Transform') for (const name of transformNames(child)) found.add(name);
      if (key.startsWith('Fn::ForEach::')) hasForEach = true;
      visit(child, depth + 1);
    }
  };
  visit(document as TemplateJson, 0);
  if (hasForEach && found.size === 0) found.add(LANGUAGE_EXTENSIONS);
  return [...found];
}

/** `AWS::Serverless-2016-10-31`, a list of such, or `{ Name: AWS::Include, Parameters: … }`, mixed. */
function transformNames(transform: TemplateJson | undefined): string[] {
  if (transform === undefined || transform === null) return [];
  if (typeof transform === 'string') return [transform];
  if (Array.isArray(transform)) return transform.flatMap(transformNames);
  const name =
    typeof transform === 'object' && Object.hasOwn(transform, 'Name') ? (transform as JsonMap).Name : undefined;
  return [typeof name === 'string' ? name : 'Fn::Transform'];
}
