import { type ConfigNode, describeNode } from './config-node';
import type { ConfigProblems } from './config-problems';

/** What a text has to be. */
export interface WantedText {
  /** For people; default: any text. */
  readonly wants?: string;
  fits?(text: string): boolean;
}

/** A text that fits and is not blank; undefined where it is none, which is then told. */
export function readText(
  node: ConfigNode,
  where: string,
  { wants = 'a text', fits = () => true }: WantedText,
  problems: ConfigProblems,
): string | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    if (!/\S/.test(node.value)) problems.add(node.at, where, `is empty; it wants ${wants}`);
    else if (fits(node.value)) return node.value;
    else problems.add(node.at, where, `wants ${wants}, met ${describeNode(node)}`);
    return undefined;
  }
  const quoted = node.kind === 'scalar' && node.value !== null && fits(String(node.value));
  problems.add(node.at, where, `wants ${wants}, met ${describeNode(node)}${quoted ? ': put it in quotes' : ''}`);
  return undefined;
}
