import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readTextFile, whyUnreadable } from '../files/read-text-file';
import { InputError } from '../model/errors';
import type { LocalStack } from '../model/local-stack';
import type { Template } from '../model/template';
import { AssemblyRoot } from './assembly-root';
import { inputProblem, problemOfStack } from './input-problem';
import { parseTemplate } from './parse-template';
import { describeTemplate } from './read-stack-contents';
import { StackMetadata } from './stack-metadata';

/** Reads a lone template as a stack of the given name. Throws an InputError where it cannot be read. */
export function readTemplateFile(file: string, stackName: string, options: { workingDirectory: string }): LocalStack {
  const path = resolve(options.workingDirectory, file);
  const template = parse(readTemplateText(path, file), file, stackName);
  // Nested templates are read only where they stand in the same directory, as the CDK writes them.
  const directory = realpathSync(dirname(path));
  const contents = describeTemplate(template, path, {
    stackName,
    root: new AssemblyRoot(directory, dirname(file)),
    directory,
    workingDirectory: options.workingDirectory,
    metadata: new StackMetadata(),
    inherited: {},
    nestedRequired: false,
  });
  return { stackName, constructPath: stackName, templateFile: file, tags: {}, parameters: {}, ...contents };
}

function parse(text: string, file: string, stackName: string): Template {
  try {
    return parseTemplate(text, file);
  } catch (error) {
    throw error instanceof InputError ? problemOfStack(error, `stack ${stackName}`) : error;
  }
}

function readTemplateText(path: string, file: string): string {
  try {
    return readTextFile(path, 'template');
  } catch (error) {
    throw inputProblem(file, `${whyUnreadable(error)}; --template takes a JSON or YAML file`);
  }
}
