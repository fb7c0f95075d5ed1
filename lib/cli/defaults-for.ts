import type { RawOptions } from './create-command';
import type { ConfigOptions } from './read-config';

/** The options that a command line holds; what it leaves out is not there. */
export type GivenOptions = Partial<RawOptions>;

/** What of a config file's defaults holds beside what the command line says. */
export function defaultsFor(
  given: GivenOptions,
  stacks: readonly string[],
  { ...defaults }: ConfigOptions,
): ConfigOptions {
  // Another source of the code in place of the file's, not beside it.
  if (given.template !== undefined || given.stackName !== undefined) leaveOut(defaults, 'app', 'stacks');
  if (given.app !== undefined || stacks.length > 0) leaveOut(defaults, 'template', 'stackName');
  if (given.stackName !== undefined) leaveOut(defaults, 'template');
  // It means the default level, and else nothing.
  if (given.fail === true) leaveOut(defaults, 'failOn');
  if (given.quiet === true) leaveOut(defaults, 'verbose');
  if (given.verbose === true) leaveOut(defaults, 'quiet');
  return defaults;
}

function leaveOut(
  defaults: { -readonly [Name in keyof ConfigOptions]: ConfigOptions[Name] },
  ...names: (keyof ConfigOptions)[]
): void {
  for (const name of names) delete defaults[name];
}
