import type { Position } from './config-problems';

/** A value of the configuration with its place in the file. */
export type ConfigNode = ConfigScalar | ConfigList | ConfigMap;

export interface ConfigScalar {
  readonly kind: 'scalar';
  readonly at: Position;
  readonly value: string | number | boolean | null;
}

export interface ConfigList {
  readonly kind: 'list';
  readonly at: Position;
  readonly items: readonly ConfigNode[];
}

export interface ConfigMap {
  readonly kind: 'map';
  readonly at: Position;
  readonly entries: ReadonlyMap<string, { readonly at: Position; readonly value: ConfigNode }>;
}

/** The value in a few words for a message: `3`, `'text'`, `a list`. */
export function describeNode(node: ConfigNode): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? `'${shorten(node.value)}'` : String(node.value);
}

const LONGEST = 60;

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
