import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplateFile } from '../../lib/assembly/read-template-file';
import { InputError } from '../../lib/model/errors';
import { temporaryDirectory } from './temporary-directory';

const yaml = 'Resources:\n  Service:\n    Type: AWS::ECS::Service\n    Metadata: {"aws:cdk:path": Web/Service}\n';

function problemOf(file: string, workingDirectory: string): string {
  try {
    readTemplateFile(file, 'web', { workingDirectory });
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('the template was accepted');
}

test('reads a template as a stack without environment', () => {
  const workingDirectory = temporaryDirectory({ 'stacks/web.yaml': yaml });
  const stack = readTemplateFile('stacks/web.yaml', 'web-prod', { workingDirectory });
  expect(stack).toMatchObject({ stackName: 'web-prod', constructPath: 'web-prod', templateFile: 'stacks/web.yaml' });
  expect([stack.account, stack.region, stack.lookupRole, stack.nested.size]).toEqual([
    undefined,
    undefined,
    undefined,
    0,
  ]);
  expect(stack.template?.Resources.Service?.Type).toBe('AWS::ECS::Service');
  expect([...stack.constructPaths]).toEqual([['Service', 'Web/Service']]);
});

test('takes absolute paths and symbolic links as they are given', () => {
  const directory = temporaryDirectory({ 'a/web.yaml': yaml, 'b/x': '' });
  symlinkSync('../a/web.yaml', join(directory, 'b', 'link.yaml'));
  const file = join(directory, 'b', 'link.yaml');
  expect(readTemplateFile(file, 'web', { workingDirectory: '/' }).templateFile).toBe(file);
});

test.each([
  ['none.yaml', 'none.yaml: is not there; --template takes a JSON or YAML file'],
  ['dir', 'dir: is a directory; --template takes a JSON or YAML file'],
  ['empty.json', 'empty.json: stack web: the file is empty; a template is an object with Resources'],
  ['other.json', 'other.json: stack web: there is no Resources section; is this a CloudFormation template?'],
  ['broken.yaml', 'broken.yaml:2:10: stack web: a key that is not a plain text; write a name'],
])('refuses %s in one line', (file, message) => {
  const directory = temporaryDirectory({
    'dir/x': '',
    'empty.json': '',
    'other.json': '{"name": "x"}',
    'broken.yaml': '{ a: 1,\n    !Ref a: 2 }',
  });
  expect(problemOf(file, directory)).toBe(message);
});
