import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { GOOD_TEMPLATE, serviceWith } from './bad-templates';
import { expectClearLines } from './clear-lines';
import { type Outcome, reportOf, runCommand } from './run-command';
import { stackArtifact } from './stack-artifact';

let aws: LoopbackAws;
let directory: string;

beforeAll(async () => {
  aws = await startLoopbackAws();
  aws.deploy({ stackName: 'Good', template: GOOD_TEMPLATE });
  directory = temporaryDirectory({
    'good.json': GOOD_TEMPLATE,
    'sized.json': serviceWith({}, { Parameters: { Size: { Type: 'String', Default: '1' } } }),
    'cdk.out/manifest.json': { artifacts: { Good: stackArtifact('good.json'), Other: stackArtifact('good.json') } },
    'cdk.out/good.json': GOOD_TEMPLATE,
    'empty/readme.txt': '',
  });
  symlinkSync('loop.json', join(directory, 'loop.json'));
  mkdirSync(join(directory, 'piped'));
  for (const name of ['pipe', 'piped/cdk.json', 'piped/manifest.json']) execFileSync('mkfifo', [join(directory, name)]);
  writeFileSync(join(directory, 'latin.yaml'), Buffer.from('Resources:\n  Caf\xe9: {}\n', 'latin1'));
  writeFileSync(join(directory, 'huge'), '');
  truncateSync(join(directory, 'huge'), 3 * 1024 ** 3);
});
afterAll(() => aws.close());

function run(argv: readonly string[], cwd = directory, env: Record<string, string> = {}): Promise<Outcome> {
  return runCommand(argv, { cwd, env: { ...aws.env, ...env } });
}

const TEMPLATE = ['--template', 'good.json', '--stack-name', 'Good'];

