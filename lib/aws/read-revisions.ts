import type { ServiceRevision as SdkServiceRevision } from '@aws-sdk/client-ecs';
import type { ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import { AnswerError } from './answer-error';
import type { Sent } from './ecs-answers';
import { readFailure } from './error-words';
import { numberOf, objectsOf, textOf } from './objects-of';
import { plainObject } from './plain-json';
import { readBatches } from './read-batches';
import type { AwsSession } from './session';
import { withList } from './with-list';

const ACTION = 'ecs:DescribeServiceRevisions';

type ServiceRevision = Sent<SdkServiceRevision>;

/** DescribeServiceRevisions takes twenty ARNs, of any services. */
const BATCH = 20;

export interface RevisionRequest {
  readonly serviceArn: string;
  /** The service's `currentServiceRevisions`; more than one while a deployment goes on. */
  readonly revisionArns: readonly string[];
}

/**
 * The revision that each service runs, by the service's ARN: of several the newest, which is the one that the primary
 * deployment brings. One that cannot be read fails its service, because it may be the newest.
 * @throws InputError where the session has no region
 */
export async function readRevisions(
  session: AwsSession,
  services: readonly RevisionRequest[],
): Promise<Map<string, JsonObject | ReadFailure>> {
  const arns = new Set(services.flatMap((service) => service.revisionArns));
  const batches = await readBatches([...arns], BATCH, (batch) =>
    session.ecs('DescribeServiceRevisions', (client, options) =>
      client.describeServiceRevisions({ serviceRevisionArns: [...batch] }, options).then(withList('serviceRevisions')),
    ),
  );
  const revisions = new Map<string, ServiceRevision>();
  const errors = new Map<string, unknown>();
  for (const batch of batches) {
    if (batch.kind === 'failed') for (const arn of batch.items) errors.set(arn, batch.error);
    else sortAnswer(batch.answer, revisions, errors);
  }
  return new Map(services.map((service) => [service.serviceArn, pickNewest(service, revisions, errors)]));
}

function sortAnswer(
  answer: { serviceRevisions?: ServiceRevision[]; failures?: { arn?: string; reason?: string }[] },
  revisions: Map<string, ServiceRevision>,
  errors: Map<string, unknown>,
): void {
  for (const revision of objectsOf(answer.serviceRevisions)) {
    if (revision.serviceRevisionArn !== undefined) revisions.set(revision.serviceRevisionArn, revision);
  }
  for (const { arn, reason } of objectsOf(answer.failures)) {
    if (arn !== undefined) errors.set(arn, new AnswerError(textOf(reason) ?? 'a failure without a reason'));
  }
}

function pickNewest(
  { serviceArn, revisionArns }: RevisionRequest,
  revisions: ReadonlyMap<string, ServiceRevision>,
  errors: ReadonlyMap<string, unknown>,
): JsonObject | ReadFailure {
  let newest: ServiceRevision | undefined;
  for (const arn of revisionArns) {
    const revision = revisions.get(arn);
    if (revision === undefined) {
      const error = errors.get(arn) ?? new AnswerError('the answer does not hold it');
      return readFailure(ACTION, `service revision ${arn}`, error);
    }
    if (revisionArns.length > 1 && numberOf(revision.createdAt) === undefined) {
      const error = new AnswerError('the answer does not say when it was made, and so not which is the newest');
      return readFailure(ACTION, `service revision ${arn}`, error);
    }
    if (newest === undefined || madeAt(revision) > madeAt(newest)) newest = revision;
  }
  if (newest !== undefined) return plainObject(newest);
  return readFailure(ACTION, `service ${serviceArn}`, new AnswerError('ECS names no current revision of it'));
}

function madeAt(revision: ServiceRevision): number {
  return numberOf(revision.createdAt) ?? 0;
}
