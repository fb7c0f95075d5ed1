import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import { isDenied, mayBlameOneItem, readFailure } from './error-words';
import { objectsOf } from './objects-of';
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

export interface ScalableTargetsRead {
  /**
   * By resource id (`service/CLUSTER/NAME`), members begun small (`minCapacity`). What nobody registered is not there.
   */
  readonly targets: Map<string, JsonObject>;
  /** Set where some could not be read: that one is not among the targets then means nothing. */
  readonly failure?: ReadFailure;
}

/**
 * The scalable targets of services, whichever stack or hand registered them.
 * @param resourceIds `service/CLUSTER/NAME`
 * @throws InputError where the session has no region
 */
export async function readScalableTargets(
  session: AwsSession,
  resourceIds: readonly string[],
): Promise<ScalableTargetsRead> {
  const batches = await readBatches(
    [...new Set(resourceIds)],
    BATCH,
    (batch) => describeTargets(session, batch),
    // There are no permissions for single targets: a refusal is of all.
    (error) => mayBlameOneItem(error) && !isDenied(error),
  );
  const targets = new Map<string, JsonObject>();
  let failure: ReadFailure | undefined;
  for (const batch of batches) {
    if (batch.kind === 'answered') keepTargets(batch.items, batch.answer, targets);
    else failure ??= failureOf(batch.items, batch.error);
  }
  return failure === undefined ? { targets } : { targets, failure };
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
  found: Map<string, JsonObject>,
): void {
  for (const target of objectsOf(answer)) {
    const { ResourceId: resourceId, ScalableDimension: dimension } = target;
    if (resourceId === undefined || !asked.includes(resourceId)) continue;
    if (dimension === SERVICE_COUNT.ScalableDimension) found.set(resourceId, smallInitials(plainObject(target)));
  }
}

function failureOf(asked: readonly string[], error: unknown): ReadFailure {
  const [first = ''] = asked;
  const more = asked.length > 1 ? ` and ${asked.length - 1} more` : '';
  return readFailure('application-autoscaling:DescribeScalableTargets', `${first}${more}`, error);
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
