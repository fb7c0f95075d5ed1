import { member } from '../../model/json';
import type { TemplateJson, Value } from '../../model/value';
import { ask } from '../ask';
import { type Evaluation, type IntrinsicFunction, type Place, within } from '../evaluation';
import { fault } from '../fault';
import { overAmbiguous } from '../over-ambiguous';
import { templateMap } from '../template-map';
import { unresolvedCall } from '../unresolved-call';

const MEMBERS = ['StackName', 'OutputName', 'Region', 'RoleArn'];

/**
 * `Fn::GetStackOutput`: an output of another stack, of its region and account. CloudFormation looks it up at each
 * deploy of this stack and holds the other one to nothing.
 */
export const getStackOutput: IntrinsicFunction = (argument, at, evaluation) => {
  const map = templateMap(argument);
  if (map === undefined || !isWhole(map)) {
    return fault(at, 'Fn::GetStackOutput takes { StackName, OutputName }, with Region and RoleArn if needed');
  }
  const values = MEMBERS.map((name) => evaluation.evaluate(member(map, name), within(at, `.${name}`)));
  return overAmbiguous(values, (readings) => output(readings, at, evaluation));
};

function isWhole(map: { readonly [name: string]: TemplateJson }): boolean {
  const names = Object.keys(map);
  return names.every((name) => MEMBERS.includes(name)) && names.includes('StackName') && names.includes('OutputName');
}

function output(values: readonly (Value | undefined)[], at: Place, { scope, facts }: Evaluation): Value {
  const open = unresolvedCall(
    'GetStackOutput',
    values.filter((value) => value !== undefined),
  );
  if (open !== undefined) return open;
  if (values.some((value) => typeof value === 'object')) {
    return fault(
      at,
      'Fn::GetStackOutput takes strings as the names of the stack and the output, the region and the role',
    );
  }
  const [stackName, outputName, region, roleArn] = values.map((value) => (value === undefined ? '' : String(value)));
  if (!stackName || !outputName) return fault(at, 'Fn::GetStackOutput takes the names of a stack and of an output');
  const question = {
    kind: 'stack-output',
    stackName,
    outputName,
    region: region || scope.region,
    roleArn: roleArn || undefined,
    asOf: scope.deployedAt,
  } as const;
  const value = ask(facts, question, `\${GetStackOutput(${stackName}.${outputName})}`);
  return scope.comingOutput?.(question) ?? value;
}
