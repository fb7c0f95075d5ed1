import type { IgnoreRule } from '../../check';
import { isDay } from '../../model/report';
import { type ConfigMap, type ConfigNode, describeNode } from './config-node';
import type { ConfigProblems } from './config-problems';
import { readText } from './read-text';
import { tellUnknown } from './tell-unknown';

const WANTS = {
  property: 'a property path such as DesiredCount or Tags[team]',
  reason: 'a text that says why',
  stack: 'a stack name, a construct path or a glob of either',
  service: 'a logical id, a construct path, a service name or a glob of one of them',
  expires: 'a day such as 2027-01-31',
} as const;
type Member = keyof typeof WANTS;
const MEMBERS = Object.keys(WANTS) as readonly Member[];

/** The rules of `ignore:`; those that are wrong are left out and told. No value at all is no rule. */
export function readRules(node: ConfigNode, problems: ConfigProblems): IgnoreRule[] {
  if (node.kind === 'scalar' && node.value === null) return [];
  if (node.kind !== 'list') {
    problems.add(node.at, 'ignore', `wants a list of rules, each with property and reason, met ${describeNode(node)}`);
    return [];
  }
  return node.items.flatMap((item, index) => readRule(item, `ignore[${index}]`, problems) ?? []);
}

function readRule(node: ConfigNode, where: string, problems: ConfigProblems): IgnoreRule | undefined {
  if (node.kind !== 'map') {
    problems.add(node.at, where, `wants a map with property and reason, met ${describeNode(node)}`);
    return undefined;
  }
  tellUnknown(node, MEMBERS, where, problems);
  const read = (name: Member): string | undefined => readMember(node, name, where, problems);
  const [property, reason] = [read('property'), read('reason')];
  const [stack, service, expires] = [read('stack'), read('service'), read('expires')];
  for (const name of ['property', 'reason'] as const) {
    if (!node.entries.has(name)) problems.add(node.at, where, `${name} is missing: give ${WANTS[name]}`);
  }
  if (property === undefined || reason === undefined) return undefined;
  return { property, reason, stack, service, expires, source: `${problems.file}:${node.at.line}` };
}

function readMember(rule: ConfigMap, name: Member, where: string, problems: ConfigProblems): string | undefined {
  const entry = rule.entries.get(name);
  if (entry === undefined) return undefined;
  const wanted = { wants: WANTS[name], fits: name === 'expires' ? isDay : undefined };
  return readText(entry.value, `${where}.${name}`, wanted, problems);
}
