import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');

/** A report's time is never the same. */
function withoutTime(report: string): string {
  return report.replace(/\(\d+(\.\d+)? s\)/, '(0.0 s)').trim();
}

test('the demo shows what it should, and README.md shows the same report', async () => {
  const args = ['-r', './test/demo/register-typescript.js', 'test/demo/run-demo.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: withoutColor() });
  const [, report = ''] = /\n\$ ecs-drift --app cdk\.out --format [^\n]+\n(.*)\nexit code 1\n/s.exec(stdout) ?? [];
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, shown = ''] = /```console\n\$ ecs-drift\n(.*?)\n```/s.exec(readme) ?? [];
  expect(report).toMatch(/^Drift in /);
  // Where this fails, what the demo prints is to be copied into README.md.
  expect(withoutTime(shown)).toBe(withoutTime(report));
});

test('README.md and --help name the same options', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/bin/ecs-drift.js', '--help'], { cwd: ROOT });
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const offered = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  const told = [...readme.matchAll(/^\| `(.+?)` \|/gm)].flatMap(([, cell = '']) => cell.match(/--[a-z-]+/g) ?? []);
  const unknown = [...new Set(told)].filter((option) => !offered.includes(option) && option !== '--help');
  expect(offered.length).toBeGreaterThan(10);
  expect(unknown).toEqual([]);
  const common = ['--fail', '--verbose', '--quiet', '--help'];
  expect(offered.filter((option) => !told.includes(option ?? '') && !common.includes(option ?? ''))).toEqual([]);
});

function withoutColor(): NodeJS.ProcessEnv {
  const { FORCE_COLOR, ...env } = process.env;
  return env;
}
