import * as fc from 'fast-check';
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

test.each([
  ['(a+)+b', false],
  ['*(a*(a*(a)))b', false],
  ['@(a|b)*', false],
  [`${'{a,a*}'.repeat(50)}b`, false],
  [`${'{'.repeat(50_000)}a${'}'.repeat(50_000)}`, false],
  [`${'**/'.repeat(500)}b`, false],
  [`{${'a?,'.repeat(900)}${'*'.repeat(500)}}`, true],
])('a name of many letters against glob %#', (pattern, matches) => {
  const name = 'a'.repeat(1_000);
  expect(matchesName(pattern, [name, [...name].join('/')])).toBe(matches);
});

test('what was an extended glob is the name that it spells', () => {
  expect(matchesName('Web(1)+@[x]!|', ['Web(1)+@[x]!|'])).toBe(true);
  expect(matchesName('!Web', ['Api'])).toBe(false);
  expect(matchesName('[WA]*', ['Api', '[WA]pi'])).toBe(true);
});

/** A part of a glob with the regular expression that it stands for. */
type Part = readonly [glob: string, expression: string];

test('globs mean what they mean in a shell', () => {
  const parts: Part[] = [
    ['a', 'a'],
    ['b', 'b'],
    ['*', '[^/]*'],
    ['?', '[^/]'],
    ['{a,b*}', '(?:a|b[^/]*)'],
    ['{a/b,?,{,b}a}', '(?:a/b|[^/]|b?a)'],
  ];
  const within = fc
    .array(fc.constantFrom(...parts), { minLength: 1, maxLength: 3 })
    .map((all): Part => [all.map(([glob]) => glob).join(''), `/${all.map(([, expression]) => expression).join('')}`])
    // Two stars side by side would be another thing.
    .filter(([glob]) => !glob.includes('**'));
  const segment = fc.oneof(within, fc.constant<Part>(['**', '(?:/[^/]+)*']));
  const name = fc.array(fc.stringMatching(/^[ab]{1,3}$/), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), name, (segments, names) => {
      const expression = new RegExp(`^${segments.map(([, part]) => part).join('')}$`);
      const pattern = segments.map(([glob]) => glob).join('/');
      // Beyond a thousand combinations braces are literal.
      fc.pre(pattern.split('{').length <= 5);
      expect(matchesName(pattern, [names.join('/')])).toBe(expression.test(`/${names.join('/')}`));
    }),
    { numRuns: 5_000 },
  );
});
