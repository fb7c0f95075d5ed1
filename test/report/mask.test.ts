import fc from 'fast-check';
import type { Json } from '../../lib/model/json';
import { Secret, type SecretJson } from '../../lib/model/secret';
import { createMasker } from '../../lib/report/mask';

const json = fc.jsonValue() as fc.Arbitrary<Json>;
const HERE = { service: 'web', path: 'Tags[a]' };

/** A mask of a place, and those of others of which equal values must not look like it. */
const elsewhere = [
  { service: 'web', path: 'Tags[b]' },
  { service: 'api', path: 'Tags[a]' },
  { service: 'webT', path: 'ags[a]' },
];

describe('a masker', () => {
  it('shows a secret as stars and eight hex digits', () => {
    expect(createMasker()(new Secret('hunter2'), HERE)).toMatch(/^\*\*\*[0-9a-f]{8}$/);
  });

  it('shows the value to who asks for it', () => {
    fc.assert(
      fc.property(json, (value) => expect(createMasker({ showValues: true })(new Secret(value), HERE)).toEqual(value)),
    );
  });

  it('changes nothing that is not secret', () => {
    fc.assert(fc.property(json, (value) => expect(createMasker()(value, HERE)).toEqual(value)));
  });

  it('gives equal values equal looks and others other ones', () => {
    const mask = createMasker();
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(mask(new Secret(a), HERE)).toBe(mask(new Secret(structuredClone(a)), HERE));
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(mask(new Secret(a), HERE) === mask(new Secret(b), HERE)).toBe(same);
      }),
    );
  });

  it.each(elsewhere)('gives equal values other looks at $service $path', (place) => {
    const mask = createMasker();
    expect(mask(new Secret('hunter2'), place)).not.toBe(mask(new Secret('hunter2'), HERE));
  });

  it('does not mind the order of members', () => {
    const mask = createMasker();
    expect(mask(new Secret({ a: 1, b: [2] }), HERE)).toBe(mask(new Secret({ b: [2], a: 1 }), HERE));
  });

  it('tells nothing across two runs', () => {
    expect(createMasker()(new Secret('hunter2'), HERE)).not.toBe(createMasker()(new Secret('hunter2'), HERE));
  });

  it('finds secrets at any depth, under any name', () => {
    const value: SecretJson = { list: [{ ['__proto__']: new Secret('a'), plain: 'b' }], constructor: new Secret('a') };
    const masked = createMasker()(value, HERE) as Record<string, Json>;
    expect(JSON.stringify(masked)).toMatch(
      /^\{"list":\[\{"__proto__":"\*{3}\w{8}","plain":"b"\}\],"constructor":"\*{3}\w{8}"\}$/,
    );
  });

  it('gives equal values within one value other looks, and each the same on every side', () => {
    const mask = createMasker();
    const entries = (names: readonly string[]): SecretJson =>
      names.map((Name) => ({ Name, Value: new Secret('hunter2') }));
    const looks = (names: readonly string[]) =>
      new Map(
        (mask(entries(names), HERE) as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]),
      );
    const one = looks(['A', 'B', 'C']);
    expect(new Set(one.values()).size).toBe(3);
    const other = looks(['C', 'B']);
    expect([other.get('B'), other.get('C')]).toEqual([one.get('B'), one.get('C')]);
    expect(new Set(mask([new Secret('a'), new Secret('a')], HERE) as string[]).size).toBe(2);
  });
});

/** One value for all that are equal: members become pairs in a fixed order, told apart from lists by a mark. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['a map', pairs.map(([key, item]) => [key, sorted(item)])];
}
