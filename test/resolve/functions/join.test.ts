import fc from 'fast-check';
import { Ambiguous, NotDeployed } from '../../../lib/model/value';
import { faultOf, OPEN, resolve, unknownOf } from '../stack-in-test';

const sections = {
  Parameters: {
    ...OPEN.Parameters,
    Ids: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Lost: { Type: 'List<String>' },
  },
  Conditions: { Unsure: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } },
};
const join = (...argument: unknown[]) => resolve({ 'Fn::Join': argument as never }, sections);
const maybe = { 'Fn::If': ['Unsure', 'm', { Ref: 'AWS::NoValue' }] };

describe('Fn::Join', () => {
  test('puts strings, numbers and booleans together', () => {
    expect(join('-', ['a', 1, true, ''])).toBe('a-1-true-');
    expect(join('', [])).toBe('');
    expect(join(',', { Ref: 'Ids' })).toBe('a,b');
    expect(join({ Ref: 'AWS::Region' }, [1, 2])).toBe('1eu-west-12');
  });

  test('leaves AWS::NoValue out', () => {
    expect(join(',', ['a', { Ref: 'AWS::NoValue' }, null, 'b'])).toBe('a,b');
  });

  test('keeps the known pieces beside an unknown', () => {
    expect(unknownOf(join('/', ['a', { Ref: 'Open' }, 'b'])).pieces).toEqual(['a/', null, '/b']);
  });

  test.each([
    [
      ['a', maybe, 'b'],
      ['a', null, 'b'],
    ],
    [
      ['a', maybe, 'b', 'c'],
      ['a', null, 'b,c'],
    ],
    [
      [maybe, 'b'],
      [null, 'b'],
    ],
    [
      ['a', maybe],
      ['a', null],
    ],
  ])('an element that may be absent takes its delimiters along %#', (list, pieces) => {
    expect(unknownOf(join(',', list)).pieces).toEqual(pieces);
  });

  test('an unknown list is unknown without pieces', () => {
    const value = unknownOf(join(',', { Ref: 'Lost' }));
    expect(value.pieces).toBeUndefined();
    expect(value.display).toBe('${Join(",", Lost)}');
  });

  test('what is to come wins over what is unknown, a fault over both', () => {
    const more = { ...sections, Resources: { New: { Type: 'AWS::SNS::Topic' } } };
    const list = [{ Ref: 'Open' }, { Ref: 'New' }];
    expect(resolve({ 'Fn::Join': ['', list] }, more)).toBeInstanceOf(NotDeployed);
    faultOf(resolve({ 'Fn::Join': ['', [...list, { Ref: 'Nothing' }]] }, more));
  });

  test('ambiguous scalars give every string, too many are unknown', () => {
    const [two, ...others] = ['010', '011', '012', '013'].map(
      (text) => new Ambiguous([text, Number.parseInt(text, 8)]),
    );
    expect(join('-', [two as Ambiguous, 'a'])).toEqual(new Ambiguous(['010-a', '8-a']));
    expect(join('-', [two as Ambiguous, ...others.slice(0, 2)])).toBeInstanceOf(Ambiguous);
    unknownOf(join('-', [two as Ambiguous, ...others]));
  });

  test('a scalar is read one way in all its places', () => {
    const two = new Ambiguous(['010', 8]);
    expect(join('-', [two, two, two, two])).toEqual(new Ambiguous(['010-010-010-010', '8-8-8-8']));
  });

  test('faults', () => {
    for (const argument of [[], ['-'], ['-', 'a'], ['-', ['a'], 1], [['-'], ['a']], [null, ['a']]])
      faultOf(join(...argument));
    for (const list of [[['a']], [{ a: 1 }]]) faultOf(join('-', list));
    for (const argument of ['a', null, {}]) faultOf(resolve({ 'Fn::Join': argument }));
  });

  test('law: splitting gives the elements back', () => {
    const element = fc.string().filter((text) => !text.includes('|'));
    fc.assert(
      fc.property(fc.array(element, { minLength: 1 }), (list) => {
        expect(resolve({ 'Fn::Split': ['|', { 'Fn::Join': ['|', list] }] })).toEqual(
          list.join('|').includes('{{resolve:') ? expect.anything() : list,
        );
      }),
    );
  });

  test('law: any string that the unknown may be fits the pieces', () => {
    const parts = fc.array(fc.option(fc.string({ maxLength: 3 }).filter((text) => !text.includes('{'))), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(parts, fc.string({ maxLength: 3 }), (list, secret) => {
        const value = join(
          '-',
          list.map((part) => part ?? { Ref: 'Open' }),
        );
        const whole = list.map((part) => part ?? secret).join('-');
        if (typeof value === 'string') expect(value).toBe(whole);
        else {
          const pieces = unknownOf(value).pieces ?? [null];
          const pattern = pieces.map((piece) => (piece === null ? '.*' : piece.replace(/[^\w]/g, '\\$&'))).join('');
          expect(whole).toMatch(new RegExp(`^${pattern}$`, 's'));
        }
      }),
    );
  });
});