describe('a command line that cannot be followed', () => {
  test.each<[string, string[], RegExp]>([
    ['--template alone', ['-t', 'good.json'], /^--template requires --stack-name, the name of the deployed stack/],
    ['--template twice over', ['-t', 'good.json', '-a', 'cdk.out'], /^--app and --template exclude each other/],
    ['a template that is not there', ['-t', 'gone.json', '-s', 'Good'], /^gone\.json: is not there; --template takes/],
    ['a directory as template', ['-t', 'cdk.out', '-s', 'Good'], /^cdk\.out: is a directory; --template takes a JSON/],
    [
      'an unreadable template',
      ['-t', 'loop.json', '-s', 'Good'],
      /^loop\.json: is a loop of symbolic links; --template/,
    ],
    ['a pipe as template', ['-t', 'pipe', '-s', 'Good'], /^pipe: is a pipe, not a file; --template takes a JSON/],
    ['a device as template', ['-t', '/dev/zero', '-s', 'Good'], /^\/dev\/zero: is a device, not a file; --template/],
    ['a template in Latin-1', ['-t', 'latin.yaml', '-s', 'Good'], /^latin\.yaml: is not text in UTF-8 \(line 2\);/],
    ['a huge template', ['-t', 'huge', '-s', 'Good'], /^huge: is larger than 8 MiB, which no template is; --template/],
    ['a pipe as configuration', [...TEMPLATE, '-c', 'pipe'], /^pipe: is a pipe, not a file; give a configuration/],
    ['a huge configuration', [...TEMPLATE, '-c', 'huge'], /^huge: is larger than 1 MiB, which no configuration is;/],
    ['a pipe to compare to', [...TEMPLATE, '--compare-to', 'pipe'], /^pipe: is a pipe, not a file; give a file that/],
    ['no file to compare to', [...TEMPLATE, '--compare-to', 'gone'], /^gone: is not there; give a file that ecs-drift/],
    ['a loop of links as app', ['-a', 'loop.json'], /^--app: loop\.json is not there; name the directory of a/],
    ['a place below a file as app', ['-a', 'good.json/x'], /^--app: good\.json\/x is not there; name the directory/],
    ['a pipe to render', ['render', 'pipe'], /^pipe: is a pipe, not a file; give a file that ecs-drift/],
    ['a huge report', ['render', 'huge'], /^huge: is larger than 256 MiB, which no report is; give a file that/],
    ['an assembly whose manifest is a pipe', ['-a', 'piped'], /^piped: no cloud assembly: there is no readable/],
    ['a manifest as app', ['-a', 'cdk.out/manifest.json'], /name its directory, cdk\.out$/],
    ['a directory without assembly', ['-a', 'empty'], /^empty: no cloud assembly: .* run cdk synth$/],
    ['a stack that the assembly has not', ['Nope'], /^no stack is named Nope: the assembly has Good, Other$/],
    ['a pattern for no stack', ['Good', 'Prod/*'], /^no stack is named Prod\/\*: the assembly has Good, Other$/],
    [
      'a stack that is not deployed',
      ['-s', 'Nope'],
      /^--stack-name Nope: there is no stack Nope in eu-west-1.*check the/,
    ],
    ['a parameter without value', ['--parameter', 'Size'], /^--parameter wants KEY=VALUE .* met 'Size'$/],
    ['a parameter of no name', ['--parameter', 'a b=1'], /^--parameter wants KEY=VALUE .* met 'a b=1'$/],
    [
      'a parameter twice',
      ['--parameter', 'A=1', '--parameter', 'A=2'],
      /^--parameter A is given twice: leave one out$/,
    ],
    [
      'a parameter that no stack has',
      ['--parameter', 'Sise=1'],
      /^--parameter Sise: the stacks to check have no parameters; correct the name or leave it out$/,
    ],
    [
      'a parameter that the template has not',
      ['-t', 'sized.json', '-s', 'Good', '--parameter', 'Sise=1'],
      /^--parameter Sise: sized\.json has no parameter of that name, only Size; correct the name or leave it out$/,
    ],
    ['an unknown category', ['--only', 'tag'], /^unknown category 'tag' in --only: choose deployment, .* or identity$/],
    ['an unknown format', ['-f', 'yaml'], /^unknown format 'yaml' in --format: choose text/],
    ['a format without file', ['-f', 'json='], /^--format json= names no file: write json=FILE, or json for stdout$/],
    [
      'a report where no directory is',
      [...TEMPLATE, '-f', 'json=gone/r.json'],
      /there is no directory .*gone, make it/,
    ],
    ['a directory as report', [...TEMPLATE, '-f', 'json=cdk.out'], /cdk\.out: it is a directory, give a file$/],
    ['an unknown option', ['--foo'], /^unknown option '--foo'; see ecs-drift --help$/],
    [
      'an option without value',
      ['--template'],
      /^option '-t, --template <FILE>' argument missing; see ecs-drift --help$/,
    ],
    ['a swallowed value', ['-t', '--stack-name', 'Good'], /^option --template wants a value, met '--stack-name'/],
    ['an unknown level', ['--fail-on', 'always'], /^unknown level 'always' in --fail-on: choose drift/],
  ])('%s', async (_, argv, told) => {
    const outcome = await run(argv);
    expect([outcome.code, outcome.stdout, outcome.lines]).toEqual([2, '', [expect.stringMatching(/^ecs-drift: /)]]);
    expect(outcome.lines[0]?.replace(/^ecs-drift: /, '')).toMatch(told);
    expectClearLines(outcome);
  });

  test('a directory with nothing in it', async () => {
    const outcome = await run([], join(directory, 'empty'));
    expect([outcome.code, outcome.stdout, outcome.lines]).toEqual([
      2,
      '',
      [
        expect.stringMatching(
          /^ecs-drift: cdk\.out: there is no cloud assembly, and no cdk\.json here that names an app/,
        ),
      ],
    ]);
  });

  test('a CDK_OUTDIR that is not there', async () => {
    const outcome = await run([], directory, { CDK_OUTDIR: 'gone' });
    expect([outcome.code, outcome.stdout, outcome.lines]).toEqual([
      2,
      '',
      [expect.stringMatching(/^ecs-drift: gone: is not there; run cdk synth, or name/)],
    ]);
  });

  test('an app that is neither directory nor command', async () => {
    const outcome = await run(['--app', 'no-such-app']);
    expect([outcome.code, outcome.stdout]).toEqual([2, '']);
    expect(outcome.lines.at(-1)).toBe(
      'ecs-drift: the CDK app (no-such-app) ended with exit code 127; there is neither a directory nor a command of that name',
    );
  });

  test('a pipe as cdk.json', async () => {
    const outcome = await run(['-a', 'node app.js'], join(directory, 'piped'));
    expect([outcome.code, outcome.lines]).toEqual([2, ['ecs-drift: cdk.json: is a pipe, not a file']]);
  });

  test('a broken cdk.json', async () => {
    const outcome = await run([], temporaryDirectory({ 'cdk.json': '{"app": ' }));
    expect([outcome.code, outcome.stdout, outcome.lines]).toEqual([
      2,
      '',
      ['ecs-drift: cdk.json:1:9: not valid JSON: the file ends where a value should be'],
    ]);
  });
});

test('a template whose stack is not deployed yet is no mistake', async () => {
  const outcome = await run(['-t', 'good.json', '-s', 'Later', '-f', 'json']);
  expect([outcome.code, outcome.lines]).toEqual([0, []]);
  expect(reportOf(outcome).stacks).toMatchObject([{ stackName: 'Later', status: 'NOT_DEPLOYED' }]);
});
