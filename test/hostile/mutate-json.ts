import * as fc from 'fast-check';
import type { Json } from '../../lib/model/json';

/** Values that stand where they should not. */
const ODD: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  '80',
  'x'.repeat(5_000),
  [],
  {},
  [[]],
  [null],
  { Ref: 'Nothing' },
  { Ref: 'AWS::NoValue' },
  { Ref: ['a'] },
  { 'Fn::GetAtt': 'Cluster' },
  { 'Fn::If': ['Nowhere', 1, 2] },
  { 'Fn::Sub': '${Cluster.Arn}${' },
  { 'Fn::Select': ['9', []] },
  { 'Fn::Transform': { Name: 'AWS::Include' } },
  '{{resolve:ssm:nowhere}}',
  '{{resolve:',
  JSON.parse('{"__proto__":{"polluted":1}}'),
];

/** Functions that are put around a value. */
const WRAPPERS = [
  'Ref',
  'Fn::Join',
  'Fn::Sub',
  'Fn::Split',
  'Fn::Select',
  'Fn::Base64',
  'Fn::If',
  'Fn::Unheard',
  'Fn::ForEach::A',
];
const NAMES = ['__proto__', 'constructor', 'Type', 'Properties', 'Ref', 'key', 'Key', ''];

/** A step of a mutation; `at` says where, as a fraction of all places of the document. */
export interface Mutation {
  readonly at: number;
  readonly how: 'replace' | 'wrap' | 'rename' | 'duplicate' | 'remove' | 'swap';
  readonly choice: number;
}

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 0.999999, noNaN: true }),
    how: fc.constantFrom<Mutation['how']>('replace', 'wrap', 'rename', 'duplicate', 'remove', 'swap'),
    choice: fc.nat({ max: 1_000 }),
  }),
  { minLength: 1, maxLength: 4 },
);

interface Spot {
  readonly parent: Json[] | { [key: string]: Json };
  readonly key: string;
}

/** A copy of the document after the steps; `within` keeps them to what lies below. */
export function mutate(
  document: Json,
  steps: readonly Mutation[],
  within: (document: Json) => Json = (all) => all,
): Json {
  const copy = structuredClone(document);
  for (const { at, how, choice } of steps) {
    const spots = spotsIn(within(copy));
    const spot = spots[Math.floor(at * spots.length)];
    if (spot !== undefined) change(spot, how, choice, spots);
  }
  return copy;
}

function spotsIn(value: Json): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { parent: value, key },
    ...spotsIn((value as { [key: string]: Json })[key] as Json),
  ]);
}

function change({ parent, key }: Spot, how: Mutation['how'], choice: number, spots: readonly Spot[]): void {
  const map = parent as { [key: string]: Json };
  const value = map[key] as Json;
  const put = (name: string, what: Json): void => {
    Object.defineProperty(parent, name, { value: what, enumerable: true, configurable: true, writable: true });
  };
  const other = spots[choice % spots.length];
  const odd = (list: readonly string[]): string => list[choice % list.length] ?? '';
  if (how === 'replace') put(key, structuredClone(ODD[choice % ODD.length] ?? null));
  if (how === 'wrap') put(key, { [odd(WRAPPERS)]: choice % 2 === 0 ? value : ['', value] });
  if (how === 'swap' && other !== undefined) {
    put(key, structuredClone((other.parent as { [key: string]: Json })[other.key] ?? null));
  }
  if (how === 'remove') remove(parent, key);
  if (how === 'rename' && !Array.isArray(parent)) {
    remove(parent, key);
    put(odd(NAMES), value);
  }
  if (how === 'duplicate') {
    if (Array.isArray(parent)) parent.push(structuredClone(value));
    else put(`${key}2`, structuredClone(value));
  }
}

function remove(parent: Spot['parent'], key: string): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}
