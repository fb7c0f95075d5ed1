import type { CheckOptions } from '../options';
import type { Code } from '../read-code';
import type { StackNames } from './rule-notices';

/** The stacks of the code that a run leaves out; undefined where nobody knows which there are. */
export function othersOf(
  { stacks, targets, problems, directory }: Code,
  { stacks: patterns = [] }: Pick<CheckOptions, 'stacks'>,
): readonly StackNames[] | undefined {
  // A lone template or stack, or an assembly of which some could not be read.
  if (directory === undefined || problems.length > 0) return undefined;
  // Without patterns only those without services are left out.
  return patterns.length === 0 ? [] : stacks.filter((stack) => !targets.some(({ local }) => local === stack));
}
