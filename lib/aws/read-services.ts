import type { DescribeServicesCommandOutput, Failure, Service } from '@aws-sdk/client-ecs';
import type { LiveService, ServiceRequest } from '../model/live-service';
import { AnswerError } from './answer-error';
import type { Sent } from './ecs-answers';
import { nameOf } from './error-parts';
import { readFailure } from './error-words';
import { objectsOf, textOf } from './objects-of';
import { plainObject } from './plain-json';
import { type BatchRead, readBatches } from './read-batches';
import type { AwsSession } from './session';

const ACTION = 'ecs:DescribeServices';

/** DescribeServices takes ten services of one cluster. */
const BATCH = 10;

/**
 * What ECS says of services, with their tags; keyed by the service's ARN as it was asked for. Answers are found by
 * ARN, never by position.
 * @throws InputError where the session has no region
 */
export async function readServices(
  session: AwsSession,
  requests: readonly ServiceRequest[],
): Promise<Map<string, LiveService>> {
  const clusters = new Map<string, Set<string>>();
  for (const { clusterArn, serviceArn } of requests) {
    clusters.set(clusterArn, (clusters.get(clusterArn) ?? new Set()).add(serviceArn));
  }
  const reads = await Promise.all(
    [...clusters].map(([cluster, services]) => readCluster(session, cluster, [...services])),
  );
  return new Map(reads.flat());
}

type LiveEntry = [serviceArn: string, live: LiveService];

async function readCluster(session: AwsSession, cluster: string, services: readonly string[]): Promise<LiveEntry[]> {
  const batches = await readBatches(services, BATCH, (batch) =>
    session.ecs('DescribeServices', (client, options) =>
      client
        .describeServices({ cluster, services: [...batch], include: ['TAGS'] }, options)
        // At once, since most of an answer is events, which nobody keeps.
        .then((answer) => sortAnswer(batch, speaking(answer))),
    ),
  );
  return batches.flatMap((batch) => (batch.kind === 'answered' ? batch.answer : explainFailure(cluster, batch)));
}

type Answer = Sent<DescribeServicesCommandOutput>;
type Failed = Extract<BatchRead<string, unknown>, { kind: 'failed' }>;

/** An answer that says something, as every answer does about what it was asked for; throws AnswerError for another. */
function speaking(answer: Answer): Answer {
  if (objectsOf(answer.services).length > 0 || objectsOf(answer.failures).length > 0) return answer;
  throw new AnswerError('the answer says nothing of it');
}

function explainFailure(cluster: string, { items, error }: Failed): LiveEntry[] {
  if (nameOf(error) === 'ClusterNotFoundException') {
    const reason = `its cluster ${cluster} does not exist any more: ECS says ClusterNotFoundException`;
    return items.map((arn) => [arn, { kind: 'deleted', reason }]);
  }
  return items.map((arn) => [arn, { kind: 'unread', reason: readFailure(ACTION, `service ${arn}`, error).reason }]);
}

function sortAnswer(items: readonly string[], answer: Answer): LiveEntry[] {
  const services = objectsOf(answer.services);
  const failures = objectsOf(answer.failures);
  return items.map((arn) => {
    const exact = services.filter(({ serviceArn }) => serviceArn === arn);
    const found = exact.length > 0 ? exact : services.filter(({ serviceArn }) => isOtherFormat(arn, serviceArn));
    const service = found.find(({ status }) => status === 'ACTIVE') ?? found[0];
    if (service !== undefined) return [arn, toLive(arn, service)];
    const failure = failures.find((one) => one.arn === arn || isOtherFormat(arn, one.arn));
    if (failure !== undefined) return [arn, explainEntry(arn, failure)];
    // ECS has a failure for what it does not know: an answer without a word is half an answer.
    return [arn, unread(arn, 'the answer does not hold it, neither as a service nor as a failure')];
  });
}

function toLive(arn: string, service: Sent<Service>): LiveService {
  switch (service.status) {
    case 'ACTIVE':
      // The events are by far the largest part of the answer, and nothing is compared with them.
      return { kind: 'found', service: plainObject(service, ['events']) };
    case 'INACTIVE':
      return { kind: 'deleted', reason: 'it was deleted outside CloudFormation: ECS has it as INACTIVE' };
    case 'DRAINING':
      return { kind: 'deleted', reason: 'it is being deleted outside CloudFormation: ECS has it as DRAINING' };
    default:
      return unread(arn, `ECS gives it the status ${textOf(service.status) ?? '(none)'}, of which nothing is known`);
  }
}

function explainEntry(arn: string, failure: Failure): LiveService {
  const [reason, detail] = [textOf(failure.reason), textOf(failure.detail)];
  if (reason === 'MISSING') return { kind: 'deleted', reason: 'ECS does not know it any more (MISSING)' };
  return unread(arn, [reason ?? 'a failure without a reason', detail].filter(Boolean).join(': '));
}

function unread(arn: string, words: string): LiveService {
  return { kind: 'unread', reason: `${ACTION} of service ${arn}: ${words}` };
}

/**
 * True for the old format of an ARN beside the new one (`service/NAME`, `service/CLUSTER/NAME`): within the one cluster
 * of a batch a name is one service.
 */
function isOtherFormat(asked: string, answered: string | undefined): boolean {
  if (typeof answered !== 'string') return false;
  const [one, other] = [asked.split('/'), answered.split('/')];
  return one.length !== other.length && one[0] === other[0] && one.at(-1) === other.at(-1);
}
