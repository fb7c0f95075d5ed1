import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { cp, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import type { LoopbackAws } from '../aws';
import { ROOT } from './page';

/** A project of a user, in a directory of its own. */
export interface RecipeProject {
  readonly directory: string;
  /** Runs lines of a shell as a pipeline does: in this directory, until the first that fails. */
  run(script: string, env?: Readonly<Record<string, string>>): Promise<ScriptRun>;
  /** The arguments of each `cdk deploy` so far. */
  deploys(): string[];
}

export interface ScriptRun {
  readonly code: number | null;
  readonly output: string;
}

const APP = `
const { App, CfnResource, Stack } = require('aws-cdk-lib');
const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'Web');
new CfnResource(stack, 'Service', {
  type: 'AWS::ECS::Service',
  properties: { Cluster: 'shop', TaskDefinition: 'web:1', LaunchType: 'FARGATE', DesiredCount: 2 },
});
app.synth();
`;

/** `cdk synth` does what the CLI does for it; `cdk deploy` is noted. */
const CDK = `#!/bin/sh
set -e
if [ "$1" = synth ]; then CDK_OUTDIR=cdk.out exec node app.js; fi
[ "$1" = deploy ] && echo "$*" >> deploys.txt
`;

/** Not every Node comes with an npm beside it. */
const PATH = [dirname(process.execPath), ...(process.env.PATH ?? '').split(':')];
const REAL_NPM = PATH.map((directory) => join(directory, 'npm')).find(existsSync);

/** Everything is installed already: `npm ci` has nothing to do, and the network is not asked. */
const NPM = `#!/bin/sh
if [ "$1" = ci ]; then exit 0; fi
exec "${REAL_NPM}" "$@"
`;

const COMMAND = `#!/bin/sh
exec "${process.execPath}" "${join(ROOT, 'dist', 'bin', 'ecs-drift.js')}" "$@"
`;

/** A CDK app with one service, and the built package as npm would have installed it. */
export async function makeProject(aws: LoopbackAws, files: Record<string, unknown> = {}): Promise<RecipeProject> {
  const scripts = { 'node_modules/.bin/cdk': CDK, 'node_modules/.bin/ecs-drift': COMMAND, 'tools/npm': NPM };
  const directory = temporaryDirectory({
    'package.json': { name: 'shop', private: true },
    'cdk.json': { app: 'node app.js' },
    'app.js': APP,
    ...files,
    ...scripts,
  });
  for (const script of Object.keys(scripts)) chmodSync(join(directory, script), 0o755);
  for (const name of ['aws-cdk-lib', 'constructs', '@types']) {
    await symlink(join(ROOT, 'node_modules', name), join(directory, 'node_modules', name));
  }
  await symlink(ROOT, join(directory, 'node_modules', 'cdk-ecs-drift'));
  const env = {
    PATH: [join(directory, 'tools'), ...PATH].join(':'),
    HOME: directory,
    CI: 'true',
    CDK_VALIDATION: 'false',
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    ...aws.env,
  };
  const deploys = join(directory, 'deploys.txt');
  return {
    directory,
    run: (script, more = {}) => runBash(script, directory, { ...env, ...more }),
    deploys: () => (existsSync(deploys) ? readFileSync(deploys, 'utf8').trim().split('\n') : []),
  };
}

/** Runs a script with bash, as `shell: bash` of a workflow does. */
export function runBash(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ScriptRun> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  child.stdin.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Synthesizes the project's app as it is, and gives a copy of the assembly that later syntheses do not touch. */
export async function synthesizeProject(project: RecipeProject): Promise<string> {
  const { code, output } = await project.run('npx cdk synth --quiet');
  if (code !== 0) throw new Error(`the project cannot be synthesized: ${output}`);
  const kept = join(project.directory, 'deployed.out');
  await cp(join(project.directory, 'cdk.out'), kept, { recursive: true });
  return kept;
}
