import type { TemplateParameter } from '../../lib/model/template';
import { Ambiguous, NotDeployed, type TemplateJson, Unknown, type Value } from '../../lib/model/value';
import { faultOf, resolve, type Stack, unknownOf } from './stack-in-test';

function parameter(declaration: TemplateParameter, given?: Value, stack: Stack = {}) {
  return resolve(
    { Ref: 'P' },
    { Parameters: { P: declaration } },
    { ...stack, parameters: given === undefined ? {} : { P: given } },
  );
}

describe('parameters', () => {
  test.each<[string, Value | undefined, TemplateJson | undefined, Value]>([
    ['String', 'given', 'default', 'given'],
    ['String', undefined, 'default', 'default'],
    ['String', '', 'default', ''],
    ['String', undefined, '', ''],
    ['String', undefined, true, 'true'],
    ['Number', '80', undefined, '80'],
    ['Number', undefined, 80, '80'],
    ['AWS::EC2::VPC::Id', 'vpc-1', undefined, 'vpc-1'],
    ['AWS::SSM::Parameter::Name', '/a', undefined, '/a'],
    ['CommaDelimitedList', 'a, b ,c', undefined, ['a', 'b', 'c']],
    ['CommaDelimitedList', '', undefined, ['']],
    ['CommaDelimitedList', ' ', undefined, ['']],
    ['CommaDelimitedList', 'a,,b', undefined, ['a', '', 'b']],
    ['List<AWS::EC2::Subnet::Id>', 'subnet-1,subnet-2', undefined, ['subnet-1', 'subnet-2']],
    ['List<Number>', undefined, 80, ['80']],
    ['List<String>', ['a', 'b'], undefined, ['a', 'b']],
    ['AWS::SSM::Parameter::Value<String>', 'resolved', '/name', 'resolved'],
    ['AWS::SSM::Parameter::Value<List<String>>', 'a,b', '/name', ['a', 'b']],
    ['AWS::SSM::Parameter::Value<CommaDelimitedList>', 'a,b', '/name', ['a', 'b']],
    ['AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', 'ami-1', '/name', 'ami-1'],
    ['AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>', 'a,b', '/name', ['a', 'b']],
  ])('%s given %j, default %j', (Type, given, Default, value) => {
    expect(parameter({ Type, Default }, given)).toEqual(value);
  });

  test('an SSM default is asked for', () => {
    const facts = { 'ssm-parameter /name': 'a,b', 'ssm-parameter /name:3': 'c' };
    const type = (inner: string) => `AWS::SSM::Parameter::Value<${inner}>`;
    expect(parameter({ Type: type('String'), Default: '/name' }, undefined, { facts })).toBe('a,b');
    expect(parameter({ Type: type('List<String>'), Default: '/name' }, undefined, { facts })).toEqual(['a', 'b']);
    expect(parameter({ Type: type('String'), Default: '/name:3' }, undefined, { facts })).toBe('c');
    expect(unknownOf(parameter({ Type: type('String'), Default: '/other' })).reason).toBe('not read yet');
    unknownOf(parameter({ Type: type('List<String>'), Default: '/other' }));
  });

  test('without a value it is unknown, and says what to do', () => {
    const value = unknownOf(parameter({ Type: 'String' }));
    expect(value.reason).toBe('parameter P has no value; give it with --parameter P=...');
    expect(value.display).toBe('${P}');
    expect(value.fault).toBeFalsy();
  });

  test('NoEcho is unknown, the same on both sides', () => {
    const [one, other] = (['synthesized', 'deployed'] as const).map((side) =>
      unknownOf(parameter({ Type: 'String', NoEcho: true, Default: 'hunter2' }, '****', { side })),
    );
    expect(one?.reason).toContain('NoEcho');
    expect(one?.identity).toBe(other?.identity);
    expect(unknownOf(parameter({ Type: 'String' }, '****')).identity).toBe(one?.identity);
    expect(JSON.stringify(one)).not.toContain('hunter2');
  });

  test('ambiguous defaults are text in every reading', () => {
    expect(parameter({ Type: 'String', Default: new Ambiguous(['010', 8]) })).toEqual(new Ambiguous(['010', '8']));
    expect(parameter({ Type: 'String', Default: new Ambiguous(['true', true]) })).toBe('true');
    expect(parameter({ Type: 'List<String>', Default: new Ambiguous(['010', 8]) })).toEqual([
      new Ambiguous(['010', '8']),
    ]);
  });

  test('what a parent hands down stays what it is', () => {
    const unknown = new Unknown('why', '${Vpc}', 'id', ['a', null]);
    const coming = new NotDeployed('${Vpc}', 'why');
    expect(parameter({ Type: 'String' }, unknown)).toBe(unknown);
    expect(parameter({ Type: 'String' }, coming)).toBe(coming);
    expect(unknownOf(parameter({ Type: 'List<String>' }, unknown)).pieces).toBeUndefined();
    expect(parameter({ Type: 'CommaDelimitedList' }, coming)).toBeInstanceOf(NotDeployed);
  });

  test('wrong shapes are faults of the parameter', () => {
    expect(faultOf(parameter({ Type: 'String', Default: ['a'] }))).toBe(
      'parameter P: its Default is to be a string or a number',
    );
    faultOf(parameter({ Type: 'String', Default: {} }));
    faultOf(parameter({ Type: 'String' }, ['a']));
    faultOf(parameter({ Type: 'String' }, { a: 1 }));
    faultOf(parameter({ Type: 'List<String>' }, { a: 1 }));
  });
});
