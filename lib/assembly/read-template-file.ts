import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { LocalStack } from '../model/local-stack';
import { AssemblyRoot, readText, whyUnreadable } from './assembly-root';
import { inputProblem } from './input-problem';
import { parseTemplate } from './parse-template';
import { describeTemplate } from './read-stack-contents';
import { StackMetadata } from './stack-metadata';

/** Reads a lone template as a stack of the given name. Throws an InputError where it cannot be read. */
export function readTemplateFile(file: string, stackName: string, options: { workingDirectory: string }): LocalStack {
  const path = resolve(options.workingDirectory, file);
  const template = parseTemplate(readTemplateText(path, file), file);
  // Nested templates are read only where they stand in the same directory, as the CDK writes them.
  const directory = realpathSync(dirname(path));
  const contents = describeTemplate(template, path, {
    root: new AssemblyRoot(directory, dirname(file)),
    directory,
    workingDirectory: options.workingDirectory,
    metadata: new StackMetadata(),
    inherited: {},
    nestedRequired: false,
  });
  return { stackName, constructPath: stackName, templateFile: file, tags: {}, parameters: {}, ...contents };
}

function readTemplateText(path: string, file: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw inputProblem(file, `${whyUnreadable(error)}; --template takes a JSON or YAML file`);
  }
}
