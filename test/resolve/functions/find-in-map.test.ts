import { Ambiguous, NotDeployed } from '../../../lib/model/value';
import { faultOf, OPEN, resolve, unknownOf } from '../stack-in-test';

const sections = {
  ...OPEN,
  Resources: { New: { Type: 'AWS::SNS::Topic' } },
  Mappings: {
    Regions: { 'eu-west-1': { Size: 2, Subnets: ['a', 'b'] }, '8': { Size: new Ambiguous(['010', 8]) } },
    Wrong: 'text',
  },
};
const find = (...argument: unknown[]) => resolve({ 'Fn::FindInMap': argument as never }, sections);

describe('Fn::FindInMap', () => {
  test('finds scalars and lists, with keys that are expressions', () => {
    expect(find('Regions', 'eu-west-1', 'Size')).toBe(2);
    expect(find('Regions', { Ref: 'AWS::Region' }, { 'Fn::Sub': 'Subnets' })).toEqual(['a', 'b']);
    expect(find('Regions', 8, 'Size')).toEqual(new Ambiguous(['010', 8]));
  });

  test('takes the default where the key is missing, and only there', () => {
    expect(find('Regions', 'x', 'Size', { DefaultValue: { Ref: 'AWS::Region' } })).toBe('eu-west-1');
    expect(find('Missing', 'x', 'Size', { DefaultValue: 1 })).toBe(1);
    expect(find('Regions', 'eu-west-1', 'Size', { DefaultValue: 1 })).toBe(2);
  });

  test('an unknown key makes it unknown, even beside a default', () => {
    expect(unknownOf(find('Regions', { Ref: 'Open' }, 'Size', { DefaultValue: 1 })).display).toBe(
      '${FindInMap("Regions", Open, "Size")}',
    );
    expect(find('Regions', { Ref: 'New' }, 'Size')).toBeInstanceOf(NotDeployed);
  });

  test('faults', () => {
    expect(faultOf(find('Missing', 'a', 'b'))).toContain('no mapping Missing');
    expect(faultOf(find('Regions', 'a', 'b'))).toContain('no key a');
    expect(faultOf(find('Regions', 'eu-west-1', 'b'))).toContain('no key b under eu-west-1');
    for (const key of ['__proto__', 'constructor', 'toString']) faultOf(find('Regions', key, key));
    for (const argument of [
      [],
      ['Regions', 'eu-west-1'],
      ['Regions', 'a', 'b', 'c'],
      ['Regions', 'a', 'b', { Default: 1 }],
      ['Regions', ['a'], 'b'],
      ['Regions', null, 'b'],
      ['Wrong', 'a', 'b'],
      ['Regions', 'a', 'b', { DefaultValue: 1 }, 5],
    ])
      faultOf(find(...argument));
    faultOf(resolve({ 'Fn::FindInMap': 'Regions' }, sections));
  });
});
