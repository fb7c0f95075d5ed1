import type { StackResource } from '@aws-sdk/client-cloudformation';
import type { ReadFailure } from '../model/deployed-stack';
import { messageOf } from '../model/errors';
import { AnswerError } from './answer-error';
import { nameOf } from './error-parts';
import { readFailure } from './error-words';
import { objectsOf } from './objects-of';
import type { AwsSession } from './session';
import { withList } from './with-list';

/**
 * The id of the stack that a resource belongs to; undefined where it belongs to none. A stack that let go of it, or is
 * deleted, owns it no more.
 * @param physicalId as CloudFormation lists it: of a service its ARN
 * @throws InputError where the session has no region
 */
export async function readOwningStack(
  session: AwsSession,
  physicalId: string,
): Promise<string | undefined | ReadFailure> {
  try {
    const answer = await session.cloudFormation('DescribeStackResources', (client, options) =>
      client.describeStackResources({ PhysicalResourceId: physicalId }, options).then(withList('StackResources')),
    );
    return ownerOf(physicalId, objectsOf(answer.StackResources));
  } catch (error) {
    // CloudFormation looks for the resource's stack, and says so of a resource without one: Stack for X does not exist.
    if (nameOf(error) === 'ValidationError' && messageOf(error).includes('does not exist')) return undefined;
    return readFailure('cloudformation:DescribeStackResources', `resource ${physicalId}`, error);
  }
}

const GONE = new Set(['DELETE_COMPLETE', 'DELETE_SKIPPED']);

function ownerOf(physicalId: string, rows: readonly StackResource[]): string | undefined {
  const its = rows.filter((row) => row.PhysicalResourceId === physicalId);
  if (its.length > 0 && its.every((row) => GONE.has(row.ResourceStatus ?? ''))) return undefined;
  // The answer has the first hundred resources of the stack: this one may not be among them.
  const owned = its.length > 0 ? its.filter((row) => !GONE.has(row.ResourceStatus ?? '')) : rows;
  const [stackId, ...others] = new Set(owned.map((row) => row.StackId));
  if (!stackId || others.length > 0) throw new AnswerError('the answer does not tell its stack');
  return stackId;
}
