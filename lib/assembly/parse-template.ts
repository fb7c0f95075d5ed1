import type { Template } from '../model/template';
import { checkOutline, type OutlineOptions } from './check-outline';
import { parseTemplateJson } from './parse-json';
import { parseYaml } from './parse-yaml';
import { repeatedKeyWarnings } from './template-text';

/** Reads a CloudFormation template, JSON or YAML by its content. An InputError names the file, with line and column where known. */
export function parseTemplate(text: string, fileName: string, options?: OutlineOptions): Template {
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  // A brace before an unquoted name is a flow map of YAML.
  const isJson = /^\s*\{\s*(?:["}]|$)/.test(content);
  const { document, repeated } = isJson ? parseTemplateJson(content, fileName) : parseYaml(content, fileName);
  const template = { ...checkOutline(document, fileName, options), text };
  return repeated.length === 0 ? template : { ...template, warnings: repeatedKeyWarnings(repeated, fileName) };
}
