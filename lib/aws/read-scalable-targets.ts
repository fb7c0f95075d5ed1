import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import { AnswerError } from './answer-error';
import { isDenied, mayBlameOneItem, readFailure } from './error-words';
import { objectsOf, textOf } from './objects-of';
import { plainObject } from './plain-json';
import { readBatches } from './read-batches';
import { readPages } from './read-pages';
import type { AwsSession } from './session';
import { smallInitials } from './small-initials';
import { withList } from './with-list';

/** DescribeScalableTargets takes fifty resource ids. */
const BATCH = 50;

/** What of an ECS service Application Auto Scaling moves. */
const SERVICE_COUNT = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/**
 * The scalable targets of services by resource id, whichever stack or hand registered them; members begun small
 * (`minCapacity`). What nobody registered is not there.
 * @param resourceIds `service/CLUSTER/NAME`
 * @throws InputError where the session has no region
 */
export async function readScalableTargets(
  session: AwsSession,
  resourceIds: readonly string[],
): Promise<Map<string, JsonObject | ReadFailure>> {
  const batches = await readBatches(
    [...new Set(resourceIds)],
    BATCH,
    (batch) => describeTargets(session, batch),
    // There are no permissions for single targets: a refusal is of all.
    (error) => mayBlameOneItem(error) && !isDenied(error),
  );
  const found = new Map<string, JsonObject | ReadFailure>();
  for (const batch of batches) {
    if (batch.kind === 'answered') keepTargets(batch.items, batch.answer, found);
    else for (const id of batch.items) found.set(id, failureOf(id, batch.error));
  }
  return found;
}

/** Every page of the targets of a batch. */
function describeTargets(session: AwsSession, batch: readonly string[]): Promise<ScalableTarget[]> {
  return readPages(async (token) => {
    const answer = await session.applicationAutoScaling('DescribeScalableTargets', (client, options) =>
      client
        .describeScalableTargets({ ...SERVICE_COUNT, ResourceIds: [...batch], NextToken: token }, options)
        .then(withList('ScalableTargets')),
    );
    return { items: answer.ScalableTargets, next: answer.NextToken };
  });
}

function keepTargets(
  asked: readonly string[],
  answer: readonly ScalableTarget[],
  found: Map<string, JsonObject | ReadFailure>,
): void {
  const targets = objectsOf(answer);
  for (const target of targets) {
    const { ResourceId: resourceId, ScalableDimension: dimension } = target;
    if (resourceId === undefined || !asked.includes(resourceId)) continue;
    if (dimension === SERVICE_COUNT.ScalableDimension) found.set(resourceId, smallInitials(plainObject(target)));
    else if (textOf(dimension) === undefined) found.set(resourceId, failureOf(resourceId, NAMELESS));
  }
  if (targets.every(({ ResourceId: resourceId }) => textOf(resourceId) !== undefined)) return;
  // It may be the target of any service that has none.
  for (const id of asked) if (!found.has(id)) found.set(id, failureOf(id, NAMELESS));
}

const NAMELESS = new AnswerError('the answer has a scalable target and does not say of what');

function failureOf(resourceId: string, error: unknown): ReadFailure {
  return readFailure('application-autoscaling:DescribeScalableTargets', resourceId, error);
}

/**
 * The scheduled actions that move the band of one service's scalable target; members begun small (`scheduledActionName`).
 * @param resourceId `service/CLUSTER/NAME`
 * @throws InputError where the session has no region
 */
export async function readScheduledActions(
  session: AwsSession,
  resourceId: string,
): Promise<JsonObject[] | ReadFailure> {
  try {
    const actions = await readPages(async (token) => {
      const answer = await session.applicationAutoScaling('DescribeScheduledActions', (client, options) =>
        client
          .describeScheduledActions({ ...SERVICE_COUNT, ResourceId: resourceId, NextToken: token }, options)
          .then(withList('ScheduledActions')),
      );
      return { items: answer.ScheduledActions, next: answer.NextToken };
    });
    return actions.map((action) => smallInitials(plainObject(action)));
  } catch (error) {
    return readFailure('application-autoscaling:DescribeScheduledActions', resourceId, error);
  }
}
