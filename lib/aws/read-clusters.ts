import type { Cluster, DescribeClustersCommandOutput } from '@aws-sdk/client-ecs';
import type { ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import { AnswerError } from './answer-error';
import { readFailure } from './error-words';
import { objectsOf, textOf } from './objects-of';
import { plainObject } from './plain-json';
import { readBatches } from './read-batches';
import type { AwsSession } from './session';
import { withList } from './with-list';

/** DescribeClusters takes a hundred clusters. */
const BATCH = 100;

/**
 * What ECS says of clusters, by what was asked for. The default capacity provider strategy and the Service Connect
 * defaults come with it.
 * @param clusters ARNs or names
 * @throws InputError where the session has no region
 */
export async function readClusters(
  session: AwsSession,
  clusters: readonly string[],
): Promise<Map<string, JsonObject | ReadFailure>> {
  const batches = await readBatches([...new Set(clusters)], BATCH, (batch) =>
    session.ecs('DescribeClusters', (client, options) =>
      client.describeClusters({ clusters: [...batch] }, options).then(withList('clusters')),
    ),
  );
  const found = new Map<string, JsonObject | ReadFailure>();
  for (const batch of batches) {
    for (const asked of batch.items) {
      found.set(asked, batch.kind === 'answered' ? pickCluster(asked, batch.answer) : failureOf(asked, batch.error));
    }
  }
  return found;
}

function pickCluster(asked: string, answer: DescribeClustersCommandOutput): JsonObject | ReadFailure {
  const cluster = objectsOf(answer.clusters).find((one) => isSameCluster(asked, one));
  if (cluster !== undefined) return plainObject(cluster);
  const failure = objectsOf(answer.failures).find(({ arn }) => arn === asked || nameOfCluster(arn) === asked);
  if (failure === undefined) return failureOf(asked, new AnswerError('the answer does not hold it'));
  const words = [textOf(failure.reason) ?? 'a failure without a reason', textOf(failure.detail)]
    .filter(Boolean)
    .join(': ');
  return failureOf(asked, new AnswerError(words));
}

function isSameCluster(asked: string, { clusterArn, clusterName }: Cluster): boolean {
  return asked === clusterArn || asked === clusterName || asked === nameOfCluster(clusterArn);
}

function nameOfCluster(arn: string | undefined): string | undefined {
  return typeof arn === 'string' ? arn.slice(arn.lastIndexOf('/') + 1) : undefined;
}

function failureOf(asked: string, error: unknown): ReadFailure {
  return readFailure('ecs:DescribeClusters', `cluster ${asked}`, error);
}
