import * as fc from 'fast-check';
import picomatch from 'picomatch';
import { resolvePlainScalar } from '../../lib/assembly/plain-scalar';
import { PropertyPattern } from '../../lib/check/ignore/property-pattern';
import { matchesName } from '../../lib/check/matches-name';
import { messageOf } from '../../lib/model/errors';

/** So long that whatever goes back over it for each of its characters does not end within a test's time limit. */
const LONG = 400_000;

test('patterns with many stars', () => {
  const pattern = new PropertyPattern(`Tags[${'a*'.repeat(200)}b]`);
  expect(pattern.covers(`Tags[${'a'.repeat(5_000)}]`)).toBe(false);
  expect(pattern.covers(`Tags[${'a'.repeat(5_000)}b]`)).toBe(true);
  expect(new PropertyPattern('*'.repeat(500)).covers('a'.repeat(5_000))).toBe(true);
});

test('a pattern covers what it is made of', () => {
  const part = fc.stringMatching(/^[A-Za-z]{1,5}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), part, (names, key) => {
      const path = `${names.join('.')}[${key}]`;
      expect(new PropertyPattern(path).covers(path)).toBe(true);
      expect(new PropertyPattern(path).covers(`${path}.Below`)).toBe(true);
      expect(new PropertyPattern(path).covers(`${path}x`)).toBe(false);
      expect(new PropertyPattern(`${names.join('.')}[*]`).covers(path)).toBe(true);
      expect(new PropertyPattern(names.map(() => '*').join('.')).covers(path)).toBe(true);
      expect(new PropertyPattern(`${names.join('.')}.*`).covers(path)).toBe(false);
    }),
  );
});

test('unquoted scalars that are almost numbers', () => {
  const digits = '1'.repeat(LONG);
  for (const text of [
    `${digits}x`,
    `${digits}.${digits}x`,
    `${digits}e${digits}x`,
    `${'1:'.repeat(LONG)}x`,
    `${'1_'.repeat(LONG)}x`,
  ]) {
    expect(resolvePlainScalar(text)).toBe(text);
  }
});

test('messages of errors that are mostly blank', () => {
  expect(messageOf(new Error(`a${' '.repeat(LONG)}b`))).toHaveLength(LONG + 2);
  expect(messageOf(new Error(`a ${'\n \r\n'.repeat(LONG)} b`))).toBe('a b');
  expect(messageOf(new Error('\n one \n two\r\nthree \n'))).toBe('one two three');
});

test('names of stacks against globs with many stars', () => {
  const name = 'a'.repeat(1_000);
  expect(matchesName(`${'a*'.repeat(100)}b`, [name])).toBe(false);
  expect(matchesName(`Prod/${'*a'.repeat(100)}b`, [`Prod/${name}`])).toBe(false);
  expect(matchesName(`${'a*'.repeat(20)}`, [name])).toBe(true);
});

test('globs mean what they mean in a shell', () => {
  const text = (characters: string[]) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 7 });
  fc.assert(
    fc.property(text(['a', 'b', '*', '?', '/', '.']), text(['a', 'b', '/', '.']), (pattern, name) => {
      fc.pre(pattern !== '');
      expect(matchesName(pattern, [name])).toBe(pattern === name || picomatch(pattern)(name));
    }),
    { numRuns: 20_000 },
  );
});
