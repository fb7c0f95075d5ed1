import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../../lib/model/report';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { validateReport } from '../report/validate-report';

const ROOT = join(__dirname, '..', '..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const APP = `
const { App, CfnResource, Stack, Validations } = require('aws-cdk-lib');
const { EcsDrift, EcsDriftValidator } = require('cdk-ecs-drift/cdk');
const app = new App({ analyticsReporting: false });
const service = new CfnResource(new Stack(app, 'Web'), 'Service', {
  type: 'AWS::ECS::Service',
  properties: { Cluster: 'shop', TaskDefinition: 'web:1', LaunchType: 'FARGATE', DesiredCount: 2 },
});
if (process.env.VALIDATE) Validations.of(app).addPlugins(new EcsDriftValidator());
if (process.env.IGNORE) EcsDrift.of(service).ignore({ property: 'DesiredCount', reason: process.env.IGNORE });
app.synth();
`;

const CONSUMER = `
import { checkDrift, type Difference, FORMATS, InputError, iamPolicy, type Report, render } from 'cdk-ecs-drift';

export async function causes(directory: string): Promise<Difference['cause'][]> {
  const { report }: { report: Report } = await checkDrift({ app: directory, only: ['tags'], onProgress: () => {} });
  return report.services.flatMap(({ differences }) => differences.map(({ cause }) => cause));
}
export const text = (report: Report): string => render(report, FORMATS[0] ?? 'text', { color: false });
export const actions: readonly string[] = iamPolicy().document.Statement.flatMap(({ Action }) => Action);
export const isOurs = (error: unknown): boolean => error instanceof InputError && error.problems.length > 0;
// @ts-expect-error there is no such option
void checkDrift({ stack: 'Web' });
`;

const CDK_CONSUMER = `
import { App, Duration, Validations } from 'aws-cdk-lib';
import { EcsDrift, EcsDriftValidator, type EcsDriftValidatorOptions, type Finding, type IgnoreRule } from 'cdk-ecs-drift/cdk';

const finding: Finding = 'deleted';
const options: EcsDriftValidatorOptions = { warnOn: [finding], whenUnchecked: 'fail', timeout: Duration.minutes(1) };
const rule: IgnoreRule = { property: 'DesiredCount', reason: 'scaled by hand' };
const app = new App({ policyValidationBeta1: [new EcsDriftValidator(options)] });
Validations.of(app).addPlugins(new EcsDriftValidator());
EcsDrift.of(app).ignore(rule);
`;

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the packed file, installed into an empty project', () => {
  let aws: LoopbackAws;
  let project: string;
  let installed: string;

  /** Runs a program in the project; nothing of this directory is on its way. */
  async function run(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
    const path = [dirname(process.execPath), process.env.PATH].join(':');
    const own = { PATH: path, HOME: process.env.HOME ?? project, CI: 'true', CDK_VALIDATION: 'false' };
    const options = { cwd: project, env: { ...own, ...aws.env, ...env } };
    return promisify(execFile)(file, args, options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
    );
  }

  const node = (script: string, ...more: string[]) => run(process.execPath, [...more, '-e', script]);

  beforeAll(async () => {
    aws = await startLoopbackAws();
    project = temporaryDirectory({ 'package.json': { name: 'shop', private: true }, 'app.js': APP });
    const npm = async (...args: string[]) => {
      const outcome = await run('npm', [...args, '--prefer-offline', '--no-audit', '--no-fund']);
      if (outcome.code !== 0) throw new Error(`npm ${args.join(' ')}: ${outcome.stderr}`);
      return outcome.stdout;
    };
    // The scripts would build what is built already.
    const packed = await npm('pack', ROOT, '--ignore-scripts', '--json');
    await npm('install', `./${JSON.parse(packed)[0].filename}`, '--ignore-scripts');
    installed = join(project, 'node_modules', 'cdk-ecs-drift');
    mkdirSync(join(project, 'node_modules', '@types'), { recursive: true });
    // What the project of a CDK app has anyway.
    for (const name of ['aws-cdk-lib', 'constructs', '@types/node', 'undici-types']) {
      const link = join(project, 'node_modules', name);
      if (!existsSync(link)) symlinkSync(join(ROOT, 'node_modules', name), link, 'junction');
    }
    await run(process.execPath, ['app.js'], { CDK_OUTDIR: join(project, 'cdk.out') });
    aws.deployAssembly(join(project, 'cdk.out'));
  }, 600_000);
  afterAll(() => aws.close());
  afterEach(() => aws.service('Web', 'Service').updateService({ desiredCount: 2 }));

  const drift = (): void => aws.service('Web', 'Service').updateService({ desiredCount: 7 });

  test('is what a user needs, and nothing else', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'package.json',
      'schema',
    ]);
    expect(readdirSync(join(installed, 'dist')).sort()).toEqual(['bin', 'lib', 'package.json', 'schema']);
    expect(readdirSync(join(installed, 'schema')).sort()).toEqual(['config-v1.json', 'report-v1.json']);
  });

  test('does not bring the CDK along', () => {
    const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
    const names = Object.keys(lock.packages);
    expect(names).toContain('node_modules/cdk-ecs-drift');
    expect(names).not.toContain('node_modules/aws-cdk-lib');
  });

  test('has no script that npm would run', () => {
    const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
    const entries = Object.entries(lock.packages as Record<string, { hasInstallScript?: boolean }>);
    expect(entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name)).toEqual([]);
  });

  test.each(['ecs-drift', 'cdk-ecs-drift'])('has the command npx %s', async (name) => {
    expect((await run('npx', ['--no-install', name, '--version'])).stdout).toBe(`${version}\n`);
    drift();
    const { code, stdout } = await run('npx', ['--no-install', name, '--app', 'cdk.out', '--format', 'json']);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as Report;
    expect(validateReport(report)).toEqual([]);
    expect(report.services[0]?.differences).toMatchObject([{ path: 'DesiredCount', cause: 'drift' }]);
  });

  test('renders every format', async () => {
    drift();
    await run('npx', ['--no-install', 'ecs-drift', '--app', 'cdk.out', '--format', 'json=drift.json']);
    for (const format of ['text', 'json', 'markdown', 'html', 'sarif', 'junit', 'github']) {
      const { code, stdout } = await run('npx', ['--no-install', 'ecs-drift', 'render', 'drift.json', '-f', format]);
      expect(code).toBe(0);
      expect(stdout).toContain('DesiredCount');
    }
  });

  test.each([
    ['require', "const { checkDrift, render } = require('cdk-ecs-drift');", []],
    ['import', "import { checkDrift, render } from 'cdk-ecs-drift';", ['--input-type=module']],
  ])('has the library, by %s', async (_way, load, options) => {
    drift();
    const { stdout, stderr } = await node(
      `${load} checkDrift({ app: 'cdk.out' }).then(({ report }) => console.log(render(report, 'text')));`,
      ...options,
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('deployed 2 → live 7');
  });

  test('has the schemas', async () => {
    const { stdout } = await node(
      `for (const name of ['report-v1', 'config-v1'])
         console.log(require(\`cdk-ecs-drift/schema/\${name}.json\`).title);`,
    );
    expect(stdout).toMatch(/^Report of cdk-ecs-drift.*\nConfiguration of cdk-ecs-drift/);
  });

  test('keeps the rest to itself', async () => {
    const { stderr } = await node("require('cdk-ecs-drift/dist/lib/check.js')");
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  test('has the validator and the rules of the code', async () => {
    const env = { CDK_OUTDIR: join(project, 'validated.out'), VALIDATE: '1' };
    expect(await run(process.execPath, ['app.js'], env)).toMatchObject({ code: 0 });
    drift();
    const found = await run(process.execPath, ['app.js'], env);
    expect(found.code).not.toBe(0);
    expect(found.stdout + found.stderr).toContain('DesiredCount: 2 (deployed) → 7 (live)');
    const ignored = await run(process.execPath, ['app.js'], { ...env, IGNORE: 'scaled by hand' });
    expect(ignored).toMatchObject({ code: 0 });
  });

  test.each([
    ['node10', 'commonjs', 'library.ts', CONSUMER, false],
    ['node16', 'node16', 'library.ts', CONSUMER, false],
    ['nodenext', 'nodenext', 'library.ts', CONSUMER, false],
    ['bundler', 'esnext', 'library.ts', CONSUMER, false],
    ['node16', 'node16', 'library.mts', CONSUMER, false],
    ['node10', 'commonjs', 'cdk.ts', CDK_CONSUMER, true],
    ['node16', 'node16', 'cdk.ts', CDK_CONSUMER, true],
    ['nodenext', 'nodenext', 'cdk.ts', CDK_CONSUMER, true],
    ['bundler', 'esnext', 'cdk.ts', CDK_CONSUMER, true],
  ])(
    'has the types, with module resolution %s and module %s: %s',
    async (way, module, file, text, skipLibCheck) => {
      writeFileSync(join(project, file), text);
      const options = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2023', '--types', 'node'];
      const tsc = require.resolve('typescript/bin/tsc');
      const resolution = ['--module', module, '--moduleResolution', way, '--skipLibCheck', String(skipLibCheck)];
      const { stdout } = await run(process.execPath, [tsc, ...options, ...resolution, file]);
      expect(stdout).toBe('');
    },
    120_000,
  );
});
