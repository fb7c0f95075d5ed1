import type { ReadFailure } from '../model/deployed-stack';
import { readFailure } from './error-words';
import { readPages } from './read-pages';
import type { AwsSession } from './session';
import { withList } from './with-list';

/** ListServices gives ten at a time, and a hundred where it is asked to. */
const PAGE = 100;

/**
 * The ARNs of all services of a cluster.
 * @param cluster name or ARN
 * @throws InputError where the session has no region
 */
export async function listServices(session: AwsSession, cluster: string): Promise<string[] | ReadFailure> {
  try {
    return await readPages(async (token) => {
      const answer = await session.ecs('ListServices', (client, options) =>
        client.listServices({ cluster, nextToken: token, maxResults: PAGE }, options).then(withList('serviceArns')),
      );
      return { items: answer.serviceArns, next: answer.nextToken };
    });
  } catch (error) {
    return readFailure('ecs:ListServices', `cluster ${cluster}`, error);
  }
}
