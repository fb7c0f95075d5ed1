import { type ConfigNode, describeNode } from './config-node';
import type { ConfigOption } from './config-options';
import type { ConfigProblems } from './config-problems';
import { readText } from './read-text';

/** An option's value as the command line would have it; undefined where it is wrong, which is then told. */
export function readOption(
  name: string,
  option: ConfigOption,
  node: ConfigNode,
  problems: ConfigProblems,
): string | string[] | boolean | undefined {
  const { takes } = option;
  if (takes === 'flag' || takes === 'negated') {
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return takes === 'flag' ? node.value : !node.value;
    problems.add(node.at, name, `wants true or false, met ${describeNode(node)}`);
    return undefined;
  }
  const read = (item: ConfigNode, where: string): string | undefined => readText(item, where, option, problems);
  if (takes === 'text') return read(node, name);
  if (node.kind !== 'list') {
    const text = read(node, name);
    return text === undefined ? undefined : [text];
  }
  return node.items.flatMap((item, index) => read(item, `${name}[${index}]`) ?? []);
}
