import * as fc from 'fast-check';
import { findJsonError } from '../../lib/assembly/find-json-error';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const jsonLike = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', ' ', '\n', 'true', '-', '\\', '"', '01'))
    .map((tokens) => tokens.join('')),
  fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([json, at, noise]) => {
    const offset = at % (json.length + 1);
    return json.slice(0, offset) + noise + json.slice(offset + 1);
  }),
);

describe('findJsonError', () => {
  test('finds an error exactly where the engine does not read the text', () => {
    fc.assert(
      fc.property(jsonLike, (text) => {
        expect(findJsonError(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('names a place within the text or at its end', () => {
    fc.assert(
      fc.property(jsonLike, (text) => {
        const found = findJsonError(text);
        if (found === undefined) return;
        const line = text.split('\n')[found.line - 1];
        expect(line).toBeDefined();
        expect(found.column).toBeGreaterThanOrEqual(1);
        expect(found.column).toBeLessThanOrEqual((line ?? '').length + 1);
      }),
    );
  });

  test.each([
    ['{\n  "a": 1,\n}', 3, 1, 'met "}" where a key in double quotes should be'],
    ['{"a": 1 "b": 2}', 1, 9, 'met "\\"" where a comma or } should be'],
    ['{"a" 1}', 1, 6, 'met "1" where a colon should be'],
    ['[1,\n2', 2, 2, 'the file ends where a comma or ] should be'],
    ['', 1, 1, 'the file ends where a value should be'],
    ['{"a": tru}', 1, 7, 'met "t" where a value should be'],
    ['{} x', 1, 4, 'the document ended before this'],
    ['{"a": "x\n"}', 1, 9, 'a string that does not end on its line, or an invalid escape in it'],
  ])('says of %j what is wrong where', (text, line, column, problem) => {
    expect(findJsonError(text)).toEqual({ line, column, problem });
  });

  test('has no trouble with depth and length', () => {
    expect(findJsonError('['.repeat(1_000_000))?.column).toBe(1_000_001);
    expect(findJsonError(`"${'x'.repeat(1_000_000)}`)?.column).toBe(1_000_002);
  });
});
