import { join } from 'node:path';
import { findApp } from '../../lib/assembly/find-app';
import { InputError } from '../../lib/model/errors';
import { temporaryDirectory } from './temporary-directory';

const manifest = { version: '50.0.0', artifacts: {} };
/** What the CDK CLI tells every app. */
const DEFAULT_CONTEXT = {
  'aws:cdk:bundling-stacks': ['**'],
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:version-reporting': true,
};

function find(files: Record<string, unknown>, app?: string, environment: Record<string, string> = {}) {
  return findApp({ app, workingDirectory: temporaryDirectory(files), environment });
}

describe('findApp', () => {
  test('takes what --app names as a directory before anything else', () => {
    const files = { 'out/manifest.json': manifest, 'cdk.json': { app: 'x' } };
    expect(find(files, 'out', { CDK_OUTDIR: 'other' })).toEqual({ kind: 'directory', directory: 'out' });
    expect(find({ 'out/x': '' }, './out')).toEqual({ kind: 'directory', directory: './out' });
  });

  test('takes what --app names otherwise as a command', () => {
    expect(find({ 'cdk.out/manifest.json': manifest }, 'npx tsx bin/app.ts')).toEqual({
      kind: 'command',
      command: 'npx tsx bin/app.ts',
      build: undefined,
      outputDirectory: 'cdk.out',
      context: DEFAULT_CONTEXT,
    });
    expect(find({ 'cdk.json': { output: 'dist/cdk', build: 'tsc' } }, 'node x')).toMatchObject({
      outputDirectory: 'dist/cdk',
      build: 'tsc',
    });
  });

  test('without --app goes by $CDK_OUTDIR, else by the app of cdk.json, whatever lies in its output directory', () => {
    const cdkJson = { app: 'node app.js', output: 'out' };
    const files = { 'cdk.json': cdkJson, 'out/manifest.json': manifest };
    const command = { kind: 'command', command: 'node app.js', outputDirectory: 'out' };
    expect(find(files, undefined, { CDK_OUTDIR: 'elsewhere' })).toEqual({ kind: 'directory', directory: 'elsewhere' });
    expect(find(files, undefined, { CDK_OUTDIR: '' })).toMatchObject(command);
    expect(find({ 'cdk.json': cdkJson })).toMatchObject(command);
    expect(find({ 'cdk.json': { app: ['npx', 'tsx', 'app.ts'] } })).toMatchObject({ command: 'npx tsx app.ts' });
    expect(find({ 'cdk.json': { app: 'synthesized' }, 'synthesized/x': '' })).toEqual({
      kind: 'directory',
      directory: 'synthesized',
    });
  });

  test('without --app and without a cdk.json takes cdk.out', () => {
    expect(find({ 'cdk.out/manifest.json': manifest })).toEqual({ kind: 'directory', directory: 'cdk.out' });
  });

  test('merges the context as the CDK CLI does', () => {
    const home = temporaryDirectory({ '.cdk.json': { app: 'user', context: { a: 'user', b: 'user', c: 'user' } } });
    const files = {
      'cdk.json': { context: { a: 'project', deep: { x: 1 } }, pathMetadata: false, versionReporting: false },
      'cdk.context.json': { a: 'cached', b: 'cached', deep: { x: 2, y: 2 } },
    };
    expect(find(files, undefined, { HOME: home })).toEqual({
      kind: 'command',
      command: 'user',
      outputDirectory: 'cdk.out',
      context: {
        a: 'project',
        b: 'cached',
        c: 'user',
        deep: { x: 1, y: 2 },
        'aws:cdk:bundling-stacks': ['**'],
        'aws:cdk:enable-asset-metadata': true,
        'aws:cdk:disable-version-reporting': true,
      },
    });
  });

  test('context keys of the language are keys like others', () => {
    const found = find({ 'cdk.json': '{"app": "x", "context": {"__proto__": {"a": 1}}}' });
    expect(found.kind === 'command' && JSON.stringify(found.context)).toContain('"__proto__":{"a":1}');
  });

  test.each<[string, Record<string, unknown>, string | undefined, RegExp]>([
    ['nothing', {}, undefined, /^cdk\.out: there is no cloud assembly, and no cdk\.json here.*--app/],
    [
      'a cdk.json without an app beside an assembly',
      { 'cdk.json': {}, 'cdk.out/manifest.json': manifest },
      undefined,
      /^cdk\.json: names no app to synthesize; .*--app, or take the assembly that is there with --app cdk\.out$/,
    ],
    ['an empty --app', {}, ' ', /^--app: is empty/],
    [
      'the directory of an app',
      { 'infra/cdk.json': {} },
      'infra',
      /^--app: infra is the directory of a CDK app, .*; run ecs-drift in infra, without --app$/,
    ],
    [
      'a template',
      { 'web.yaml': '' },
      'web.yaml',
      /^--app: web\.yaml is a file; .*--template web\.yaml --stack-name NAME$/,
    ],
    ['a template of an assembly', { 'out/a.template.json': {} }, 'out/a.template.json', /--template out\/a\.template/],
    ['a manifest', { 'out/manifest.json': manifest }, join('out', 'manifest.json'), /name its directory, out$/],
    ['a directory that is not there', {}, 'cdk.out', /^--app: cdk\.out is not there; name the directory/],
    ['a path that is not there', {}, './dist/assembly', /^--app: \.\/dist\/assembly is not there/],
    ['a broken cdk.json', { 'cdk.json': '{"app": }' }, undefined, /^cdk\.json:1:9: not valid JSON/],
    ['a cdk.json of another kind', { 'cdk.json': '[]' }, undefined, /^cdk\.json: has to be a JSON object/],
    ['an app that is no command', { 'cdk.json': { app: 3 } }, undefined, /^cdk\.json: its app has to be a command/],
    ['an output that is no directory', { 'cdk.json': { app: 'x', output: 3 } }, undefined, /^cdk\.json: its output/],
    ['a context that is a list', { 'cdk.json': { app: 'x', context: [] } }, undefined, /^cdk\.json: its context/],
    ['a broken cdk.context.json', { 'cdk.context.json': 'x' }, 'cmd', /^cdk\.context\.json:1:1: not valid JSON/],
  ])('%s gives one clear line', (_, files, app, problem) => {
    expect(() => find(files, app)).toThrow(InputError);
    expect(() => find(files, app)).toThrow(problem);
  });
});
