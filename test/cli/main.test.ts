import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../lib/model/errors';
import { version } from '../../package.json';
import { aDifference, aReport, aService, greenReport } from '../report/sample-report';
import { validateReport } from '../report/validate-report';
import { FakeStream, runMain } from './fake-io';

const drifted = () => aReport([aService({ status: 'DRIFTED', differences: [aDifference()] })]);

describe('the command', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ecs-drift-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('writes the report to stdout and nothing else', async () => {
    const outcome = await runMain([], { report: greenReport() });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^No drift: 2 services in sync \(\d+\.\d s\)\n$/);
  });

  it('says drift by its exit code', async () => {
    expect((await runMain([], { report: drifted() })).code).toBe(1);
    expect((await runMain(['--fail-on', 'never'], { report: drifted() })).code).toBe(0);
    expect((await runMain([], { report: aReport([], []) })).code).toBe(2);
    expect((await runMain(['--allow-empty'], { report: aReport([], []) })).code).toBe(0);
  });

  it('hands the options, the directory and the environment to the check', async () => {
    const env = { AWS_REGION: 'eu-west-1' };
    const { options } = await runMain(['Web', '-a', 'cdk.out'], { report: greenReport(), env, cwd: directory });
    expect(options).toMatchObject({ stacks: ['Web'], app: 'cdk.out', workingDirectory: directory, environment: env });
  });

  it('writes the document of the contract', async () => {
    const { stdout } = await runMain(['-f', 'json'], { report: drifted() });
    expect(validateReport(JSON.parse(stdout))).toEqual([]);
    expect(stdout.endsWith('}\n')).toBe(true);
  });

  it('writes several reports, each where it belongs', async () => {
    writeFileSync(join(directory, 'old.json'), 'old');
    symlinkSync('old.json', join(directory, 'link.json'));
    const argv = ['-f', 'text', '-f', 'json=link.json', '-f', `text=${join(directory, 'out.txt')}`];
    const { stdout, code } = await runMain(argv, { report: drifted(), cwd: directory, env: { FORCE_COLOR: '1' } });
    expect(code).toBe(1);
    expect(stdout).toContain('\u001b[');
    const file = readFileSync(join(directory, 'out.txt'), 'utf8');
    expect(file).toMatch(/^Drift in 1 of 1 service/);
    expect(file).not.toContain('\u001b[');
    expect(JSON.parse(readFileSync(join(directory, 'old.json'), 'utf8')).schemaVersion).toBe(1);
    expect(readdirSync(directory).sort()).toEqual(['link.json', 'old.json', 'out.txt']);
  });

  it('replaces a file with its mode, and writes to nothing that lies in wait under the name of a draft', async () => {
    writeFileSync(join(directory, 'out.json'), 'old');
    chmodSync(join(directory, 'out.json'), 0o640);
    writeFileSync(join(directory, 'victim'), 'precious');
    symlinkSync('victim', join(directory, `.out.json.${process.pid}.tmp`));
    const { code } = await runMain(['-f', 'json=out.json'], { report: greenReport(), cwd: directory });
    expect(code).toBe(0);
    expect(statSync(join(directory, 'out.json')).mode & 0o777).toBe(0o640);
    expect(JSON.parse(readFileSync(join(directory, 'out.json'), 'utf8')).schemaVersion).toBe(1);
    expect(readFileSync(join(directory, 'victim'), 'utf8')).toBe('precious');
    expect(readdirSync(directory).sort()).toEqual([`.out.json.${process.pid}.tmp`, 'out.json', 'victim']);
  });

  it.each([
    [['-t', 'web.yaml', '-s', 'Web', '-f', 'json=./web.yaml'], 'web.yaml'],
    [['--compare-to', 'old.json', '-f', 'json=link.json'], 'old.json'],
    [['-f', 'json=.ecs-drift.yaml'], '.ecs-drift.yaml'],
    [['-c', 'rules.yaml', '-f', 'text=rules.yaml'], 'rules.yaml'],
    [['-f', 'json=cdk.json'], 'cdk.json'],
    [['-a', '.', '-f', 'json=manifest.json'], 'manifest.json'],
    [['render', 'old.json', '-f', 'json=link.json'], 'old.json'],
  ])('refuses to write over what it reads: %j', async (argv, input) => {
    for (const name of ['web.yaml', '.ecs-drift.yaml', 'rules.yaml', 'cdk.json', 'manifest.json'])
      writeFileSync(join(directory, name), '{}');
    writeFileSync(join(directory, 'old.json'), JSON.stringify(greenReport()));
    symlinkSync('old.json', join(directory, 'link.json'));
    const { code, stderr, options } = await runMain(argv, { report: greenReport(), cwd: directory });
    expect(stderr).toMatch(
      new RegExp(`^ecs-drift: cannot write .*: this run reads it as ${input}, give another file\n$`),
    );
    expect({ code, options }).toEqual({ code: 2, options: undefined });
    expect(readFileSync(join(directory, input), 'utf8')).toMatch(/^\{/);
  });

  it('tells of a configuration beside the code that is not read', async () => {
    mkdirSync(join(directory, 'infra', 'cdk.out'), { recursive: true });
    writeFileSync(join(directory, 'infra', '.ecs-drift.yaml'), '{}');
    const run = (argv: string[], cwd = directory) => runMain([...argv, '-f', 'json'], { report: greenReport(), cwd });
    const text =
      'infra/.ecs-drift.yaml: is not read, only the configuration of the working directory is; give it with --config infra/.ecs-drift.yaml';
    for (const argv of [
      ['-a', 'infra/cdk.out'],
      ['-a', 'infra'],
      ['-t', 'infra/web.yaml', '-s', 'Web'],
    ]) {
      const { stdout, stderr } = await run(argv);
      expect(stderr).toBe(`ecs-drift: note: ${text}\n`);
      expect(JSON.parse(stdout).notices).toEqual([{ kind: 'assembly', text }]);
    }
    const named = ['-a', 'infra/cdk.out', '-c', 'infra/.ecs-drift.yaml'];
    expect((await run(named)).stderr).toBe('');
    expect((await run(['-a', 'cdk.out'], join(directory, 'infra'))).stderr).toBe('');
    expect((await run(['-a', 'node infra/app.js'])).stderr).toBe('');
  });

  it('refuses two reports to one file that has two names', async () => {
    writeFileSync(join(directory, 'a.json'), '');
    symlinkSync('a.json', join(directory, 'b.json'));
    const argv = ['-f', 'json=a.json', '-f', 'text=b.json'];
    const { code, stderr } = await runMain(argv, { report: greenReport(), cwd: directory });
    expect(stderr).toBe('ecs-drift: two reports go to one file, a.json and b.json: give each its own FILE\n');
    expect(code).toBe(2);
  });

  it('leaves stdout empty when all reports go to files', async () => {
    const { stdout } = await runMain(['-f', 'json=a.json'], { report: greenReport(), cwd: directory });
    expect(stdout).toBe('');
  });

  it('writes to what is no file as it is', async () => {
    expect((await runMain(['-f', 'json=/dev/null'], { report: greenReport() })).code).toBe(0);
  });

  it('refuses a file that cannot be written before it checks', async () => {
    mkdirSync(join(directory, 'sub'));
    for (const [file, why] of [
      ['missing/a.json', 'there is no directory'],
      ['sub', 'it is a directory'],
    ] as const) {
      const outcome = await runMain(['-f', `json=${file}`], { report: greenReport(), cwd: directory });
      expect(outcome).toMatchObject({ code: 2, stdout: '', options: undefined });
      expect(outcome.stderr).toMatch(new RegExp(`^ecs-drift: cannot write the report to .*: ${why}.*\n$`));
    }
  });

  it('tells when stdout takes nothing, and keeps what the check found', async () => {
    const stdout = new FakeStream();
    stdout.failure = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    expect(await runMain([], { report: greenReport(), stdout })).toMatchObject({
      code: 2,
      stderr: 'ecs-drift: cannot write the report to stdout: ENOSPC: no space left on device\n',
    });
    expect((await runMain([], { report: drifted(), stdout })).code).toBe(1);
  });

  it('does not mind a reader that goes away', async () => {
    const stdout = new FakeStream();
    stdout.failure = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    expect(await runMain([], { report: greenReport(), stdout })).toMatchObject({ code: 0, stderr: '' });
  });

  it('gives one line for wrong usage and runs no check', async () => {
    const outcome = await runMain(['--wibble'], { report: greenReport() });
    expect(outcome).toEqual({
      code: 2,
      stdout: '',
      stderr: "ecs-drift: unknown option '--wibble'; see ecs-drift --help\n",
      options: undefined,
    });
  });

  it('gives a line for each broken input', async () => {
    const one = await runMain([], { throws: new InputError('cdk.out: there is no manifest.json') });
    expect(one).toMatchObject({ code: 2, stdout: '', stderr: 'ecs-drift: cdk.out: there is no manifest.json\n' });
    const several = Object.assign(new InputError('a; b'), { problems: ['a is broken', 'b\u001b[2J is\nbroken'] });
    const two = await runMain([], { throws: several });
    expect(two).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'ecs-drift: a is broken\necs-drift: b\\u001b[2J is broken\n',
    });
  });

  it('tells problems and notices on stderr, notices not to a quiet run', async () => {
    const report = { ...greenReport(), notices: [{ kind: 'two-way', text: 'Web is compared two-way' } as const] };
    const loud = await runMain([], { report, problems: ['B.template.json is broken'] });
    expect(loud).toMatchObject({
      code: 2,
      stderr: 'ecs-drift: B.template.json is broken\necs-drift: note: Web is compared two-way\n',
    });
    expect((await runMain(['-q'], { report, problems: ['x'] })).stderr).toBe('ecs-drift: x\n');
  });

  it('takes a fault of its own upon itself', async () => {
    const throws = new TypeError('x is undefined');
    expect(await runMain([], { throws })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'ecs-drift: internal error: x is undefined\n',
    });
    expect((await runMain(['-v'], { throws })).stderr).toMatch(
      /^ecs-drift: internal error: x is undefined\necs-drift: {5}at /,
    );
    expect((await runMain([], { throws: 'thrown text' })).stderr).toBe('ecs-drift: internal error: thrown text\n');
  });

  it('prints its version and its help on stdout', async () => {
    expect(await runMain(['--version'], { report: greenReport() })).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
      options: undefined,
    });
    expect(await runMain(['Web', '--version'], { report: greenReport() })).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
      options: undefined,
    });
    expect(await runMain(['--help'], { report: greenReport() })).toMatchObject({
      code: 0,
      stderr: '',
      options: undefined,
    });
  });
});
