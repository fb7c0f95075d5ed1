import type { Stack } from '@aws-sdk/client-cloudformation';
import type { DeployedParameter, DeployedStack, ReadFailure } from '../model/deployed-stack';
import { messageOf } from '../model/errors';
import { AnswerError } from './answer-error';
import { nameOf } from './error-parts';
import { readFailure } from './error-words';
import { parseArn } from './parse-arn';
import type { AwsSession } from './session';

/** What DescribeStacks alone tells of a stack. */
export type StackOutline = Omit<DeployedStack, 'resources' | 'templateText' | 'failures' | 'nested'>;

export type Described =
  | { readonly kind: 'read'; readonly outline: StackOutline }
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'unread'; readonly failure: ReadFailure };

/** Asks for one stack; a name finds only one that is not deleted. */
export async function describeStack(session: AwsSession, stackNameOrId: string): Promise<Described> {
  const subject = `stack ${stackNameOrId}`;
  try {
    const outline = await session.cloudFormation('DescribeStacks', async (client, options) => {
      const answer = await client.describeStacks({ StackName: stackNameOrId }, options);
      const stack = answer.Stacks?.find((one) => one.StackId === stackNameOrId || one.StackName === stackNameOrId);
      const read = stack && toOutline(stack);
      if (read === undefined) throw new AnswerError('the answer does not hold that stack with its id');
      return read;
    });
    return { kind: 'read', outline };
  } catch (error) {
    if (nameOf(error) === 'ValidationError' && messageOf(error).includes('does not exist')) {
      return { kind: 'missing', reason: `there is no ${subject} in ${await session.region()}` };
    }
    return { kind: 'unread', failure: readFailure('cloudformation:DescribeStacks', subject, error) };
  }
}

function toOutline(stack: Stack): StackOutline | undefined {
  const arn = parseArn(stack.StackId ?? '');
  if (stack.StackId === undefined || stack.StackName === undefined || arn === undefined) return undefined;
  return {
    stackId: stack.StackId,
    stackName: stack.StackName,
    account: arn.account,
    region: arn.region,
    partition: arn.partition,
    status: stack.StackStatus ?? '',
    statusReason: stack.StackStatusReason,
    lastUpdated: stack.LastUpdatedTime ?? stack.CreationTime,
    parameters: parametersOf(stack),
    outputs: pairs(stack.Outputs?.map((output) => [output.OutputKey, output.OutputValue])),
    tags: pairs(stack.Tags?.map((tag) => [tag.Key, tag.Value])),
    notificationArns: stack.NotificationARNs ?? [],
  };
}

function parametersOf(stack: Stack): Map<string, DeployedParameter> {
  const parameters = new Map<string, DeployedParameter>();
  for (const { ParameterKey: name, ParameterValue: value, ResolvedValue: resolvedValue } of stack.Parameters ?? []) {
    if (name === undefined || value === undefined) continue;
    parameters.set(name, resolvedValue === undefined ? { value } : { value, resolvedValue });
  }
  return parameters;
}

function pairs(list: readonly (readonly [string | undefined, string | undefined])[] | undefined): Map<string, string> {
  const map = new Map<string, string>();
  for (const [key, value] of list ?? []) if (key !== undefined && value !== undefined) map.set(key, value);
  return map;
}
