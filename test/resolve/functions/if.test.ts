import { NotDeployed } from '../../../lib/model/value';
import { faultOf, OPEN, resolve, unknownOf } from '../stack-in-test';

const sections = {
  ...OPEN,
  Resources: { New: { Type: 'AWS::SNS::Topic' } },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Equals': ['a', 'b'] },
    Unsure: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] },
  },
};
const iff = (...argument: unknown[]) => resolve({ 'Fn::If': argument as never }, sections);

describe('Fn::If', () => {
  test('takes the branch of the condition', () => {
    expect(iff('Yes', 'a', 'b')).toBe('a');
    expect(iff('No', 'a', { x: [1] })).toEqual({ x: [1] });
    expect(iff('No', 'a', { Ref: 'AWS::NoValue' })).toBeUndefined();
  });

  test('a mistake in the other branch does not matter', () => {
    expect(iff('Yes', 'a', { Ref: 'Nothing' })).toBe('a');
  });

  test('with an unknown condition equal branches are the value', () => {
    expect(iff('Unsure', { a: [1, 2] }, { a: [1, 2] })).toEqual({ a: [1, 2] });
    expect(iff('Unsure', null, { Ref: 'AWS::NoValue' })).toBeUndefined();
    expect(unknownOf(iff('Unsure', { Ref: 'Other' }, { Ref: 'Other' })).reason).toContain('Other');
  });

  test('with an unknown condition different branches are unknown, and tell why', () => {
    const value = unknownOf(iff('Unsure', 'a', 'b'));
    expect(value.reason).toContain('condition Unsure is not known: parameter Open has no value');
    expect(value.display).toBe('${If(Unsure)}');
    expect(unknownOf(iff('Unsure', 'a', 'b')).identity).toBe(value.identity);
    expect(unknownOf(iff('Unsure', 'a', 'c')).identity).not.toBe(value.identity);
    expect(iff('Unsure', { Ref: 'New' }, 'b')).not.toBeInstanceOf(NotDeployed);
  });

  test('with an unknown condition a mistake in either branch is one, however deep', () => {
    expect(faultOf(iff('Unsure', 'a', { Ref: 'Nothing' }))).toContain(
      'no parameter, resource or pseudo parameter Nothing',
    );
    expect(faultOf(iff('Unsure', { a: [{ 'Fn::Foo': 1 }] }, 'b'))).toContain('unknown function Fn::Foo');
  });

  test('faults', () => {
    expect(faultOf(iff('Missing', 'a', 'b'))).toContain('no condition Missing');
    for (const argument of [
      [],
      ['Yes'],
      ['Yes', 'a'],
      ['Yes', 'a', 'b', 'c'],
      [{ Condition: 'Yes' }, 'a', 'b'],
      [true, 1, 2],
    ]) {
      faultOf(iff(...argument));
    }
    faultOf(iff('__proto__', 'a', 'b'));
  });
});
