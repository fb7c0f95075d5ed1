import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { findApp } from '../../lib/assembly/find-app';
import { synthesize } from '../../lib/assembly/synthesize';
import { useColor } from '../../lib/cli/use-color';
import type { Report } from '../../lib/model/report';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { HAND_MADE_CHANGES, serviceOf } from './hand-made-changes';
import { judgeReport } from './judge-report';

const ROOT = join(__dirname, '..', '..');
const REPORT = join('cdk.out', 'drift.json');
const { bold, cyan, dim, green, red } = createColors(useColor(process.stdout, process.env, true));

/** Shows the command at work on the app of cdk.json; gives the demo's exit code, 0 where it showed what it should. */
async function runDemo(): Promise<number> {
  const aws = await startLoopbackAws();
  try {
    const environment = { ...ownEnvironment(), ...aws.env };
    return await tell(aws, environment);
  } finally {
    await aws.close();
  }
}

async function tell(aws: LoopbackAws, environment: NodeJS.ProcessEnv): Promise<number> {
  step('The bookshop of bin/demo-app.ts is synthesized and deployed to a pretend AWS on this machine');
  await synthesizeApp(environment);
  aws.deployAssembly(join(ROOT, 'cdk.out'));
  const before = await runCommand(['--app', 'cdk.out'], environment);

  step('Then people change running services by hand');
  for (const { story, stack, make } of HAND_MADE_CHANGES) {
    make(serviceOf(aws, stack));
    print(`  - ${story}`);
  }
  step('Meanwhile the code asks for 6 thumbnail workers in place of 4, not deployed yet');
  await synthesizeApp(environment, { thumbnailWorkers: 6 });
  const after = await runCommand(['--app', 'cdk.out', '--format', 'text', '--format', `json=${REPORT}`], environment);

  const problems = judgeReport(JSON.parse(readFileSync(join(ROOT, REPORT), 'utf8')) as Report);
  if (before !== 0) problems.unshift(`the first check ended with ${before}; it should find nothing and end with 0`);
  if (after !== 1) problems.unshift(`the second check ended with ${after}; it should find drift and end with 1`);
  return conclude(problems);
}

/** Runs cdk.json's app as the CDK CLI runs it. */
async function synthesizeApp(environment: NodeJS.ProcessEnv, context: Record<string, unknown> = {}): Promise<void> {
  rmSync(join(ROOT, 'cdk.out'), { recursive: true, force: true });
  const app = findApp({ workingDirectory: ROOT, environment });
  if (app.kind !== 'command') throw new Error('cdk.json should name the command that synthesizes the demo app');
  await synthesize({
    ...app,
    context: { ...app.context, ...context },
    workingDirectory: ROOT,
    environment,
    onOutput: (chunk) => process.stderr.write(chunk),
  });
}

/** Runs the built command as a user does; its output goes where the demo's goes. */
async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  print(`\n${bold(cyan(`$ ${['ecs-drift', ...args].join(' ')}`))}`);
  const code = await new Promise<number | null>((resolve, reject) => {
    const command = join(ROOT, 'dist', 'bin', 'ecs-drift.js');
    const child = spawn(process.execPath, [command, ...args], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', resolve);
  });
  print(dim(`exit code ${code}`));
  return code;
}

/** Nothing of the user's own AWS and CDK settings, and no proxy between here and here. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS_|CDK_|(https?|all)_proxy$)/i.test(name)),
  );
}

function conclude(problems: readonly string[]): number {
  for (const problem of problems) print(red(`demo: ${problem}`));
  if (problems.length > 0) return 1;
  print(green(`\nDone: all ${HAND_MADE_CHANGES.length} changes by hand were found, and nothing else.`));
  return 0;
}

function step(text: string): void {
  print(`\n${bold(text)}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void runDemo().then((code) => {
  process.exitCode = code;
});
