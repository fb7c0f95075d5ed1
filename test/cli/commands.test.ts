import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '../../lib/report/renderers';
import { aDifference, aReport, aService, fullReport, greenReport } from '../report/sample-report';
import { runMain } from './fake-io';

const noCheck = { throws: new Error('the check was called') };
const drifted = (since?: 'new' | 'known') =>
  aReport([aService({ status: 'DRIFTED', differences: [aDifference({ since })] })]);

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ecs-drift-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));
const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);

describe('ecs-drift render', () => {
  it('gives the same text as the check itself, and is content with drift', async () => {
    write('report.json', render(fullReport(), 'json'));
    const outcome = await runMain(['render', 'report.json'], { ...noCheck, cwd });
    expect(outcome).toEqual({ code: 0, stderr: '', stdout: render(fullReport(), 'text'), options: undefined });
  });

  it('writes several formats, and the very document again', async () => {
    write('report.json', render(fullReport(), 'json'));
    const { code, stdout } = await runMain(['render', 'report.json', '-f', 'json', '-f', 'text=a.txt'], {
      ...noCheck,
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout).toBe(render(fullReport(), 'json'));
    expect(readFileSync(join(cwd, 'a.txt'), 'utf8')).toBe(render(fullReport(), 'text'));
  });

  it('prints its own help', async () => {
    const { stdout, code } = await runMain(['render', '--help'], noCheck);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: ecs-drift render REPORT\.json \[options\]\n/);
  });

  it.each<[string, string | undefined, string[], RegExp]>([
    ['nothing', undefined, [], /missing required argument 'REPORT.json'; see ecs-drift render --help/],
    ['two files', undefined, ['report.json', 'b.json'], /too many arguments/],
    [
      'no file',
      undefined,
      ['report.json'],
      /report\.json: is not there; give a file that ecs-drift --format json wrote$/,
    ],
    ['a directory', undefined, ['.'], / \.: is a directory; give a file/],
    [
      'no JSON',
      '<html>secret',
      ['report.json'],
      /report\.json: is no JSON: give a file that ecs-drift --format json wrote$/,
    ],
    ['another document', '{"a":1}', ['report.json'], /schema version 1 \(schemaVersion is missing\)/],
    ['a list', '[]', ['report.json'], /schema version 1/],
    ['null', 'null', ['report.json'], /schema version 1/],
    ['a later version', '{"schemaVersion":2}', ['report.json'], /\(schemaVersion 2\)/],
    [
      'half a report',
      '{"schemaVersion":1}',
      ['report.json'],
      /is not a report of ecs-drift: the document must have required/,
    ],
    ['an unknown format', '{}', ['report.json', '-f', 'pdf'], /unknown format 'pdf' in --format: choose text, json/],
    ['an option of the check', '{}', ['report.json', '--only', 'tags'], /unknown option '--only'/],
  ])('refuses %s in one line', async (_name, text, argv, words) => {
    if (text !== undefined) write('report.json', text);
    const outcome = await runMain(['render', ...argv], { ...noCheck, cwd });
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    expect(outcome.stderr.trim()).toMatch(words);
  });

  it('fails where the output cannot be written', async () => {
    write('report.json', render(greenReport(), 'json'));
    const { code, stderr } = await runMain(['render', 'report.json', '-f', 'json=no/such/a.json'], { ...noCheck, cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('there is no directory');
  });
});

describe('--compare-to', () => {
  it('hands the earlier report to the check', async () => {
    write('earlier.json', render(drifted(), 'json'));
    const { options } = await runMain(['--compare-to', 'earlier.json'], { report: drifted(), cwd });
    expect(options?.compareTo).toEqual(JSON.parse(JSON.stringify(drifted())));
  });

  it('is read before AWS is asked', async () => {
    const outcome = await runMain(['--compare-to', 'earlier.json'], { ...noCheck, cwd });
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/earlier\.json: is not there; give a file that ecs-drift --format json wrote/);
  });

  it.each([
    ['new', 1],
    ['known', 0],
  ] as const)('with --fail-on new, %s drift ends in %i', async (since, code) => {
    write('earlier.json', render(greenReport(), 'json'));
    const argv = ['--compare-to', 'earlier.json', '--fail-on', 'new'];
    expect((await runMain(argv, { report: drifted(since), cwd })).code).toBe(code);
    expect((await runMain(argv.slice(0, 2), { report: drifted(since), cwd })).code).toBe(1);
    const deleted = aReport([aService({ status: 'DELETED', reason: 'gone', since })]);
    expect((await runMain(argv, { report: deleted, cwd })).code).toBe(code);
  });
});

describe('the summary of a GitHub job', () => {
  it('is added to, where another file is replaced', async () => {
    write('summary.md', 'earlier\n');
    write('other.txt', 'earlier\n');
    const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    await runMain(['-f', 'text=summary.md', '-f', 'text=other.txt'], { report: drifted(), cwd, env });
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/^earlier\nDrift in 1 of 1/);
    expect(readFileSync(join(cwd, 'other.txt'), 'utf8')).toMatch(/^Drift in 1 of 1/);
  });
});

describe('--strict-ignores', () => {
  const notices = [{ kind: 'unused-ignore', text: '.ecs-drift.yaml:4: matched nothing' } as const];

  it('makes a rule that matched nothing an error', async () => {
    const report = aReport([aService()], undefined, { notices });
    expect((await runMain([], { report })).code).toBe(0);
    const { code, stderr } = await runMain(['--strict-ignores', '-q'], { report });
    expect(code).toBe(2);
    expect(stderr).toBe('ecs-drift: error: .ecs-drift.yaml:4: matched nothing\n');
  });

  it('hides no drift', async () => {
    const report = { ...drifted(), notices };
    expect((await runMain(['--strict-ignores'], { report })).code).toBe(1);
  });
});

describe('ecs-drift iam-policy', () => {
  it('prints a policy on stdout and what its statements add on stderr', async () => {
    const { code, stdout, stderr } = await runMain(['iam-policy'], noCheck);
    expect(code).toBe(0);
    const policy = JSON.parse(stdout);
    expect(policy.Version).toBe('2012-10-17');
    expect(policy.Statement[0]).toMatchObject({ Sid: 'EcsDriftRequired', Effect: 'Allow', Resource: '*' });
    const optional = policy.Statement.slice(1).map(({ Sid }: { Sid: string }) => Sid);
    const told = stderr
      .trim()
      .split('\n')
      .map((line) => /^ecs-drift: (\w+) \(optional\) adds: \S/.exec(line)?.[1]);
    expect(told).toEqual(optional);
  });

  it('leaves out what is optional when asked', async () => {
    const { stdout, stderr } = await runMain(['iam-policy', '--required-only'], noCheck);
    expect(JSON.parse(stdout).Statement).toHaveLength(1);
    expect(stderr).toBe('');
  });

  it('takes nothing else', async () => {
    expect(await runMain(['iam-policy', 'Web'], noCheck)).toMatchObject({ code: 2, stdout: '' });
  });
});
