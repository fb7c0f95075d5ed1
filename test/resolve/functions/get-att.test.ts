import type { Question } from '../../../lib/model/question';
import { Ambiguous, NotDeployed, type TemplateJson, Unknown } from '../../../lib/model/value';
import { faultOf, resolve, type Stack, unknownOf } from '../stack-in-test';

const role = { Resources: { Role: { Type: 'AWS::IAM::Role' }, Asg: { Type: 'AWS::AutoScaling::AutoScalingGroup' } } };
const deployed: Stack = {
  resources: { Role: ['AWS::IAM::Role', 'web'], Asg: ['AWS::AutoScaling::AutoScalingGroup', 'asg-1'] },
};
const asgArn = { 'Fn::GetAtt': ['Asg', 'AutoScalingGroupARN'] };

describe('Fn::GetAtt', () => {
  test.each<[TemplateJson]>([[['Role', 'Arn']], ['Role.Arn']])('as %j', (argument) => {
    expect(resolve({ 'Fn::GetAtt': argument }, role, deployed)).toBe('arn:aws:iam::111111111111:role/web');
  });

  test('the attribute may be an expression', () => {
    const sections = { ...role, Parameters: { Which: { Type: 'String', Default: 'Arn' } } };
    const value = resolve({ 'Fn::GetAtt': ['Role', { Ref: 'Which' }] }, sections, deployed);
    expect(value).toBe('arn:aws:iam::111111111111:role/web');
  });

  test('an expression that is unknown makes it unknown', () => {
    const sections = { ...role, Parameters: { Which: { Type: 'String' } } };
    expect(unknownOf(resolve({ 'Fn::GetAtt': ['Role', { Ref: 'Which' }] }, sections, deployed)).fault).toBeFalsy();
  });

  test('to nothing and in a wrong shape is a fault', () => {
    expect(faultOf(resolve({ 'Fn::GetAtt': ['Nothing', 'Arn'] }))).toContain('Nothing');
    for (const argument of [
      'Role',
      'Role.',
      '.Arn',
      [],
      ['Role'],
      ['Role', 'a', 'b'],
      [1, 'Arn'],
      ['Role', ''],
      ['Role', { 'Fn::Sub': '${Nothing}' }],
      {},
      null,
      3,
    ]) {
      faultOf(resolve({ 'Fn::GetAtt': argument }, role, deployed));
    }
  });

  test('of a resource that is not deployed, or replaced, is to come', () => {
    expect(resolve({ 'Fn::GetAtt': ['Role', 'Arn'] }, role)).toMatchObject({ display: '${Role.Arn}' });
    const value = resolve({ 'Fn::GetAtt': ['Role', 'Arn'] }, role, {
      ...deployed,
      replaced: new Map([['Role', 'surely' as const]]),
    });
    expect(value).toBeInstanceOf(NotDeployed);
  });

  test('what the physical id does not give is asked of AWS, with one identity for both sides', () => {
    const asked: Question[] = [];
    const [one, other] = (['synthesized', 'deployed'] as const).map((side) =>
      unknownOf(resolve(asgArn, role, { ...deployed, side, asked })),
    );
    expect(one).toMatchObject({ reason: 'not read yet', display: '${Asg.AutoScalingGroupARN}' });
    expect(one?.identity).toBe(other?.identity);
    expect(asked[0]).toEqual({
      kind: 'attribute',
      type: 'AWS::AutoScaling::AutoScalingGroup',
      physicalId: 'asg-1',
      attribute: 'AutoScalingGroupARN',
    });
  });

  test('the answer is the value, an unknown answer keeps its reason', () => {
    const name = 'attribute asg-1 AutoScalingGroupARN';
    expect(resolve(asgArn, role, { ...deployed, facts: { [name]: 'arn:asg' } })).toBe('arn:asg');
    const denied = new Unknown('cloudformation:GetResource is denied', 'x', 'y');
    expect(resolve(asgArn, role, { ...deployed, facts: { [name]: denied } })).toMatchObject({
      reason: denied.reason,
      display: '${Asg.AutoScalingGroupARN}',
    });
  });

  test('a custom resource is never asked', () => {
    for (const type of ['Custom::Thing', 'AWS::CloudFormation::CustomResource', 'Acme::Some::Type']) {
      const asked: Question[] = [];
      const sections = { Resources: { C: { Type: type } } };
      unknownOf(resolve({ 'Fn::GetAtt': ['C', 'Data'] }, sections, { resources: { C: [type, 'id'] }, asked }));
      expect(asked).toEqual([]);
    }
  });

  test('an export read from another region is an SSM parameter', () => {
    const type = 'Custom::CrossRegionExportReader';
    const value = resolve(
      { 'Fn::GetAtt': ['Reader', '/cdk/exports/Web/Vpc'] },
      { Resources: { Reader: { Type: type } } },
      { resources: { Reader: [type, 'id'] }, facts: { 'ssm-parameter /cdk/exports/Web/Vpc': 'vpc-1' } },
    );
    expect(value).toBe('vpc-1');
  });

  test('outputs of a nested stack', () => {
    const type = 'AWS::CloudFormation::Stack';
    const sections = { Resources: { Nested: { Type: type } } };
    const stack: Stack = {
      resources: { Nested: [type, 'arn:nested'] },
      nestedOutput: (id, output) => (id === 'Nested' && output === 'A.b' ? 'value' : undefined),
    };
    expect(resolve({ 'Fn::GetAtt': 'Nested.Outputs.A.b' }, sections, stack)).toBe('value');
    expect(resolve({ 'Fn::Sub': '${Nested.Outputs.A.b}!' }, sections, stack)).toBe('value!');
    expect(unknownOf(resolve({ 'Fn::GetAtt': ['Nested', 'Outputs.B'] }, sections, stack)).reason).toContain('output B');
    expect(resolve({ 'Fn::GetAtt': ['Nested', 'Outputs.B'] }, sections)).toBeInstanceOf(NotDeployed);
    faultOf(resolve({ 'Fn::GetAtt': ['Nested', 'Arn'] }, sections, stack));
  });

  test('attributes that hang on each other in a circle are a fault', () => {
    const sections = {
      Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { Path: { 'Fn::GetAtt': ['Role', 'Arn'] } } } },
    };
    expect(faultOf(resolve({ 'Fn::GetAtt': ['Role', 'Arn'] }, sections, deployed))).toContain('circle');
  });

  test('an ambiguous name is worked out for each reading', () => {
    const value = resolve({ 'Fn::GetAtt': ['Role', new Ambiguous(['Arn', 'Arn'])] }, role, deployed);
    expect(value).toBe('arn:aws:iam::111111111111:role/web');
  });
});
