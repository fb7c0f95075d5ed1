import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { temporaryDirectory } from '../assembly/temporary-directory';
import type { LoopbackAws } from '../aws';
import { runBash } from '../docs/recipe-project';

const ROOT = join(__dirname, '..', '..');

/** A step of action.yml. */
interface Step {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const ACTION_FILE = join(ROOT, 'action.yml');
export const ACTION = parse(readFileSync(ACTION_FILE, 'utf8')) as Action;

/** A comment on the pull request. */
export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** Who comments with the token of a job. */
export const BOT = 'github-actions[bot]';

export interface ActionRun {
  readonly code: number;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The names of the steps that ran, with the action that they used. */
  readonly steps: readonly string[];
  /** What `gh` was called with. */
  readonly calls: readonly (readonly string[])[];
  readonly comments: readonly Comment[];
  /** What `npx` was called with; none where the project has the package. */
  readonly npx: readonly (readonly string[])[];
  /** Where the reports are. */
  readonly reports: string;
}

export interface ActionSurroundings {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly aws: LoopbackAws;
  /** The workspace. */
  readonly directory: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is on the pull request before. */
  readonly comments?: readonly Comment[];
  /** True where the token may not write. */
  readonly forbidden?: boolean;
  /** Default: `pull_request`. */
  readonly event?: string;
}

/** Stands for GitHub's CLI: comments in a file in place of a pull request. */
const GH = `#!${process.execPath}
const fs = require('node:fs');
const [file, calls] = [process.env.FAKE_GH_COMMENTS, process.env.FAKE_GH_CALLS];
const args = process.argv.slice(2);
fs.appendFileSync(calls, JSON.stringify(args) + '\\n');
const after = (name) => args[args.indexOf(name) + 1];
const comments = JSON.parse(fs.readFileSync(file, 'utf8'));
const write = () => fs.writeFileSync(file, JSON.stringify(comments));
if (!process.env.GH_TOKEN) throw new Error('no token');
const fields = new Map();
args.forEach((arg, index) => {
  const [, name, text] = /^(\\w+)=([^]*)$/.exec(args[index + 1] ?? '') ?? [];
  if (arg === '--raw-field') fields.set(name, text);
  if (arg === '--field') fields.set(name, text.startsWith('@') ? fs.readFileSync(text.slice(1), 'utf8') : JSON.parse(text));
});
const query = fields.get('query') ?? '';
if (args[1] === 'graphql' && query.startsWith('query(')) {
  if (!args.includes('--paginate') || !query.includes('after: $endCursor')) throw new Error('one page is not all');
  if (after('--jq') !== '.data.repository.pullRequest.comments.nodes[] | @json') throw new Error('no such filter');
  if (fields.get('owner') !== 'shop' || fields.get('name') !== 'backend' || fields.get('number') !== 7)
    throw new Error('another pull request');
  for (const { id, author, body } of comments)
    console.log(JSON.stringify({ id: 'IC_' + id, viewerDidAuthor: author === ${JSON.stringify(BOT)}, body }));
} else if (process.env.FAKE_GH_FORBIDDEN) {
  console.error('gh: Resource not accessible by integration (HTTP 403)');
  process.exit(1);
} else if (args[1] === 'graphql') {
  const found = comments.find(({ id }) => 'IC_' + id === fields.get('id'));
  if (found.author !== ${JSON.stringify(BOT)}) throw new Error('not its own comment');
  found.body = fields.get('body');
  write();
} else {
  if (after('--method') !== 'POST') throw new Error('a comment is made by POST');
  comments.push({ id: 1000 + comments.length, author: ${JSON.stringify(BOT)}, body: fields.get('body') });
  write();
}
`;

/** Stands for npm's registry: the package is what was built. */
const NPX = `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.appendFileSync(process.env.FAKE_NPX_CALLS, JSON.stringify(args) + '\\n');
const command = args.slice(args.indexOf('--') + 1);
if (command.shift() !== 'ecs-drift') throw new Error('npx is to run ecs-drift');
const { spawnSync } = require('node:child_process');
const { status } = spawnSync(process.execPath, [${JSON.stringify(join(ROOT, 'dist', 'bin', 'ecs-drift.js'))}, ...command], { stdio: 'inherit' });
process.exitCode = status;
`;

/** Runs the action's steps one after the other, as a runner does; what other actions would do is left out. */
export async function runAction(surroundings: ActionSurroundings): Promise<ActionRun> {
  const files = makeRunner(surroundings);
  const { directory } = surroundings;
  const unknown = Object.keys(surroundings.inputs ?? {}).filter((name) => !(name in ACTION.inputs));
  if (unknown.length > 0) throw new Error(`the action has no inputs ${unknown.join(', ')}`);
  const context = contextOf(surroundings);
  const steps: string[] = [];
  let [code, output] = [0, ''];
  for (const step of ACTION.runs.steps) {
    if (step.if !== undefined && !holds(step.if, context)) continue;
    steps.push(step.uses === undefined ? step.name : `${step.name}: ${step.uses}`);
    if (step.run === undefined) continue;
    writeFileSync(files.output, '');
    const env = { ...files.env, ...mapValues(step.env ?? {}, (text) => expand(text, context)) };
    const at = expand(step['working-directory'] ?? '.', context);
    const run = await runBash(expand(step.run, context), join(directory, at), env);
    output += run.output;
    for (const [name, value] of readOutputs(files.output)) context.set(`steps.${step.id}.outputs.${name}`, value);
    code = run.code ?? -1;
    if (code !== 0) break;
  }
  return {
    code,
    output,
    steps,
    outputs: mapValues(ACTION.outputs, ({ value }) => expand(value, context)),
    summary: readFileSync(files.env.GITHUB_STEP_SUMMARY, 'utf8'),
    calls: readCalls(files.env.FAKE_GH_CALLS),
    comments: JSON.parse(readFileSync(files.env.FAKE_GH_COMMENTS, 'utf8')),
    npx: readCalls(files.env.FAKE_NPX_CALLS),
    reports: context.get('steps.check.outputs.directory') ?? '',
  };
}

function makeRunner({ aws, env = {}, comments = [], forbidden = false }: ActionSurroundings) {
  const place = temporaryDirectory({
    'tools/gh': GH,
    'tools/npx': NPX,
    'comments.json': comments,
    'summary.md': '',
    output: '',
  });
  for (const tool of ['gh', 'npx']) chmodSync(join(place, 'tools', tool), 0o755);
  mkdirSync(join(place, 'temp'));
  const output = join(place, 'output');
  return {
    output,
    env: {
      PATH: [join(place, 'tools'), dirname(process.execPath), process.env.PATH].join(':'),
      HOME: place,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_REPOSITORY: 'shop/backend',
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(place, 'summary.md'),
      RUNNER_TEMP: join(place, 'temp'),
      FAKE_GH_COMMENTS: join(place, 'comments.json'),
      FAKE_GH_CALLS: join(place, 'gh-calls'),
      FAKE_NPX_CALLS: join(place, 'npx-calls'),
      ...(forbidden ? { FAKE_GH_FORBIDDEN: '1' } : {}),
      ...aws.env,
      ...env,
    },
  };
}

/** What expressions of the action can name. */
function contextOf({ inputs = {}, event = 'pull_request' }: ActionSurroundings): Map<string, string> {
  const context = new Map([
    ['github.token', 'a-token'],
    ['github.event_name', event],
    ['github.event.pull_request.number', '7'],
  ]);
  for (const [name, { default: text }] of Object.entries(ACTION.inputs)) {
    context.set(`inputs.${name}`, inputs[name] ?? expand(text, context));
  }
  return context;
}

/** `${{ NAME }}` by its value; what a step has not given is empty, as for GitHub. */
function expand(text: string, context: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
    const value = context.get(name);
    if (value === undefined && !name.startsWith('steps.')) throw new Error(`an expression names ${name}`);
    return value ?? '';
  });
}

/** `${{ NAME == 'TEXT' && … }}` */
function holds(condition: string, context: ReadonlyMap<string, string>): boolean {
  const [, expression = ''] = /^\$\{\{ (.*) \}\}$/.exec(condition) ?? [];
  return expression.split(' && ').every((part) => {
    const [, name, text] = /^([\w.-]+) == '([^']*)'$/.exec(part) ?? [];
    if (name === undefined) throw new Error(`the condition ${condition} is more than this can tell`);
    return (context.get(name) ?? '') === text;
  });
}

function mapValues<T, U>(object: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

function readOutputs(file: string): [string, string][] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
}

function readCalls(file: string): string[][] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as string[]);
}
