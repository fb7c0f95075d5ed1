import fc from 'fast-check';
import { Options, readingOf, stableJson, toLeaf, WrongType } from '../../lib/compare/leaf';
import { fits, sameButQuestionMarks } from '../../lib/compare/same';
import { Ambiguous, NotDeployed, type Scalar, Unknown, type Value } from '../../lib/model/value';
import { type Written, written } from './compare-json';

const read = (value: Written, type: 'string' | 'number' | 'boolean' | 'json') => toLeaf(written(value) as Value, type);

test.each<['number' | 'boolean' | 'string', Scalar, Scalar]>([
  ['number', '80', 80],
  ['number', ' 80 ', 80],
  ['number', '80.0', 80],
  ['number', '+8', 8],
  ['number', '-1', -1],
  ['number', '1e3', 1000],
  ['number', '.5', 0.5],
  ['boolean', 'true', true],
  ['boolean', 'FALSE', false],
  ['boolean', true, true],
  ['string', 80, '80'],
  ['string', true, 'true'],
  ['string', '', ''],
])('as a %s %j is %j', (type, value, coerced) => {
  expect(read(value, type)).toEqual(new Options([coerced]));
});

test.each<['number' | 'boolean' | 'string', Written, string]>([
  ['number', 'many', '"many" stands where a number should'],
  ['number', '', '"" stands where a number should'],
  ['number', '0x10', '"0x10" stands where a number should'],
  ['number', '1e999', '"1e999" stands where a number should'],
  ['number', true, 'true stands where a number should'],
  ['boolean', 'yes', '"yes" stands where a boolean should'],
  ['boolean', 1, '1 stands where a boolean should'],
  ['string', ['a'], 'a list stands where a string should'],
  ['string', { a: 1 }, 'an object stands where a string should'],
])('as a %s %j is wrong', (type, value, reason) => {
  expect(read(value, type)).toEqual(new WrongType(reason));
});

test('an ambiguous value keeps the readings that fit', () => {
  expect(toLeaf(new Ambiguous(['yes', true]), 'boolean')).toEqual(new Options([true]));
  expect(toLeaf(new Ambiguous([8, '010']), 'number')).toEqual(new Options([8, 10]));
  expect(toLeaf(new Ambiguous([1.1, '1.10']), 'string')).toEqual(new Options(['1.1', '1.10']));
  expect(toLeaf(new Ambiguous(['on', true]), 'number')).toBeInstanceOf(WrongType);
  expect(readingOf(new Options([8, 10]), new Set(['10']))).toBe('10');
  expect(readingOf(new Options([8, 10]), new Set(['12']))).toBe('8');
});

test('a document is told by its content', () => {
  expect(read({ b: 1, a: [true] }, 'json')).toEqual(new Options(['{"a":[true],"b":1}']));
  expect(read('{"b":1,"a":[true]}', 'json')).toEqual(new Options(['{"a":[true],"b":1}']));
  expect(read('no JSON', 'json')).toEqual(new Options(['"no JSON"']));
  expect(read({}, 'json')).toEqual(new Options(['{}', undefined]));
  const unknown = new Unknown('why', '${A}');
  const open = (a: string) => read({ a, b: unknown }, 'json') as Unknown;
  expect(open('x')).toMatchObject({ reason: 'why', display: '${A}' });
  expect(open('x').identity).toBe(open('x').identity);
  expect(open('x').identity).not.toBe(open('y').identity);
  const coming = new NotDeployed('${B}', 'why');
  expect(read([coming], 'json')).toBe(coming);
});

test('documents with their keys in another order are the same text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
      const turned = Object.fromEntries(Object.entries(document).reverse());
      expect(stableJson(written(turned as Written))).toBe(stableJson(written(document as Written)));
    }),
  );
});

test('a text fits the pieces that it was made of', () => {
  const piece = fc.string({ minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 3 }),
      fc.array(fc.string(), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      (known, between, first, last) => {
        const pieces = [
          ...(first ? [null] : []),
          ...known.flatMap((text, index) => (index === 0 ? [text] : [null, text])),
          ...(last ? [null] : []),
        ];
        let next = 0;
        const text = pieces.map((one) => one ?? between[next++]).join('');
        expect(fits(pieces, text)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

test('question marks stand for what is not ASCII, and for nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 10 }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is what is meant
      const lost = text.replace(/[^\x00-\x7f]/g, '?');
      if (lost !== text) expect(sameButQuestionMarks(lost, text)).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(sameButQuestionMarks('wh?t', 'what')).toBe(false);
  expect(sameButQuestionMarks('Z?rich', 'Zürichs')).toBe(false);
  expect(sameButQuestionMarks('?', 'a')).toBe(false);
  expect(sameButQuestionMarks('a?', 'bü')).toBe(false);
});
