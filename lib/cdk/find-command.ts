import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The command as it is built and installed, beside this module. */
const BESIDE = join(__dirname, '..', '..', 'bin', 'ecs-drift.js');

/** Explains what to do if {@link findCommand} finds nothing. */
export const NO_COMMAND =
  'the validator is in a bundle, and the ecs-drift command is not: mark cdk-ecs-drift as external (esbuild: --external:cdk-ecs-drift) and install it where the app runs';

/** Returns the file of the command. A bundle of the app takes this module away from it: then the installed package has it. */
export function findCommand(): string | undefined {
  // Not `require.resolve`, which bundlers work out, or warn about.
  const { resolve } = createRequire(__filename);
  return (
    resolved(() => resolve(BESIDE)) ??
    resolved(() => resolve(join(dirname(resolve('cdk-ecs-drift/package.json')), 'dist', 'bin', 'ecs-drift.js')))
  );
}

function resolved(find: () => string): string | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
