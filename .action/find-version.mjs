// Prints the version of cdk-ecs-drift that the action runs if the project has none installed: the one that the lock file
// here or above names, else that of the action's own release.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NPM = /"(?:[^"]*node_modules\/)?cdk-ecs-drift": \{\s*"version": "([^"]+)"/;
const LOCKS = {
  'package-lock.json': NPM,
  'npm-shrinkwrap.json': NPM,
  'pnpm-lock.yaml': /^\s+['"]?\/?cdk-ecs-drift[@/](\d[^:'"(]*)/m,
  'yarn.lock': /^"?cdk-ecs-drift@[^\n]*:\n\s+version:? "?([^"\n]+)/m,
  'bun.lock': /"cdk-ecs-drift@(\d[^"]*)"/,
};
const OWN = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package.json');

/** Nothing but a version: a lock file that a pull request changes must not name another source. */
const VERSION = /^\d+\.\d+\.\d+[\w.+-]*$/;

process.stdout.write(`${lockedVersion(process.cwd()) ?? JSON.parse(readFileSync(OWN, 'utf8')).version}\n`);

function lockedVersion(directory) {
  for (const [name, pattern] of Object.entries(LOCKS)) {
    const file = join(directory, name);
    const version = existsSync(file) ? pattern.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
    if (version !== undefined && VERSION.test(version)) return version;
  }
  const above = dirname(directory);
  return above === directory ? undefined : lockedVersion(above);
}
