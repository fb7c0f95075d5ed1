import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';

const ROOT = join(__dirname, '..', '..');

const APP = `
const { App, CfnResource, Stack, Validations } = require('aws-cdk-lib');
const { EcsDriftValidator } = require(${JSON.stringify(join(ROOT, 'dist', 'lib', 'cdk'))});
const app = new App({ analyticsReporting: false });
new CfnResource(new Stack(app, 'Web', { env: { account: '111111111111', region: 'eu-west-1' } }), 'Service', {
  type: 'AWS::ECS::Service',
  properties: { Cluster: 'shop', TaskDefinition: 'web:1', LaunchType: 'FARGATE', DesiredCount: 2 },
});
if (process.env.VALIDATE) Validations.of(app).addPlugins(new EcsDriftValidator(JSON.parse(process.env.VALIDATE)));
app.synth();
`;

interface Run {
  readonly code: number;
  readonly output: string;
}

let aws: LoopbackAws;
/** A project with the bundled app in `out/`, and the CDK, which plays no part in where the command is. */
let project: string;
let warnings: readonly string[];

beforeAll(async () => {
  aws = await startLoopbackAws();
  project = temporaryDirectory({ 'app.js': APP, 'node_modules/placeholder': '' });
  for (const name of ['aws-cdk-lib', 'constructs']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name), 'junction');
  }
  const built = await build({
    absWorkingDir: project,
    entryPoints: ['app.js'],
    outfile: 'out/app.js',
    bundle: true,
    platform: 'node',
    external: ['aws-cdk-lib', 'constructs'],
    logLevel: 'silent',
  });
  warnings = built.warnings.map(({ text }) => text);
  await run();
  aws.deployAssembly(join(project, 'cdk.out'));
  aws.service('Web', 'Service').updateService({ desiredCount: 7 });
});
afterAll(() => aws.close());

function run(validator?: object): Promise<Run> {
  const env = {
    PATH: process.env.PATH,
    HOME: project,
    CDK_OUTDIR: join(project, 'cdk.out'),
    CDK_VALIDATION: 'false',
    ...(validator === undefined ? {} : { VALIDATE: JSON.stringify(validator) }),
    ...aws.env,
  };
  return promisify(execFile)(process.execPath, ['out/app.js'], { cwd: project, env }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error) => ({ code: error.code, output: error.stdout + error.stderr }),
  );
}

test('a bundle is made without a warning', () => expect(warnings).toEqual([]));

test('without the package beside it, the app says what to mark as external, and fails if it is to', async () => {
  const warned = await run({});
  expect(warned.code).toBe(0);
  expect(warned.output).toMatch(
    /^WARNING ECS services were not checked for drift: the validator is in a bundle, .* \(esbuild: --external:cdk-ecs-drift\)/m,
  );
  expect(warned.output).not.toContain('node:internal');
  expect((await run({ whenUnchecked: 'fail' })).code).not.toBe(0);
});

test('with the package installed, the app runs its command', async () => {
  const installed = join(project, 'node_modules', 'cdk-ecs-drift');
  mkdirSync(installed);
  copyFileSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
  cpSync(join(ROOT, 'dist', 'bin'), join(installed, 'dist', 'bin'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(installed, 'node_modules'), 'junction');
  const found = await run({});
  expect(found.output).toContain('DesiredCount: 2 (deployed) → 7 (live)');
  expect(found.code).not.toBe(0);
});
