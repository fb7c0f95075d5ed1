import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { runApp } from './run-app';

const COMMAND = join(__dirname, '..', '..', 'dist', 'bin', 'ecs-drift.js');
const DEPLOY = "require('node:fs').writeFileSync('deployed', '')";

describe('"predeploy": "ecs-drift" in package.json', () => {
  let aws: LoopbackAws;

  beforeAll(async () => {
    aws = await startLoopbackAws();
  });
  afterAll(() => aws.close());

  function deploy(cwd: string): Promise<{ code: number | null; output: string }> {
    const path = [dirname(process.execPath), process.env.PATH].join(':');
    const env = { PATH: path, HOME: cwd, npm_config_update_notifier: 'false', ...aws.env };
    const child = spawn('npm', ['run', 'deploy'], { cwd, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, output }));
    });
  }

  test('lets npm run deploy go on without drift, and stops it where there is some', async () => {
    const scripts = { predeploy: 'ecs-drift', deploy: 'node deploy.js' };
    const project = { 'package.json': { private: true, scripts }, 'deploy.js': DEPLOY };
    const directory = temporaryDirectory(project);
    mkdirSync(join(directory, 'node_modules', '.bin'), { recursive: true });
    // npm does the same for the commands of a package.
    chmodSync(COMMAND, 0o755);
    symlinkSync(COMMAND, join(directory, 'node_modules', '.bin', 'ecs-drift'));
    await runApp({ plan: {}, aws, directory });
    aws.deployAssembly(join(directory, 'cdk.out'));
    const clean = await deploy(directory);
    expect(clean.output).toContain('No drift');
    expect(clean.code).toBe(0);
    expect(existsSync(join(directory, 'deployed'))).toBe(true);

    const drifted = temporaryDirectory(project);
    symlinkSync(join(directory, 'node_modules'), join(drifted, 'node_modules'));
    symlinkSync(join(directory, 'cdk.out'), join(drifted, 'cdk.out'));
    const service = aws.stack('Web').resources.find(({ type }) => type === 'AWS::ECS::Service');
    aws.service('Web', service?.logicalId ?? '').updateService({ desiredCount: 7 });
    const stopped = await deploy(drifted);
    expect(stopped.output).toMatch(/Drift in 1 of 1 service/);
    expect(stopped.code).toBe(1);
    expect(existsSync(join(drifted, 'deployed'))).toBe(false);
  });
});
