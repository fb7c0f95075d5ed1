import fc from 'fast-check';
import { Ambiguous, NotDeployed } from '../../../lib/model/value';
import { faultOf, OPEN, resolve, unknownOf } from '../stack-in-test';

const sections = {
  ...OPEN,
  Conditions: { Unsure: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } },
  Resources: { New: { Type: 'AWS::SNS::Topic' } },
};
const call = (name: string, argument: unknown) => resolve({ [name]: argument as never }, sections);

describe('Fn::Base64', () => {
  test('law: is the Base64 of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => Buffer.from(String(call('Fn::Base64', text)), 'base64').toString('utf8') === text,
      ),
    );
  });

  test('of unknown values and of no string', () => {
    expect(unknownOf(call('Fn::Base64', { 'Fn::Sub': 'a${Open}' })).pieces).toBeUndefined();
    expect(call('Fn::Base64', { Ref: 'New' })).toBeInstanceOf(NotDeployed);
    for (const argument of [[], {}, null]) faultOf(call('Fn::Base64', argument));
  });
});

describe('Fn::GetAZs', () => {
  test('is unknown; an empty region is the stack’s own', () => {
    const own = unknownOf(call('Fn::GetAZs', ''));
    expect(own.identity).toBe(unknownOf(call('Fn::GetAZs', { Ref: 'AWS::Region' })).identity);
    expect(own.identity).not.toBe(unknownOf(call('Fn::GetAZs', 'us-east-1')).identity);
    expect(own.reason).toContain('availability zones');
    expect(unknownOf(call('Fn::Select', [0, { 'Fn::GetAZs': '' }])).fault).toBeFalsy();
    for (const argument of [['a'], [[{}]], {}]) faultOf(call('Fn::GetAZs', argument));
  });
});

describe('Fn::Length', () => {
  test('counts elements, unknown ones too', () => {
    expect(call('Fn::Length', ['a', { Ref: 'Open' }])).toBe(2);
    expect(call('Fn::Length', { 'Fn::Split': [',', 'a,b,c'] })).toBe(3);
  });

  test('is unknown where the list is, or an element may be absent', () => {
    unknownOf(call('Fn::Length', { 'Fn::GetAZs': '' }));
    unknownOf(call('Fn::Length', ['a', { 'Fn::If': ['Unsure', 'b', null] }]));
    for (const argument of ['a', {}, null]) faultOf(call('Fn::Length', argument));
  });
});

describe('Fn::ToJsonString', () => {
  test('writes objects and lists without what is absent', () => {
    expect(call('Fn::ToJsonString', { a: { Ref: 'AWS::Region' }, b: null, c: [1, true] })).toBe(
      '{"a":"eu-west-1","c":[1,true]}',
    );
    expect(call('Fn::ToJsonString', [])).toBe('[]');
  });

  test('is unknown, to come or a fault with what is within', () => {
    expect(unknownOf(call('Fn::ToJsonString', { a: [{ Ref: 'Open' }] })).pieces).toBeUndefined();
    expect(call('Fn::ToJsonString', { a: [{ Ref: 'New' }] })).toBeInstanceOf(NotDeployed);
    unknownOf(call('Fn::ToJsonString', [new Ambiguous(['010', 8])]));
    faultOf(call('Fn::ToJsonString', { a: { Ref: 'Nothing' } }));
    for (const argument of ['a', 1, null]) faultOf(call('Fn::ToJsonString', argument));
  });
});

describe('what only CloudFormation expands', () => {
  test('is unknown, alone and beside other keys', () => {
    expect(unknownOf(call('Fn::Transform', { Name: 'Mine' })).reason).toContain('Fn::Transform');
    unknownOf(resolve({ 'Fn::Transform': { Name: 'AWS::Include' }, Other: 1 }));
    const loop = { 'Fn::ForEach::Tags': ['Key', ['a'], {}], Other: 1 };
    const value = resolve({ Inner: loop, Known: 1 }) as { Inner: unknown; Known: number };
    expect(unknownOf(value.Inner).reason).toContain('Fn::ForEach::Tags');
    expect(value.Known).toBe(1);
  });
});

describe('what is no function', () => {
  test('an unknown one is a fault', () => {
    expect(faultOf(call('Fn::Foo', 1))).toBe('resource Web, property P: unknown function Fn::Foo');
    faultOf(call('Fn::constructor', 1));
    faultOf(call('Fn::Equals', ['a', 'a']));
  });

  test('one beside other keys is a fault', () => {
    expect(faultOf(resolve({ 'Fn::Sub': 'a', Other: 1 }))).toContain('only key');
  });

  test('Condition outside conditions is an ordinary key', () => {
    expect(resolve({ Condition: 'x' })).toEqual({ Condition: 'x' });
  });

  test('a fault stays in its place, and names it', () => {
    const value = resolve({ A: [1, { B: { 'Fn::Foo': 1 } }], C: 2 }) as { A: [number, { B: unknown }]; C: number };
    expect(faultOf(value.A[1].B)).toContain('property P.A[1].B: unknown function');
    expect(value.C).toBe(2);
  });
});
