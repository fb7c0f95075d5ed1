import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { readTemplateFile } from '../../lib/assembly/read-template-file';
import type { LocalStack } from '../../lib/model/local-stack';
import { temporaryDirectory } from './temporary-directory';

const HASH = 'ab12'.repeat(16);
const CHILD = { Resources: { Service: { Type: 'AWS::ECS::Service' } } };

/** As the CDK writes it: the bucket is an expression, the last piece has the object key. */
function joined(key: string): object {
  const host = ['https://s3.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/'];
  return { 'Fn::Join': ['', [...host, { 'Fn::Sub': 'assets-${AWS::AccountId}' }, `/${key}`]] };
}

function assets(path: unknown, objectKey = `${HASH}.json`, packaging = 'file'): object {
  return { files: { [HASH]: { source: { path, packaging }, destinations: { here: { objectKey } } } } };
}

function directoryWith(url: unknown, files: Record<string, unknown>): string {
  return temporaryDirectory({
    'manifest.json': {
      version: '36.0.0',
      artifacts: {
        Web: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://111111111111/eu-west-1',
          properties: { templateFile: 'Web.template.json' },
        },
      },
    },
    'Web.template.json': {
      Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } },
    },
    ...files,
  });
}

function childIn(directory: string): LocalStack | undefined {
  const { stacks, problems } = readAssembly(directory, { workingDirectory: '/' });
  expect(problems).toEqual([]);
  return stacks[0]?.nested.get('Child');
}

describe('without asset metadata a nested template is found', () => {
  test.each<[string, unknown, Record<string, unknown>]>([
    ['by a joined URL', joined(`${HASH}.json`), { 'Web.assets.json': assets('c.json') }],
    [
      'by a substituted URL',
      { 'Fn::Sub': `https://s3.\${AWS::Region}.\${AWS::URLSuffix}/assets-\${AWS::AccountId}/${HASH}.json` },
      { 'Web.assets.json': assets('c.json') },
    ],
    ['by a plain URL', `https://bucket/x/${HASH}.json`, { 'Web.assets.json': assets('c.json') }],
    ['below a prefix', joined(`own/${HASH}.json`), { 'Web.assets.json': assets('c.json', `own/${HASH}.json`) }],
    ['by its own name, without a manifest', joined('c.json'), { 'c.nested.template.json': CHILD }],
  ])('%s', (_, url, files) => {
    const child = childIn(directoryWith(url, { 'c.json': CHILD, ...files }));
    expect(child?.problem).toBeUndefined();
    expect(child?.template?.Resources.Service?.Type).toBe('AWS::ECS::Service');
    expect(child?.stackName).toBe('Child');
  });

  test('for a lone template as well', () => {
    const directory = directoryWith(joined(`${HASH}.json`), { 'Web.assets.json': assets('c.json'), 'c.json': CHILD });
    const stack = readTemplateFile('Web.template.json', 'web-prod', { workingDirectory: directory });
    expect(stack.nested.get('Child')?.templateFile).toBe('c.json');
  });
});

describe('a nested template is elsewhere', () => {
  test.each<[string, unknown, Record<string, unknown>]>([
    ['without a URL', undefined, { 'Web.assets.json': assets('c.json') }],
    ['where the URL is a parameter', { Ref: 'Url' }, { 'Web.assets.json': assets('c.json') }],
    ['where the URL ends in a reference', { 'Fn::Sub': 'https://b/${Key}' }, { 'Web.assets.json': assets('c.json') }],
    ['under another key', joined('cd34.json'), { 'Web.assets.json': assets('c.json') }],
    [
      'where the asset is a directory to zip',
      joined(`${HASH}.json`),
      { 'Web.assets.json': assets('c', undefined, 'zip') },
    ],
    ['where the manifest is broken', joined(`${HASH}.json`), { 'Web.assets.json': '{' }],
    [
      'where the manifest is of another shape',
      joined(`${HASH}.json`),
      { 'Web.assets.json': { files: [1, { source: 2 }] } },
    ],
    ['where the key leads upwards', joined('../c.json'), {}],
  ])('%s', (_, url, files) => {
    expect(childIn(directoryWith(url, { 'c.json': CHILD, ...files }))).toBeUndefined();
  });
});

describe('a path out of the assembly', () => {
  test('in the asset manifest is not followed', () => {
    const child = childIn(directoryWith(joined(`${HASH}.json`), { 'Web.assets.json': assets('../../etc/passwd') }));
    expect(child?.template).toBeUndefined();
    expect(child?.problem).toMatch(/Web\.template\.json: stack Web, nested stack Child names \.\.\/.*leads out/);
  });

  test('through a link that stands for the asset manifest is not followed', () => {
    const outside = temporaryDirectory({ 'secret.json': assets('c.json') });
    const directory = directoryWith(joined(`${HASH}.json`), { 'c.json': CHILD });
    symlinkSync(join(outside, 'secret.json'), join(directory, 'Web.assets.json'));
    expect(childIn(directory)).toBeUndefined();
  });
});
