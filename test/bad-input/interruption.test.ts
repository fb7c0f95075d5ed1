import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { startCommand } from './run-command';

/** Runs below a shell, and again below that, as `npx ts-node` does; tells its process id and never ends. */
const APP = `require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000);`;

const SIGNALS = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGQUIT', 131],
  ['SIGTERM', 143],
] as const;

test.each(SIGNALS)('%s ends the app that is being synthesized', async (signal, code) => {
  const cwd = temporaryDirectory({ 'app.js': APP });
  const child = startCommand(['--app', 'sh -c "node app.js; true"; true'], { cwd, env: {} });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await until(() => existsSync(join(cwd, 'pid')) && readFileSync(join(cwd, 'pid'), 'utf8') !== '');
  const app = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
  expect(isRunning(app)).toBe(true);
  child.kill(signal);
  expect(await ended).toBe(code);
  await until(() => !isRunning(app));
});

test.each(SIGNALS)('%s ends an app by force before the command exits', async (signal, code) => {
  const stubborn = `for (const name of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM']) process.on(name, () => {}); ${APP}`;
  const cwd = temporaryDirectory({ 'app.js': stubborn });
  const child = startCommand(['--app', 'node app.js; true'], { cwd, env: {} });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  await until(() => existsSync(join(cwd, 'pid')) && readFileSync(join(cwd, 'pid'), 'utf8') !== '');
  const app = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(isRunning(app)).toBe(false);
  expect(stderr).toBe('');
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** False for a process that ended, also where nobody has asked for its exit code yet. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !/\) Z /.test(status);
}
