import { Ambiguous, NotDeployed } from '../../../lib/model/value';
import { faultOf, OPEN, resolve, unknownOf } from '../stack-in-test';

const sections = {
  Parameters: { ...OPEN.Parameters, Index: { Type: 'Number', Default: 1 } },
  Conditions: { Unsure: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } },
  Resources: { New: { Type: 'AWS::SNS::Topic' } },
};
const select = (...argument: unknown[]) => resolve({ 'Fn::Select': argument as never }, sections);
const split = (...argument: unknown[]) => resolve({ 'Fn::Split': argument as never }, sections);
const maybe = { 'Fn::If': ['Unsure', 'm', { Ref: 'AWS::NoValue' }] };

describe('Fn::Select', () => {
  test('gives the element, whatever the index is written as', () => {
    expect(select(1, ['a', 'b'])).toBe('b');
    expect(select('0', ['a', 'b'])).toBe('a');
    expect(select({ Ref: 'Index' }, ['a', 'b'])).toBe('b');
    expect(select(1, { 'Fn::Split': [':', 'a:b'] })).toBe('b');
    expect(select(new Ambiguous(['01', 1]), ['a', 'b'])).toBe('b');
  });

  test('other elements that are unknown do not matter', () => {
    expect(select(0, ['a', { Ref: 'Open' }])).toBe('a');
    expect(select(1, [{ Ref: 'New' }, 'b'])).toBe('b');
  });

  test('an unknown list or index makes it unknown, with one identity for one expression', () => {
    const expression = ['1', { 'Fn::Split': ['/', { Ref: 'Open' }] }];
    const value = unknownOf(select(...expression));
    expect(value.display).toBe('${Select("1", Split("/", Open))}');
    expect(unknownOf(select(...expression)).identity).toBe(value.identity);
    expect(unknownOf(select('2', expression[1])).identity).not.toBe(value.identity);
    unknownOf(select({ Ref: 'Open' }, ['a']));
  });

  test('of what is to come is to come', () => {
    expect(select(1, { 'Fn::Split': ['/', { Ref: 'New' }] })).toBeInstanceOf(NotDeployed);
  });

  test('elements that may be absent make positions behind them unknown', () => {
    expect(select(0, ['a', maybe])).toBe('a');
    for (const index of [0, 1, 2]) expect(unknownOf(select(index, [maybe, 'b'])).fault).toBeFalsy();
    expect(unknownOf(select(1, [{ Ref: 'AWS::NoValue' }, 'a', 'b'])).fault).toBeFalsy();
  });

  test('faults', () => {
    for (const index of [-1, 2, 1.5, '', 'x', true, null, [0], {}]) faultOf(select(index, ['a', 'b']));
    for (const argument of [[], [0], [0, 'a'], [0, ['a'], 1], [0, {}], [0, null]]) faultOf(select(...argument));
  });
});

describe('Fn::Split', () => {
  test('splits known strings and numbers', () => {
    expect(split('|', 'a|b||c')).toEqual(['a', 'b', '', 'c']);
    expect(split('--', 'a-b')).toEqual(['a-b']);
    expect(split('.', 1.5)).toEqual(['1', '5']);
    expect(split('|', '')).toEqual(['']);
  });

  test('does not split what is known in part: the unknown may hold delimiters', () => {
    const value = unknownOf(split('/', { 'Fn::Sub': 'a/${Open}' }));
    expect(value.pieces).toBeUndefined();
  });

  test('faults', () => {
    for (const argument of [[], ['|'], ['', 'a'], ['|', ['a']], ['|', {}], ['|', null], [1, 'a'], ['|', 'a', 'b']]) {
      faultOf(split(...argument));
    }
  });
});
