import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { InputError } from '../../lib/model/errors';
import type { LocalAssembly } from '../../lib/model/local-stack';
import { temporaryDirectory } from './temporary-directory';

const template = { Resources: { Service: { Type: 'AWS::ECS::Service' } } };

function stack(properties: object = {}, artifact: object = {}): object {
  return {
    type: 'aws:cloudformation:stack',
    environment: 'aws://111111111111/eu-west-1',
    properties: { templateFile: 'good.json', ...properties },
    ...artifact,
  };
}

function stage(directoryName: unknown): object {
  return { type: 'cdk:cloud-assembly', properties: { directoryName } };
}

function manifest(artifacts: unknown, more: object = {}): object {
  return { version: '99.0.0', artifacts, ...more };
}

function read(directory: string): LocalAssembly {
  return readAssembly(directory, { workingDirectory: '/' });
}

function problemOf(directory: string, workingDirectory = '/'): string {
  try {
    readAssembly(directory, { workingDirectory });
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toMatch(/\n/);
    return (error as Error).message;
  }
  throw new Error('the assembly was accepted');
}

/** The problem of the stack called Bad beside one that is read nevertheless. */
function problemBeside(bad: unknown, files: Record<string, unknown> = {}): string | undefined {
  const artifacts = { Bad: bad, Good: stack() };
  const { stacks } = read(
    temporaryDirectory({ 'manifest.json': manifest(artifacts), 'good.json': template, ...files }),
  );
  const good = stacks.find((one) => one.constructPath === 'Good');
  expect(good?.template?.Resources.Service?.Type).toBe('AWS::ECS::Service');
  const found = stacks.find((one) => one.constructPath === 'Bad');
  expect(found?.template).toBeUndefined();
  expect(found?.problem).not.toMatch(/\n/);
  return found?.problem;
}

describe('no assembly', () => {
  test.each([
    ['a missing directory', 'nowhere', /^nowhere: is not there; run cdk synth/],
    ['a directory without manifest', 'empty', /^empty: no cloud assembly: there is no readable manifest\.json/],
    ['a file', 'file', /^file: is a file, but a cloud assembly is a directory/],
    ['a broken manifest', 'broken', /^broken\/manifest\.json:1:2: not valid JSON/],
    ['a manifest that is a list', 'list', /^list\/manifest\.json: a manifest has to be an object/],
    ['artifacts that are a list', 'artifacts', /^artifacts\/manifest\.json: artifacts has to be an object/],
    ['nothing that can be read', 'nothing', /^nothing\/manifest\.json: artifact A has to be an object/],
  ])('%s', (_, name, problem) => {
    const directory = temporaryDirectory({
      'empty/x': '',
      file: '',
      'broken/manifest.json': '{',
      'list/manifest.json': [],
      'artifacts/manifest.json': { artifacts: [] },
      'nothing/manifest.json': { artifacts: { A: 1 } },
    });
    expect(problemOf(name, directory)).toMatch(problem);
  });

  test('a manifest that links out of the assembly', () => {
    const outside = temporaryDirectory({ 'manifest.json': manifest({}) });
    const directory = temporaryDirectory();
    symlinkSync(join(outside, 'manifest.json'), join(directory, 'manifest.json'));
    expect(problemOf(directory)).toMatch(/no readable manifest\.json/);
  });
});

