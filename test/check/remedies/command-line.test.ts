import fc from 'fast-check';
import { commandLine, isShorthand, jsonWord } from '../../../lib/check/remedies/command-line';
import { templateLiteral, typeScriptLiteral } from '../../../lib/check/remedies/literal';
import { splitPath } from '../../../lib/check/remedies/split-path';
import { elementKey, joinPath } from '../../../lib/model/property-path';
import { escapeText } from '../../../lib/report/escape';
import { HOSTILE_TEXTS } from '../../report/hostile-service';
import { shellWords } from './run-command-line';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...HOSTILE_TEXTS),
);

describe('a command line', () => {
  test('gives the shell the very words, or there is none', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (words) => {
        const line = commandLine(words);
        if (line === undefined) return;
        expect(escapeText(line)).toBe(line);
        expect(shellWords(line)).toEqual(words);
      }),
      { numRuns: 60 },
    );
  });

  test.each([['\u001b[2J'], ['a\nb'], ['\u202e'], ['file:///etc/passwd'], ['https://example.com/x'], ['']])(
    'has no word %j',
    (word) => {
      expect(commandLine(['aws', word])).toBeUndefined();
    },
  );

  test('quotes no more than it has to', () => {
    expect(commandLine(['aws', 'arn:aws:ecs:a:1:cluster/web', "it's", '{"a":1}'])).toBe(
      `aws arn:aws:ecs:a:1:cluster/web 'it'\\''s' '{"a":1}'`,
    );
  });

  test('carries any JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(text, text), (value) => {
        const line = commandLine(['aws', jsonWord(value)]);
        expect(line).toBeDefined();
        const [, word = ''] = shellWords(line as string);
        expect(JSON.parse(word)).toEqual(value);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['web', true],
    ['a-b_c.d:/@+', true],
    ['-web', false],
    ['a,b', false],
    ['a=b', false],
    ['a b', false],
    ['"a"', false],
    ['', false],
  ])('%j in shorthand: %s', (word, expected) => expect(isShorthand(word)).toBe(expected));
});

test('a path that was joined is split into the same segments', () => {
  // A path does not tell a backslash at the end of a key from one that escapes.
  const key = text.filter((one) => !one.includes('\\')).map(elementKey);
  const segment = fc.oneof(fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/), key);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/), fc.array(segment, { maxLength: 4 }), (top, rest) => {
      const segments = [top, ...rest];
      expect(splitPath(joinPath(segments))).toEqual(segments);
    }),
  );
});

test('a literal stands for its value in its own language, and acts on no terminal', () => {
  const text = fc.jsonValue().map((value) => JSON.stringify(JSON.parse(JSON.stringify(value))));
  fc.assert(
    fc.property(text, (json) => {
      const value = JSON.parse(json);
      const [code, template] = [typeScriptLiteral(value), templateLiteral(value)];
      expect([escapeText(code), escapeText(template)]).toEqual([code, template]);
      // In JavaScript, a member of an object literal that is called `"__proto__"` would set the prototype.
      expect(JSON.stringify(new Function(`return (${code});`)())).toBe(json);
      expect(JSON.stringify(JSON.parse(template))).toBe(json);
    }),
    { examples: [['{"__proto__":{"a":1}}']] },
  );
});
