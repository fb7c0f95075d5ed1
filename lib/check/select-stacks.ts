import { InputError } from '../model/errors';
import type { LocalAssembly, LocalStack } from '../model/local-stack';
import { checkedResources } from './checked-resources';
import { matchesName } from './matches-name';

/** The stacks of an assembly that are checked. */
export interface Selection {
  readonly stacks: readonly LocalStack[];
  /** Stacks without services in the code: checked as well if they still have some deployed. */
  readonly without: readonly LocalStack[];
}

/** The stacks that the patterns name; without patterns all that have, or may have, services to check. */
export function selectStacks(assembly: LocalAssembly, patterns: readonly string[]): Selection {
  if (patterns.length > 0) return { stacks: selectNamed(assembly, patterns), without: [] };
  const stacks = assembly.stacks.filter(mayHaveServices);
  return { stacks, without: assembly.stacks.filter((stack) => !stacks.includes(stack)) };
}

function selectNamed(assembly: LocalAssembly, patterns: readonly string[]): LocalStack[] {
  const selected = new Set<LocalStack>();
  for (const pattern of patterns) {
    const matching = assembly.stacks.filter((stack) => matchesName(pattern, [stack.stackName, stack.constructPath]));
    if (matching.length === 0) throw new InputError(noMatch(pattern, assembly));
    for (const stack of matching) selected.add(stack);
  }
  return assembly.stacks.filter((stack) => selected.has(stack));
}

function noMatch(pattern: string, { stacks, problems }: LocalAssembly): string {
  const names = [...new Set(stacks.map((stack) => stack.constructPath))].sort();
  const shown = names.length > 20 ? `${names.slice(0, 20).join(', ')}, … (${names.length} in all)` : names.join(', ');
  const unread = problems.length === 0 ? '' : `; some of the assembly could not be read: ${problems[0]}`;
  return `no stack is named ${pattern}: the assembly has ${shown === '' ? 'none' : shown}${unread}`;
}

/** True for a stack with services, and for one that hides whether it has: broken, or with nested stacks elsewhere. */
function mayHaveServices(stack: LocalStack): boolean {
  const { template } = stack;
  if (template === undefined) return true;
  if (template.transforms.length > 0 || checkedResources(template).length > 0) return true;
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (resource.Type !== 'AWS::CloudFormation::Stack') continue;
    const nested = stack.nested.get(logicalId);
    if (nested === undefined || mayHaveServices(nested)) return true;
  }
  return false;
}
