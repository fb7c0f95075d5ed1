import fc from 'fast-check';
import { commandLine, isShorthand, jsonWord } from '../../../lib/check/remedies/command-line';
import { templateLiteral, typeScriptLiteral } from '../../../lib/check/remedies/literal';
import { splitPath } from '../../../lib/check/remedies/split-path';
import { elementKey, joinPath } from '../../../lib/model/property-path';
import type { Shell } from '../../../lib/model/shell';
import { escapeText } from '../../../lib/report/escape';
import { HOSTILE_TEXTS } from '../../report/hostile-service';
import { shellWords } from './run-command-line';

const lineOf = (values: readonly string[], shell: Shell = 'posix') =>
  commandLine({ program: ['aws'], options: [['--tags', ...values]] }, shell);

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...HOSTILE_TEXTS),
);

/** The words that PowerShell makes of bare words and of texts in single quotes, of whichever kind; throws for others. */
function powershellWords(line: string): string[] {
  const quote = "['\u2018\u2019\u201a\u201b]";
  const word = new RegExp(
    `(?: |^)(?:${quote}((?:${quote}{2}|(?!${quote}).)*)${quote}|([A-Za-z/_-][A-Za-z0-9/_-]*))(?= |$)`,
    'suy',
  );
  const words: string[] = [];
  while (word.lastIndex < line.length) {
    const found = word.exec(line);
    if (found === null) throw new Error(`no words for PowerShell: ${line}`);
    words.push(found[2] ?? (found[1] ?? '').replace(new RegExp(`(${quote})${quote}`, 'gu'), '$1'));
  }
  return words;
}

describe('a command line', () => {
  test('gives the shell the very words, or there is none', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (words) => {
        const line = lineOf(words);
        if (line === undefined) return;
        expect(escapeText(line)).toBe(line);
        for (const shell of ['sh', 'bash'] as const)
          expect(shellWords(line, shell)).toEqual(['aws', '--tags', ...words]);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['\u001b[2J'],
    ['a\nb'],
    ['\u202e'],
    ['file:///etc/passwd'],
    ['https://example.com/x'],
    [''],
    ['-x'],
    ['--app=x'],
  ])('has no word %j', (word) => {
    expect(lineOf([word])).toBeUndefined();
    expect(commandLine({ program: ['cdk', 'deploy'], options: [], operands: [word] }, 'posix')).toBeUndefined();
  });

  test('quotes no more than it has to', () => {
    expect(lineOf(['arn:aws:ecs:a:1:cluster/web', "it's", '{"a":1}', '=x'])).toBe(
      `aws --tags arn:aws:ecs:a:1:cluster/web 'it'\\''s' '{"a":1}' '=x'`,
    );
  });

  test('carries any JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(text, text), (value) => {
        const line = lineOf([jsonWord(value)]);
        expect(line).toBeDefined();
        const [, , word = ''] = shellWords(line as string);
        expect(JSON.parse(word)).toEqual(value);
      }),
      { numRuns: 40 },
    );
  });

  test('is quoted for PowerShell, where every quotation mark ends a text', () => {
    expect(
      lineOf(
        ['web', 'a/b_c-d', "it's", '\u2018a\u2019 \u201ab\u201b', '{"a":"$x"}', '1e3', '@x', 'a,b', 'a;b'],
        'powershell',
      ),
    ).toBe(
      `aws --tags web a/b_c-d 'it''s' '\u2018\u2018a\u2019\u2019 \u201a\u201ab\u201b\u201b' '{"a":"$x"}' '1e3' '@x' 'a,b' 'a;b'`,
    );
    expect(lineOf(['-x'], 'powershell')).toBeUndefined();
  });

  test('for PowerShell gives it the very words', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (words) => {
        const line = lineOf(words, 'powershell');
        if (line !== undefined) expect(powershellWords(line)).toEqual(['aws', '--tags', ...words]);
      }),
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
