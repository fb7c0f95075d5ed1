import { bareObject } from '../model/json';
import { joinPath } from '../model/property-path';
import { isMap, type Value, type ValueMap } from '../model/value';
import type { FieldNode } from './field-tree';
import { smallFirst } from './field-tree';
import type { Place, Walk } from './walk';

/**
 * A live element as it was before something exchanged two of its members, which may do so; as it is, where nothing did.
 * Notes the exchange.
 */
export function unswap(
  walk: Walk,
  node: FieldNode,
  { deployed, live }: { readonly deployed: ValueMap; readonly live: ValueMap },
  inside: Place,
  segment: string,
): ValueMap {
  const swap = node.row.shape.type === 'keyed' ? node.row.shape.swapped : undefined;
  if (swap === undefined) return live;
  const paths = swap.members.map((member) => member.split('.'));
  const [one = [], other = []] = paths;
  const [before, after] = [
    paths.map((path) => at(deployed, path)),
    paths.map((path) => at(live, path.map(smallFirst))),
  ];
  const texts = [...before, ...after].every((value) => typeof value === 'string');
  const exchanged = before[0] !== before[1] && before[0] === after[1] && before[1] === after[0];
  if (!texts || !exchanged || !walk.holds('live', swap.when)) return live;
  const [first, second] = swap.members;
  walk.notes.push({
    kind: 'managed',
    path: joinPath([...inside.segments, segment, first]),
    text: `${swap.by} exchanged it with ${second}`,
  });
  const back = put(live, one.map(smallFirst), before[0]);
  return put(back, other.map(smallFirst), before[1]);
}

function at(map: ValueMap, path: readonly string[]): Value | undefined {
  let value: Value | undefined = map;
  for (const name of path) value = isMap(value) ? value[name] : undefined;
  return value;
}

function put(map: ValueMap, path: readonly string[], value: Value | undefined): ValueMap {
  const [name, ...rest] = path;
  if (name === undefined || value === undefined) return map;
  const inner = map[name];
  const placed = rest.length > 0 && isMap(inner) ? put(inner, rest, value) : value;
  return Object.assign(bareObject<Value>(), map, { [name]: placed });
}
