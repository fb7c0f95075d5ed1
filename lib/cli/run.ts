import { messageOf } from '../model/errors';
import { escapeText } from '../report/escape';
import { main } from './main';

/** What ends the command before its time, with the exit codes of shells. */
const INTERRUPTIONS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** Runs the command in a real process: sets its exit code once all output is out. */
export async function run(process: NodeJS.Process): Promise<void> {
  const interruption = new AbortController();
  for (const [name, code] of INTERRUPTIONS) {
    process.on(name, () => {
      // An interrupted check has nothing to save, and nobody waits for AWS to answer; a running app is ended with it.
      interruption.abort();
      process.exit(code);
    });
  }
  process.on('uncaughtException', (error) => {
    interruption.abort();
    process.stderr.write(`ecs-drift: internal error: ${escapeText(messageOf(error))}\n`);
    // Node's own exit code for it, 1, would say drift.
    process.exit(2);
  });
  // Each write is answered for where it is made; without a listener the event would be thrown.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const { stdout, stderr, env } = process;
  const io = { stdout, stderr, env, cwd: process.cwd(), signal: interruption.signal };
  process.exitCode = await main(process.argv.slice(2), io);
}
