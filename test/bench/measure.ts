import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';

/** What one run of a command took. */
export interface Usage {
  /** Seconds from start to end. */
  readonly wall: number;
  /** Seconds of all processors together. */
  readonly cpu: number;
  /** The most that it held, in MiB. */
  readonly memory: number;
  readonly code: number | null;
  readonly output: string;
}

/** Runs a script of Node and measures it. */
export async function measure(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Usage> {
  const started = performance.now();
  const child = spawn(process.execPath, ['-r', join(__dirname, 'report-usage.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const texts = [1, 2, 3].map((descriptor) => textOf(child, descriptor));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const wall = (performance.now() - started) / 1000;
  const [stdout = '', stderr = '', usage = ''] = texts.map((text) => text());
  if (usage === '') throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
  return { wall, code, output: stdout + stderr, ...(JSON.parse(usage) as { cpu: number; memory: number }) };
}

function textOf(child: ChildProcess, descriptor: number): () => string {
  let text = '';
  (child.stdio[descriptor] as Readable).on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  return () => text;
}

/** The median of several numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
