import fc from 'fast-check';
import { doubtIn, templateChanged } from '../../lib/compare/template-changed';
import { Ambiguous, NotDeployed, Unknown } from '../../lib/model/value';
import { type Written, written } from './compare-json';

const changed = (synthesized: Written, deployed: Written) => templateChanged(written(synthesized), written(deployed));
const unknown = (name: string) => new Unknown('why', `\${${name}}`, name);

test.each<[string, Written, Written, boolean | undefined]>([
  ['the same', { a: [1, { b: true }] }, { a: [1, { b: true }] }, false],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, false],
  ['a number as text', { a: '1' }, { a: 1 }, false],
  ['another value', { a: 1 }, { a: 2 }, true],
  ['a default that is now spelled out', { a: 1 }, {}, true],
  ['a property that is gone', {}, { a: 1 }, true],
  ['a list in another order', ['a', 'b'], ['b', 'a'], true],
  ['a longer list', ['a', 'b'], ['a'], true],
  ['a list for a text', ['a'], 'a', true],
  ['an object for a text', 'a', { a: 'a' }, true],
  ['two unknowns of one identity', { a: unknown('A') }, { a: unknown('A') }, false],
  ['two unknowns', { a: unknown('A') }, { a: unknown('B') }, undefined],
  ['an unknown and a value', { a: unknown('A') }, { a: 1 }, undefined],
  ['an unknown beside a change', { a: unknown('A'), b: 1 }, { a: 1, b: 2 }, true],
  ['what comes', { a: new NotDeployed('${A}', 'why') }, { a: 1 }, true],
  ['what comes beside an unknown', { a: new NotDeployed('${A}', 'why') }, { a: unknown('A') }, true],
  ['one of two readings', { a: new Ambiguous([8, '010']) }, { a: '010' }, false],
  ['neither of two readings', { a: new Ambiguous([8, '010']) }, { a: 10 }, true],
  ['question marks for what is not ASCII', { a: 'Zürich' }, { a: 'Z?rich' }, false],
])('%s', (_, synthesized, deployed, verdict) => {
  expect(changed(synthesized, deployed)).toBe(verdict);
});

test('no document has changed against itself', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => void expect(changed(json as Written, json as Written)).toBe(false)));
});

test('what leaves it open is the unknown that has no twin', () => {
  const doubt = doubtIn(
    written({ same: unknown('A'), list: [1, { deep: unknown('B') }] }),
    written({ same: unknown('A'), list: [1, { deep: 2 }] }),
  );
  expect(doubt?.identity).toBe('B');
  expect(doubtIn(written({ a: 1 }), written({ a: unknown('C') }))?.identity).toBe('C');
  expect(doubtIn(written({ a: unknown('A'), b: 1 }), written({ a: 1, b: 2 }))).toBeUndefined();
});
