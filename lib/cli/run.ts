import { messageOf } from '../model/errors';
import { main } from './main';

/** Runs the command in a real process: sets its exit code once all output is out. */
export async function run(process: NodeJS.Process): Promise<void> {
  // An interrupted check has nothing to save, and nobody waits for AWS to answer.
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
  process.on('uncaughtException', (error) => {
    process.stderr.write(`ecs-drift: internal error: ${messageOf(error)}\n`);
    // Node's own exit code for it, 1, would say drift.
    process.exit(2);
  });
  // Each write is answered for where it is made; without a listener the event would be thrown.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const { stdout, stderr, env } = process;
  process.exitCode = await main(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd() });
}
