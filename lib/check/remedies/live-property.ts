import type { FieldRow } from '../../model/field';
import type { Json } from '../../model/json';
import { isMap, type Value } from '../../model/value';
import { nodesTo } from './node-at';
import type { RemedyContext } from './remedy-context';
import { type Naming, spell } from './spell';

/**
 * A live property by its path without elements, spelled as asked for; what its absence means where there is none, and
 * undefined where that cannot be said.
 */
export function liveProperty(path: readonly string[], context: RemedyContext, to: Naming): Json | undefined {
  const nodes = nodesTo(context.table, path) ?? [];
  const [top, node] = [nodes[0], nodes.at(-1)];
  if (top === undefined || node === undefined) return undefined;
  const root = top.place === 'service' ? context.live.service : context.live[top.place];
  let value: Value | undefined = root?.[top.liveName];
  for (const { liveName } of nodes.slice(1)) value = isMap(value) ? value[liveName] : undefined;
  if (value === undefined) return root === undefined ? undefined : absentValue(node.row);
  return spell(node, value, { from: 'api', to, showValues: context.options.showValues === true });
}

function absentValue({ shape, absent, absentLive = absent }: FieldRow): Json | undefined {
  if (absentLive?.is === 'default') return absentLive.value;
  return LISTS.has(shape.type) ? [] : undefined;
}

const LISTS: ReadonlySet<string> = new Set(['set', 'keyed', 'ordered']);
