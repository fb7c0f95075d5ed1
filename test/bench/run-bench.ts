import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoopbackAws } from '../aws';
import { measure, median, type Usage } from './measure';
import { roundTrips } from './round-trips';
import { writeStacks } from './write-stacks';

const ROOT = join(__dirname, '..', '..');
const COMMAND = join(ROOT, 'dist', 'bin', 'ecs-drift.js');
const CDK = join(require.resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');
const PAGE = join(ROOT, 'docs', 'performance.md');

/** What the loopback AWS takes for each answer, in milliseconds: about what AWS takes within a region. */
const LATENCY = 50;
const SIZES = [1, 100, 1000, 5000];
/** More would keep CloudFormation's own detection busy for the rest of the day. */
const MOST_FOR_CDK = 100;
const RUNS = 11;

interface Row {
  readonly name: string;
  readonly services: number;
  readonly calls: number;
  readonly roundTrips: number;
  readonly usage: Usage;
}

/** Measures the command at each size, and beside it `cdk drift`; prints the tables, with `--write` into the page. */
async function runBench(): Promise<void> {
  const directory = join(tmpdir(), `ecs-drift-bench-${process.pid}`);
  try {
    const bare = await bareNode();
    const rows: Row[] = [];
    for (const services of SIZES) rows.push(...(await measureSize(services, directory)));
    const text = [startUp(await startUps(bare, directory)), table(rows, bare)].join('\n\n');
    process.stdout.write(`${text}\n`);
    if (process.argv.includes('--write')) writePage(text);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function bareNode(): Promise<Usage> {
  const runs: Usage[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(['-e', '0'], process.env));
  return medianOf(runs);
}

function medianOf(runs: readonly Usage[]): Usage {
  const of = (read: (usage: Usage) => number) => median(runs.map(read));
  return {
    wall: of(({ wall }) => wall),
    cpu: of(({ cpu }) => cpu),
    memory: of(({ memory }) => memory),
    code: 0,
    output: '',
  };
}

async function measureSize(services: number, directory: string): Promise<Row[]> {
  const aws = await startLoopbackAws({ latency: LATENCY });
  try {
    writeStacks(aws, directory, services);
    const env = { ...process.env, ...aws.env, CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' };
    const run = async (name: string, args: readonly string[], clear: string): Promise<Row> => {
      const before = aws.calls.length;
      const usage = await measure(args, env);
      if (usage.code !== 0 || !usage.output.includes(clear)) throw new Error(`${name}: ${usage.code}\n${usage.output}`);
      const calls = aws.calls.slice(before);
      const arrivals = calls.map(({ arrived }) => arrived);
      return { name, services, calls: calls.length, roundTrips: roundTrips(arrivals, LATENCY), usage };
    };
    const rows = [await run('ecs-drift', [COMMAND, '-a', directory], 'No drift')];
    if (services <= MOST_FOR_CDK) {
      rows.push(await run('cdk drift', [CDK, 'drift', '--app', directory, '--no-notices'], 'No drift'));
    }
    return rows;
  } finally {
    await aws.close();
  }
}

/** The time of short runs against a bare Node, in turns, so that a busy moment falls on all of them. */
async function startUps(bare: Usage, directory: string): Promise<[string, number][]> {
  const aws = await startLoopbackAws();
  try {
    writeStacks(aws, directory, 3);
    const env = { ...process.env, ...aws.env, CI: 'true' };
    const commands: [string, string[]][] = [
      ['bare', ['-e', '0']],
      ['`ecs-drift --version`', [COMMAND, '--version']],
      ['`ecs-drift --help`', [COMMAND, '--help']],
      ['a check of three services', [COMMAND, '-a', directory]],
    ];
    const times = commands.map((): number[] => []);
    for (let run = 0; run < RUNS; run += 1) {
      for (const [index, [, args]] of commands.entries()) times[index]?.push((await measure(args, env)).wall);
    }
    const base = median(times[0] ?? [bare.wall]);
    return commands.slice(1).map(([name], index) => [name, median(times[index + 1] ?? []) / base]);
  } finally {
    await aws.close();
  }
}

function startUp(ratios: readonly [string, number][]): string {
  const rows = ratios.map(([name, ratio]) => `| ${name} | ${ratio.toFixed(1)} × |`);
  return ['| run | time, against `node -e 0` |', '|---|---|', ...rows].join('\n');
}

function table(rows: readonly Row[], bare: Usage): string {
  const lines = rows.map(({ name, services, calls, roundTrips, usage }) => {
    const ratios = [usage.cpu / bare.cpu, (usage.wall * 1000) / LATENCY].map((ratio) => `${ratio.toFixed(0)} ×`);
    const memory = `${(usage.memory / bare.memory).toFixed(1)} × (${usage.memory.toFixed(0)} MiB)`;
    return `| \`${name}\` | ${services} | ${calls} | ${roundTrips} | ${ratios.join(' | ')} | ${memory} |`;
  });
  const head =
    '| command | services | calls | round trips | CPU, against `node -e 0` | time, against one answer of AWS | memory, against `node -e 0` |';
  return [head, '|---|---|---|---|---|---|---|', ...lines].join('\n');
}

function writePage(text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split('<!-- bench -->\n');
  const after = rest?.split('<!-- end of bench -->')[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for the tables`);
  writeFileSync(PAGE, `${before}<!-- bench -->\n${text}\n<!-- end of bench -->${after}`);
}

runBench().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
