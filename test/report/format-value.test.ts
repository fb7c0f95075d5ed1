import { formatValue } from '../../lib/report/words/format-value';

describe('a value on one line', () => {
  it.each([
    [undefined, '(none)'],
    [50, '50'],
    [false, 'false'],
    ['web', 'web'],
    ['50', '"50"'],
    ['true', '"true"'],
    ['', '""'],
    [' a', '" a"'],
    ['(none)', '"(none)"'],
    ['[x]', '"[x]"'],
    ['a → b', '"a → b"'],
    ['a\nb', '"a\\nb"'],
    ['a\u00a0b', '"a\\u00a0b"'],
    ['Größe', 'Größe'],
    [{}, '{}'],
    [[1, 'a', { b: null }], '[1, "a", { "b": null }]'],
  ])('%j is shown as %s', (value, text) => expect(formatValue(value)).toBe(text));
});
