import { messageOf } from '../model/errors';
import { escapeText } from '../report/escape';
import { main } from './main';

/** What ends the command before its time, with the exit codes of shells. */
const INTERRUPTIONS = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGQUIT', 131],
  ['SIGTERM', 143],
] as const;

/** How long the command goes on after an interruption: an app gets two seconds to end by itself. */
const LONGEST_END = 3_500;

/** Runs the command in a real process: sets its exit code once all output is out. */
export async function run(process: NodeJS.Process): Promise<void> {
  const interruption = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  const interrupt = (code: number): void => {
    // An interrupted check has nothing to save, and nobody waits for AWS to answer; but an app is ended with it.
    interruption.abort();
    const exit = (): never => process.exit(code);
    setTimeout(exit, LONGEST_END);
    void ended.finally(exit);
  };
  for (const [name, code] of INTERRUPTIONS) process.on(name, () => interrupt(code));
  process.on('uncaughtException', (error) => {
    process.stderr.write(`ecs-drift: internal error: ${escapeText(messageOf(error))}\n`);
    // Node's own exit code for it, 1, would say drift.
    interrupt(2);
  });
  // Each write is answered for where it is made; without a listener the event would be thrown.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const { stdout, stderr, env } = process;
  const io = { stdout, stderr, env, cwd: process.cwd(), signal: interruption.signal };
  const code = main(process.argv.slice(2), io);
  ended = code;
  process.exitCode = await code;
}
