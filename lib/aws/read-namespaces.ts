import type { ReadFailure } from '../model/deployed-stack';
import { AnswerError } from './answer-error';
import { nameOf } from './error-parts';
import { readFailure } from './error-words';
import type { AwsSession } from './session';

/**
 * The names of Cloud Map namespaces, by ARN as it was asked for; each is read once per session.
 * @throws InputError where the session has no region
 */
export async function readNamespaceNames(
  session: AwsSession,
  arns: readonly string[],
): Promise<Map<string, string | ReadFailure>> {
  const reads = [...new Set(arns)].map(async (arn): Promise<[string, string | ReadFailure]> => {
    const name = await session.once(JSON.stringify(['namespace', arn]), () => readName(session, arn));
    return [arn, name];
  });
  return new Map(await Promise.all(reads));
}

async function readName(session: AwsSession, arn: string): Promise<string | ReadFailure> {
  try {
    const id = arn.slice(arn.lastIndexOf('/') + 1);
    return await askName(session, id).catch((error: unknown) => {
      // One that another account shares is known by its ARN alone.
      if (id === arn || nameOf(error) !== 'NamespaceNotFound') throw error;
      return askName(session, arn);
    });
  } catch (error) {
    return readFailure('servicediscovery:GetNamespace', `namespace ${arn}`, error);
  }
}

function askName(session: AwsSession, idOrArn: string): Promise<string> {
  return session.serviceDiscovery('GetNamespace', async (client, options) => {
    const answer = await client.getNamespace({ Id: idOrArn }, options);
    const name = answer.Namespace?.Name;
    if (!name) throw new AnswerError('the answer holds no name');
    return name;
  });
}
