import { Missing, NotDeployed, Unknown } from '../../../lib/model/value';
import { faultOf, OPEN, resolve, type Stack, unknownOf } from '../stack-in-test';

const importValue = (argument: unknown, stack: Stack = {}) =>
  resolve({ 'Fn::ImportValue': argument as never }, OPEN, stack);
const none = { 'export Vpc': new Missing('no export Vpc in eu-west-1', 'x') };

describe('Fn::ImportValue', () => {
  test('gives the export, also by a name that is an expression', () => {
    const facts = { 'export Web-Vpc': 'vpc-1' };
    expect(importValue('Web-Vpc', { facts })).toBe('vpc-1');
    expect(importValue({ 'Fn::Sub': '${AWS::StackName}-Vpc' }, { facts })).toBe('vpc-1');
  });

  test('is unknown until it is asked, and where the answer is', () => {
    expect(importValue('Vpc')).toMatchObject({ reason: 'not read yet', display: '${ImportValue(Vpc)}' });
    expect(unknownOf(importValue('Vpc', { facts: none })).reason).toBe('no export Vpc in eu-west-1');
  });

  test('an export that a stack of the code will make is to come on the synthesized side', () => {
    const comingExports = new Set(['Vpc']);
    expect(importValue('Vpc', { facts: none, comingExports })).toBeInstanceOf(NotDeployed);
    expect(importValue('Vpc', { facts: { 'export Vpc': 'vpc-1' }, comingExports })).toBe('vpc-1');
    unknownOf(importValue('Vpc', { comingExports }));
    const refused = { 'export Vpc': new Unknown('refused', 'x') };
    expect(unknownOf(importValue('Vpc', { facts: refused, comingExports })).reason).toBe('refused');
    unknownOf(importValue('Vpc', { facts: none, comingExports, side: 'deployed' }));
  });

  test('by a name that is unknown, or none', () => {
    expect(unknownOf(importValue({ Ref: 'Open' })).display).toBe('${ImportValue(Open)}');
    for (const argument of [null, [], {}]) faultOf(importValue(argument));
  });
});
