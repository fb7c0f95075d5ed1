import fc from 'fast-check';
import { Ambiguous, NotDeployed } from '../../../lib/model/value';
import { faultOf, OPEN, resolve, unknownOf } from '../stack-in-test';

const sections = {
  Parameters: {
    ...OPEN.Parameters,
    Name: { Type: 'String', Default: 'web' },
    Ids: { Type: 'List<String>', Default: 'a,b' },
  },
  Resources: { Role: { Type: 'AWS::IAM::Role' } },
};
const resources = { Role: ['AWS::IAM::Role', 'web-role'] } as const;
const sub = (argument: never | unknown) => resolve({ 'Fn::Sub': argument as never }, sections, { resources });

describe('Fn::Sub', () => {
  test.each([
    ['plain', 'plain'],
    ['${Name}-${AWS::Region}', 'web-eu-west-1'],
    ['${Role} ${Role.Arn}', 'web-role arn:aws:iam::111111111111:role/web-role'],
    ['${!Name} ${!AWS::Region}', '${Name} ${AWS::Region}'],
    ['$${Name}', '$web'],
    ['${ Name }-${ AWS::Region}', 'web-eu-west-1'],
    ['${Role.Arn } ${\tName\n}', 'arn:aws:iam::111111111111:role/web-role web'],
    ['a ${ b', 'a ${ b'],
    ['$Name {Name}', '$Name {Name}'],
    ['', ''],
  ])('%s', (text, value) => expect(sub(text)).toBe(value));

  test('variables of the map win over names of the template', () => {
    expect(sub(['${Name}/${Own}', { Name: 'mine', Own: { Ref: 'Name' } }])).toBe('mine/web');
    expect(sub(['${Role.Arn}', { 'Role.Arn': 1 }])).toBe('1');
    expect(sub(['${Name}', {}])).toBe('web');
  });

  test('blanks within a literal may be kept or not', () => {
    expect(sub('${ !Name }')).toEqual(new Ambiguous(['${Name}', '${ Name }']));
    expect(sub('${! Name}')).toEqual(new Ambiguous(['${Name}', '${ Name}']));
  });

  test('an unknown leaves the known pieces', () => {
    const value = unknownOf(sub('arn:${Open}:x/${Name}${Other}'));
    expect(value.pieces).toEqual(['arn:', null, ':x/web', null]);
    expect(value.display).toBe('arn:${Open}:x/web${Other}');
    expect(value.reason).toContain('--parameter Open=');
    expect(value.reason).toContain('--parameter Other=');
  });

  test('a lone unknown stays what it is', () => {
    const direct = unknownOf(resolve({ Ref: 'Open' }, sections));
    expect(unknownOf(sub('${Open}')).identity).toBe(direct.identity);
    expect(unknownOf(sub('${Open}')).pieces).toBeUndefined();
  });

  test('the same string has one identity, however it was put together', () => {
    const joined = resolve({ 'Fn::Join': ['', ['a', '/', { Ref: 'Open' }, 'b']] }, sections);
    expect(unknownOf(sub('a/${Open}b')).identity).toBe(unknownOf(joined).identity);
    expect(unknownOf(sub('a/${Open}c')).identity).not.toBe(unknownOf(joined).identity);
  });

  test('a piece that is to come makes the whole to come', () => {
    const value = resolve({ 'Fn::Sub': '${Open}/${Role}' }, sections);
    expect(value).toBeInstanceOf(NotDeployed);
    expect(value).toMatchObject({ display: '${Open}/${Role}' });
  });

  test('an ambiguous scalar gives every string', () => {
    expect(sub(['x${A}', { A: new Ambiguous(['010', 8]) }])).toEqual(new Ambiguous(['x010', 'x8']));
    expect(sub(new Ambiguous(['010', 8]))).toEqual(new Ambiguous(['010', '8']));
  });

  test('faults', () => {
    for (const text of [
      '${Nothing}',
      '${Nothing.Arn}',
      '${ Nothing }',
      '${}',
      '${ }',
      '${Na me}',
      '${a-b}',
      '${Ids}',
      '${Role.}',
    ])
      faultOf(sub(text));
    for (const argument of [[], ['${Name}', []], ['${Name}', {}, 1], {}, null, [{ Ref: 'Name' }, {}]])
      faultOf(sub(argument));
  });

  test('a variable that is AWS::NoValue is unknown', () => {
    expect(unknownOf(sub('x${AWS::NoValue}')).pieces).toEqual(['x', null]);
  });

  test('an explosion of strings ends', () => {
    let expression: unknown = 'abcdefghij'.repeat(10);
    for (let level = 0; level < 30; level++) expression = { 'Fn::Sub': ['${a}${a}${a}${a}', { a: expression }] };
    expect(unknownOf(resolve(expression as never)).reason).toContain('too long');
    let open: unknown = { Ref: 'Open' };
    for (let level = 0; level < 30; level++) open = { 'Fn::Sub': ['-${a}${a}${a}${a}', { a: open }] };
    const value = unknownOf(resolve(open as never, OPEN));
    expect(value.identity.length + value.display.length).toBeLessThan(10_000);
  });

  test('law: text without variables is itself', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('${')),
        (text) => sub(text) === text,
      ),
    );
  });
});
