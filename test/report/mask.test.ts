import fc from 'fast-check';
import type { Json } from '../../lib/model/json';
import { Secret, type SecretJson } from '../../lib/model/secret';
import { createMasker } from '../../lib/report/mask';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

describe('a masker', () => {
  it('shows a secret as stars and eight hex digits', () => {
    expect(createMasker()(new Secret('hunter2'))).toMatch(/^\*\*\*[0-9a-f]{8}$/);
  });

  it('shows the value to who asks for it', () => {
    fc.assert(
      fc.property(json, (value) => expect(createMasker({ showValues: true })(new Secret(value))).toEqual(value)),
    );
  });

  it('changes nothing that is not secret', () => {
    fc.assert(fc.property(json, (value) => expect(createMasker()(value)).toEqual(value)));
  });

  it('gives equal values equal looks and others other ones', () => {
    const mask = createMasker();
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(mask(new Secret(a))).toBe(mask(new Secret(structuredClone(a))));
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(mask(new Secret(a)) === mask(new Secret(b))).toBe(same);
      }),
    );
  });

  it('does not mind the order of members', () => {
    const mask = createMasker();
    expect(mask(new Secret({ a: 1, b: [2] }))).toBe(mask(new Secret({ b: [2], a: 1 })));
  });

  it('tells nothing across two runs', () => {
    expect(createMasker()(new Secret('hunter2'))).not.toBe(createMasker()(new Secret('hunter2')));
  });

  it('finds secrets at any depth, under any name', () => {
    const value: SecretJson = { list: [{ ['__proto__']: new Secret('a'), plain: 'b' }], constructor: new Secret('a') };
    const masked = createMasker()(value) as Record<string, Json>;
    expect(JSON.stringify(masked)).toMatch(
      /^\{"list":\[\{"__proto__":"(\*{3}\w{8})","plain":"b"\}\],"constructor":"\1"\}$/,
    );
  });
});

/** One value for all that are equal: members become pairs in a fixed order, told apart from lists by a mark. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['a map', pairs.map(([key, item]) => [key, sorted(item)])];
}
