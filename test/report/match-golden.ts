import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares a text with the file under `golden/`; with UPDATE_GOLDENS=1 writes it, to be reviewed as a change. */
export function matchGolden(name: string, text: string): void {
  const file = join(__dirname, 'golden', name);
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, text);
  if (!existsSync(file)) throw new Error(`no golden file ${file}: run with UPDATE_GOLDENS=1 and review it`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
