import { parse } from 'yaml';
import { temporaryDirectory } from '../assembly/temporary-directory';
import type { LoopbackAws } from '../aws';
import { type Run, runMain } from '../end-to-end/run-command';
import { writeAssembly } from '../end-to-end/write-assembly';

/** What an example of docs/differences.md starts from. */
interface Example {
  /** Properties of the service that is deployed; none where nothing is. */
  readonly deployed?: Record<string, unknown>;
  /** Those of the code. Default: the deployed ones. */
  readonly synthesized?: Record<string, unknown>;
  /** What UpdateService is called with. */
  readonly 'by-hand'?: Record<string, unknown>;
  /** Members that ECS leaves out of its answer. */
  readonly 'not-shown'?: readonly string[];
  readonly delete?: 'INACTIVE';
  /** What RegisterTaskDefinition is called with before that. */
  readonly register?: { readonly family: string; readonly [member: string]: unknown };
  /** Other resources of both templates. */
  readonly resources?: Record<string, unknown>;
  /** A scalable target that somebody registered. */
  readonly scaling?: Record<string, number>;
  readonly config?: object;
  /** Operations of AWS that are refused. */
  readonly denied?: readonly string[];
  /** True where the code has only another service any more, `Api`. */
  readonly removed?: boolean;
  readonly arguments?: readonly string[];
}

const KEYS = [
  'deployed',
  'synthesized',
  'by-hand',
  'not-shown',
  'delete',
  'register',
  'resources',
  'scaling',
  'config',
  'denied',
  'removed',
  'arguments',
];
const STACK = 'Web';

/** Does what an example's YAML says and gives the console that shows it: the command line and the report. */
export async function runExample(yaml: string, aws: LoopbackAws): Promise<{ shown: string; run: Run }> {
  const example = parse(yaml) as Example;
  const unknown = Object.keys(example).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) throw new Error(`the example says ${unknown.join(', ')}, which means nothing`);
  prepare(example, aws);
  const { arguments: given = [] } = example;
  const cwd = temporaryDirectory(example.config === undefined ? {} : { '.ecs-drift.yaml': example.config });
  const code = given.includes('--stack-name') ? [] : ['--app', writeCode(example)];
  const run = await runMain([...code, ...given], { aws, cwd });
  return { shown: `$ ${['ecs-drift', ...given].join(' ')}\n${essenceOf(run.stdout)}\n`, run };
}

function prepare(example: Example, aws: LoopbackAws): void {
  const { deployed, 'by-hand': byHand, 'not-shown': notShown = [], register, scaling, denied = [] } = example;
  if (deployed !== undefined) aws.deploy({ stackName: STACK, template: templateOf(deployed, example) });
  if (register !== undefined) aws.registerTaskDefinition(register.family, register);
  if (byHand !== undefined) aws.service(STACK, 'Web').updateService(byHand);
  for (const name of notShown) delete aws.service(STACK, 'Web').live[name];
  if (example.delete !== undefined) aws.service(STACK, 'Web').delete(example.delete);
  if (scaling !== undefined) {
    const { clusterArn, serviceName } = aws.service(STACK, 'Web').live;
    aws.registerScalableTarget(`service/${clusterArn.split('/')[1]}/${serviceName}`, scaling);
  }
  for (const operation of denied) aws.fail({ operation, error: 'AccessDenied' });
}

function templateOf(properties: object, { resources, removed }: Example): object {
  const Api = removed ? { Api: service() } : {};
  return { Resources: { ...resources, ...Api, Web: service(properties) } };
}

function service(properties: object = {}): object {
  const Properties = { Cluster: 'shop', TaskDefinition: 'web:1', LaunchType: 'FARGATE', ...properties };
  return { Type: 'AWS::ECS::Service', Properties };
}

function writeCode(example: Example): string {
  const { deployed, synthesized = deployed ?? {}, removed } = example;
  const template = removed ? { Resources: { Api: service() } } : templateOf(synthesized, example);
  return writeAssembly({ [STACK]: { template } });
}

/** The report without its time, and without the hint that follows every drift. */
function essenceOf(report: string): string {
  const paragraphs = report.trimEnd().split('\n\n');
  const shown = paragraphs.filter((paragraph) => !paragraph.startsWith('To keep a live value'));
  return shown.join('\n\n').replace(/ \(\d+(\.\d+)? s\)/, '');
}