describe('a bad stack artifact spoils no other', () => {
  test.each<[string, unknown, RegExp]>([
    ['no template file', stack({ templateFile: undefined }), /has no templateFile/],
    ['a template file that is no string', stack({ templateFile: { a: 1 } }), /has no templateFile/],
    ['a missing template', stack({ templateFile: 'none.json' }), /names none\.json, which is not there/],
    ['a directory as template', stack({ templateFile: '.' }), /names \., which is no file/],
    ['a template above', stack({ templateFile: '../secret' }), /names \.\.\/secret, which leads out of the assembly/],
    ['an absolute template', stack({ templateFile: '/etc/passwd' }), /names \/etc\/passwd, which leads out/],
    ['a null byte', stack({ templateFile: 'good.json\0' }), /which is no path/],
    ['no environment', stack({}, { environment: undefined }), /has no environment/],
    ['a wrong environment', stack({}, { environment: 'here' }), /Unable to parse environment/],
    ['no properties', { type: 'aws:cloudformation:stack', environment: 'aws://1/x' }, /has no templateFile/],
    ['tags that are numbers', stack({ tags: { a: 1 } }), /has tags that are not strings/],
    ['parameters as a list', stack({ parameters: ['a'] }), /has parameters that are not strings/],
    ['a lookup role without ARN', stack({ lookupRole: {} }), /has a lookupRole without an arn/],
    ['a stack name that is a list', stack({ stackName: ['a'] }), /stackName or displayName that is no string/],
  ])('%s', (_, artifact, problem) => {
    expect(problemBeside(artifact)).toMatch(problem);
  });

  test.each<[string, string, RegExp]>([
    ['broken JSON', '{"Resources": {', /\/bad\.json:1:16: stack Bad: not valid JSON/],
    ['a list', '[]', /\/bad\.json: .*this is a list/],
    ['an empty file', '', /\/bad\.json: stack Bad: the file is empty/],
    ['a resource without type', '{"Resources": {"A": {}}}', /\/bad\.json: stack Bad: resource A has no Type/],
  ])('a template that is %s', (_, text, problem) => {
    expect(problemBeside(stack({ templateFile: 'bad.json' }), { 'bad.json': text })).toMatch(problem);
  });

  test('a template that links out', () => {
    const outside = temporaryDirectory({ 'secret.json': template });
    const directory = temporaryDirectory({ 'manifest.json': manifest({ Bad: stack({ templateFile: 'link.json' }) }) });
    symlinkSync(join(outside, 'secret.json'), join(directory, 'link.json'));
    const [found] = read(directory).stacks;
    expect(found?.template).toBeUndefined();
    expect(found?.problem).toMatch(/leads out of the assembly by a symbolic link/);
  });

  test('names of the language are names like others', () => {
    const text = `{"artifacts": {"__proto__": ${JSON.stringify(stack())}, "constructor": ${JSON.stringify(stack())}}}`;
    const directory = temporaryDirectory({ 'manifest.json': text, 'good.json': template });
    expect(read(directory).stacks.map((one) => one.stackName)).toEqual(['__proto__', 'constructor']);
  });
});

