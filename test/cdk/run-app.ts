import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoopbackAws } from '../aws';

const APP = join(__dirname, 'drifting-app.js');
const CDK = join(require.resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');

/** What the app is to be; see drifting-app.js. */
export interface AppPlan {
  /** Options of the validator, a limit in seconds in place of a Duration; without it there is none. */
  readonly validator?: Record<string, unknown>;
  readonly beta1?: boolean;
  readonly agnostic?: boolean;
  readonly lookup?: boolean;
  readonly twice?: boolean;
  readonly stages?: readonly string[];
  readonly onlyStages?: boolean;
  /** A validator of its own for each stage as well. */
  readonly eachStage?: boolean;
  readonly acknowledge?: readonly string[];
  readonly ignore?: readonly object[];
  /** The service's desired count, 2 by default. */
  readonly count?: number;
  /** Another plugin that fails every synthesis. */
  readonly rejects?: boolean;
}

/** A finding in the validation report of the CDK. */
export interface ReportedViolation {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly suggestedFix?: string;
  readonly violatingConstructs: readonly {
    constructPath: string;
    cloudFormationResource?: { templatePath: string; logicalId: string; propertyPaths?: string[] };
  }[];
}

export interface AppRun {
  readonly code: number | null;
  readonly output: string;
  /** Of our validator, in the CDK's own report; undefined where it has none. */
  readonly findings?: {
    readonly conclusion: string;
    readonly violations: readonly ReportedViolation[];
    readonly suppressedViolations?: readonly ReportedViolation[];
  };
}

export interface AppSurroundings {
  readonly plan: AppPlan;
  readonly aws: LoopbackAws;
  /** Where `cdk.out` is written. */
  readonly directory: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the app by itself, as `node app.js`. */
export function runApp(surroundings: AppSurroundings): Promise<AppRun> {
  return run([APP], surroundings);
}

/** Runs the app by the real CDK CLI. */
export function runCdk(args: readonly string[], surroundings: AppSurroundings): Promise<AppRun> {
  return run([CDK, ...args, '--app', `${process.execPath} ${APP}`, '--no-notices', '--no-color'], surroundings);
}

function run(args: readonly string[], { plan, aws, directory, env }: AppSurroundings): Promise<AppRun> {
  const child = spawn(process.execPath, [...args], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      CI: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: join(directory, 'cdk.out'),
      APP_PLAN: JSON.stringify(plan),
      ...aws.env,
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, findings: readFindings(directory) }));
  });
}

function readFindings(directory: string): AppRun['findings'] {
  const file = join(directory, 'cdk.out', 'validation-report.json');
  if (!existsSync(file)) return undefined;
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8'));
  return pluginReports.find(({ pluginName }: { pluginName: string }) => pluginName === 'ecs-drift');
}
