import * as fc from 'fast-check';
import { readJsonCarefully } from '../../lib/assembly/json-reader';
import { Ambiguous } from '../../lib/model/value';

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

function errorIn(text: string) {
  return readJsonCarefully(text).error;
}

describe('the error of a text that is not JSON', () => {
  test('finds an error exactly where the engine does not read the text', () => {
    fc.assert(
      fc.property(jsonLike, (text) => {
        expect(errorIn(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('names a place within the text or at its end', () => {
    fc.assert(
      fc.property(jsonLike, (text) => {
        const found = errorIn(text);
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
    expect(errorIn(text)).toEqual({ line, column, problem });
  });

  test('has no trouble with depth and length', () => {
    expect(errorIn('['.repeat(1_000_000))?.column).toBe(1_000_001);
    expect(errorIn(`"${'x'.repeat(1_000_000)}`)?.column).toBe(1_000_002);
  });
});

describe('the document of a JSON text', () => {
  test('is what the engine reads, but for numbers that lose their text', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(asEngine(readJsonCarefully(json).document)).toEqual(asEngine(JSON.parse(json)));
      }),
    );
  });

  test('names each repeated key with its place and keeps the last value', () => {
    const text = '{\n  "a": 1, "b": [{"a": 1, "a": {}}],\n  "\\u0061": 3,\n  "__proto__": 1, "__proto__": 2\n}';
    const { document, repeated } = readJsonCarefully(text);
    expect(JSON.stringify(document)).toBe('{"a":3,"b":[{"a":{}}],"__proto__":2}');
    expect(repeated).toEqual([
      { key: 'a', line: 2, column: 26 },
      { key: 'a', line: 3, column: 3 },
      { key: '__proto__', line: 4, column: 19 },
    ]);
  });
});

/** With the number in place of its readings, and no difference between the zeros. */
function asEngine(value: unknown): unknown {
  if (value instanceof Ambiguous) return asEngine(Number(value.text));
  if (Array.isArray(value)) return value.map(asEngine);
  if (typeof value === 'number') return value + 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asEngine(inner)]));
}