describe('metadata', () => {
  test.each<[string, unknown, RegExp]>([
    ['above the assembly', '../secret.json', /names \.\.\/secret\.json, which leads out of the assembly/],
    ['that is not there', 'none.json', /names none\.json, which is not there/],
    ['of no name', 7, /names no file, but 7/],
    ['that is broken', 'broken.json', /broken\.json:1:2: not valid JSON/],
  ])('in a file %s is told, and the stack read without it', (_, additionalMetadataFile, problem) => {
    const artifacts = { Web: stack({}, { additionalMetadataFile }) };
    const { stacks, problems } = read(
      temporaryDirectory({ 'manifest.json': manifest(artifacts), 'good.json': template, 'broken.json': '{' }),
    );
    expect(stacks[0]?.template?.Resources.Service?.Type).toBe('AWS::ECS::Service');
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test('of any other form is passed over', () => {
    const metadata = {
      '/Web/Service': [
        null,
        3,
        {},
        { type: 3 },
        { type: 'aws:cdk:logicalId', data: 3 },
        { type: 'aws:cdk:creationStack', data: 'x' },
      ],
      '/Web/Other': 'x',
      '': [{ type: 'aws:cdk:logicalId', data: 'Root' }],
      '/Web/Real': [{ type: 'aws:cdk:logicalId', data: 'Service', trace: [null, 'x'] }],
    };
    const artifacts = { Web: stack({}, { metadata, dependencies: 'x' }), Odd: stack({}, { metadata: [] }) };
    const { stacks, problems } = read(
      temporaryDirectory({ 'manifest.json': manifest(artifacts), 'good.json': template }),
    );
    expect(problems).toEqual([]);
    expect([...(stacks[0]?.constructPaths ?? [])]).toEqual([['Service', 'Web/Real']]);
    expect(stacks[1]?.template).toBeDefined();
  });
});

describe('nested assemblies', () => {
  function problemsOf(artifacts: Record<string, unknown>, files: Record<string, unknown> = {}): readonly string[] {
    const directory = temporaryDirectory({
      'manifest.json': manifest({ ...artifacts, Good: stack() }),
      'good.json': template,
      ...files,
    });
    const { stacks, problems } = read(directory);
    expect(stacks.filter((one) => one.stackName === 'Good')).toHaveLength(1);
    return problems;
  }

  test.each<[string, unknown, RegExp]>([
    ['itself', '.', /names \., which is part of the assembly already/],
    ['above', '..', /leads out of the assembly/],
    ['nowhere', 'none', /names none, which is not there/],
    ['a file', 'good.json', /which is no directory/],
    ['no name', undefined, /names no directory/],
    ['a directory without manifest', 'empty', /\/empty: no cloud assembly/],
    ['a broken manifest', 'broken', /\/broken\/manifest\.json:1:2: not valid JSON/],
  ])('that are %s are refused', (_, name, problem) => {
    expect(problemsOf({ Stage: stage(name) }, { 'empty/x': '', 'broken/manifest.json': '{' })).toEqual([
      expect.stringMatching(problem),
    ]);
  });

  test('that name one another come to an end', () => {
    const problems = problemsOf(
      { A: stage('a') },
      {
        'a/manifest.json': manifest({ B: stage('../b') }),
        'b/manifest.json': manifest({ A: stage('../a'), Self: stage('../b') }),
      },
    );
    expect(problems).toEqual([
      expect.stringMatching(/\/b\/manifest\.json: nested assembly A names \.\.\/a, which is part/),
      expect.stringMatching(/\/b\/manifest\.json: nested assembly Self names \.\.\/b, which is part/),
    ]);
  });

  test('in a loop of symbolic links come to an end', () => {
    const directory = temporaryDirectory({ 'manifest.json': manifest({ A: stage('a'), L: stage('loop') }) });
    mkdirSync(join(directory, 'a'));
    symlinkSync('..', join(directory, 'a', 'up'));
    symlinkSync('loop', join(directory, 'loop'));
    const message = problemOf(directory);
    expect(message).toMatch(/\/a: no cloud assembly/);
    expect(message).toMatch(/names loop, which is a loop of symbolic links/);
  });
});

describe('nested stacks', () => {
  const nested = (path: unknown): object => ({
    Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': path } } },
  });

  function childOf(path: unknown, files: Record<string, unknown> = {}) {
    const directory = temporaryDirectory({
      'manifest.json': manifest({ Web: stack({ templateFile: 'web.json' }) }),
      'web.json': nested(path),
      ...files,
    });
    return read(directory).stacks[0]?.nested.get('Child');
  }

  test.each<[string, unknown, RegExp]>([
    [
      'above the assembly',
      '../../etc/passwd',
      /web\.json: stack Web, nested stack Child names \.\.\/.*leads out of the assembly/,
    ],
    ['nowhere', 'none.json', /nested stack Child names none\.json, which is not there/],
    ['no text', { a: 1 }, /nested stack Child names no file/],
    ['its own parent', 'web.json', /nested stack Child names a template that it lies below itself/],
    ['a broken file', 'broken.json', /\/broken\.json:1:2: stack Web, nested stack Child: not valid JSON/],
  ])('whose template is %s have a problem', (_, path, problem) => {
    const child = childOf(path, { 'broken.json': '{' });
    expect(child?.template).toBeUndefined();
    expect(child?.problem).toMatch(problem);
  });

  test('in a circle come to an end', () => {
    const child = childOf('a.json', { 'a.json': nested('b.json'), 'b.json': nested('a.json') });
    const last = child?.nested.get('Child')?.nested.get('Child');
    expect(child?.problem).toBeUndefined();
    expect(last?.problem).toMatch(/b\.json: stack Web, nested stack Child names a template that it lies below itself/);
  });

  test('beyond the deepest level are refused', () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, level) => [`n${level}.json`, nested(`n${level + 1}.json`)]),
    );
    let child = childOf('n0.json', files);
    let depth = 1;
    for (; child?.problem === undefined && child !== undefined; depth += 1) child = child.nested.get('Child');
    expect(depth).toBe(21);
    expect(child?.problem).toMatch(/lies more than 20 stacks deep/);
  });

  test('that multiply at every level come to an end', () => {
    const many = (path: string): object => ({
      Resources: Object.fromEntries(
        Array.from({ length: 10 }, (_, at) => [
          `C${at}`,
          { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': path } },
        ]),
      ),
    });
    const levels = Array.from({ length: 15 }, (_, level) => [`n${level}.json`, many(`n${level + 1}.json`)]);
    const directory = temporaryDirectory({
      'manifest.json': manifest({ Web: stack({ templateFile: 'n0.json' }) }),
      ...Object.fromEntries(levels),
      'n15.json': template,
    });
    expect(read(directory).stacks).toHaveLength(1);
  });

  test('without a template in the assembly are left out', () => {
    expect(childOf(undefined)).toBeUndefined();
  });
});
