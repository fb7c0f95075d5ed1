import { NotDeployed, Unknown, type Value } from '../model/value';
import { partitionOf, urlSuffixOf } from './partition';
import type { StackScope } from './stack-scope';

const VALUES: ReadonlyMap<string, (scope: StackScope) => Value | undefined> = new Map<
  string,
  (scope: StackScope) => Value | undefined
>([
  ['AWS::AccountId', ({ account }) => account ?? nowhere('AWS::AccountId')],
  ['AWS::Region', ({ region }) => region ?? nowhere('AWS::Region')],
  ['AWS::Partition', ({ region }) => (region === undefined ? nowhere('AWS::Partition') : partitionOf(region))],
  ['AWS::URLSuffix', ({ region }) => (region === undefined ? nowhere('AWS::URLSuffix') : urlSuffixOf(region))],
  ['AWS::StackName', ({ stackName }) => stackName],
  ['AWS::StackId', stackId],
  ['AWS::NotificationARNs', ({ notificationArns }) => [...notificationArns]],
  ['AWS::NoValue', () => undefined],
]);

/** True for the names that CloudFormation itself defines. */
export function isPseudoParameter(name: string): boolean {
  return VALUES.has(name);
}

/** The value of a pseudo parameter; undefined for `AWS::NoValue`. */
export function pseudoParameter(name: string, scope: StackScope): Value | undefined {
  return VALUES.get(name)?.(scope);
}

function nowhere(name: string): Unknown {
  return new Unknown('the stack names no environment', `\${${name}}`);
}

function stackId({ stackId: id, side, stackName }: StackScope): Value {
  if (id !== undefined) return id;
  if (side === 'synthesized') return new NotDeployed('${AWS::StackId}', `stack ${stackName} is not deployed yet`);
  return new Unknown(`the id of stack ${stackName} is not known`, '${AWS::StackId}', `id of stack ${stackName}`);
}
