import type { OutputQuestion, Question } from '../../../lib/model/question';
import { Ambiguous, NotDeployed, Unknown } from '../../../lib/model/value';
import { faultOf, OPEN, REGION, resolve, type Stack, unknownOf } from '../stack-in-test';

const output = (argument: unknown, stack: Stack = {}) =>
  resolve({ 'Fn::GetStackOutput': argument as never }, OPEN, stack);
const facts = { 'stack-output Network Vpc': 'vpc-1' };
const VPC = { StackName: 'Network', OutputName: 'Vpc' };

function asked(argument: unknown, stack: Stack = {}): Question[] {
  const questions: Question[] = [];
  output(argument, { ...stack, asked: questions });
  return questions;
}

describe('Fn::GetStackOutput', () => {
  test('gives the output, also by names that are expressions', () => {
    expect(output(VPC, { facts })).toBe('vpc-1');
    const names = {
      StackName: { 'Fn::Sub': 'Net${Rest}' },
      OutputName: { Ref: 'Other' },
      Region: { Ref: 'AWS::NoValue' },
    };
    expect(output(names, { facts, parameters: { Other: 'Vpc' } })).toBeInstanceOf(Unknown);
    expect(output({ ...names, StackName: 'Network' }, { facts, parameters: { Other: 'Vpc' } })).toBe('vpc-1');
    expect(output({ ...VPC, StackName: new Ambiguous(['Network', 1]) }, { facts })).toBeInstanceOf(Unknown);
  });

  test('asks in the region of the stack, or the one that is named, with the role', () => {
    const question = { kind: 'stack-output', stackName: 'Network', outputName: 'Vpc' };
    expect(asked(VPC)).toEqual([{ ...question, region: REGION }]);
    const roleArn = 'arn:aws:iam::222222222222:role/reader';
    expect(asked({ ...VPC, Region: 'us-east-1', RoleArn: roleArn })).toEqual([
      { ...question, region: 'us-east-1', roleArn },
    ]);
    const deployedAt = '2026-01-01T00:00:00.000Z';
    expect(asked(VPC, { side: 'deployed', deployedAt })).toEqual([{ ...question, region: REGION, asOf: deployedAt }]);
  });

  test('is unknown until it is asked, and where the answer is', () => {
    expect(output(VPC)).toMatchObject({ reason: 'not read yet', display: '${GetStackOutput(Network.Vpc)}' });
    const refused = { 'stack-output Network Vpc': new Unknown('refused', 'x') };
    expect(unknownOf(output(VPC, { facts: refused })).reason).toBe('refused');
  });

  test('what the code of the other stack will give goes before what that stack gives now', () => {
    const coming = (value: string | NotDeployed | undefined) => ({ facts, comingOutput: (_: OutputQuestion) => value });
    expect(output(VPC, coming('vpc-2'))).toBe('vpc-2');
    expect(output(VPC, coming(new NotDeployed('x', 'y')))).toBeInstanceOf(NotDeployed);
    expect(output(VPC, coming(undefined))).toBe('vpc-1');
  });

  test('by names that are unknown, or none', () => {
    expect(unknownOf(output({ ...VPC, StackName: { Ref: 'Open' } })).display).toContain('GetStackOutput(Open, "Vpc"');
    for (const argument of [null, [], 'Network.Vpc', {}, { StackName: 'Network' }, { ...VPC, Account: '1' }])
      faultOf(output(argument));
    for (const argument of [
      { ...VPC, StackName: '' },
      { ...VPC, OutputName: [] },
      { ...VPC, Region: {} },
    ])
      faultOf(output(argument));
  });
});
