import type { ReadFailure } from '../model/deployed-stack';
import { messageOf } from '../model/errors';
import { isObject, type JsonObject } from '../model/json';
import { AnswerError } from './answer-error';
import { nameOf } from './error-parts';
import { readFailure } from './error-words';
import { plainObject } from './plain-json';
import type { AwsSession } from './session';

/** ECS says it with a ClientException, which stands for much else (ECS API DescribeTaskDefinition, as answered live). */
const NO_SUCH_REVISION = /\bunable to describe task definition\b/i;

/**
 * Task definitions in ECS's own names, with their `status` (`ACTIVE`, `INACTIVE`), by ARN as it was asked for. Each is
 * read once per session: a revision never changes, and a status may for the length of a run. One that ECS does not know
 * is a failure with `absent`.
 * @param arns with a revision: a family alone would be answered with its newest
 * @throws InputError where the session has no region
 */
export async function readTaskDefinitions(
  session: AwsSession,
  arns: readonly string[],
): Promise<Map<string, JsonObject | ReadFailure>> {
  const reads = [...new Set(arns)].map(async (arn): Promise<[string, JsonObject | ReadFailure]> => {
    const read = await session.once(JSON.stringify(['task-definition', arn]), () => readTaskDefinition(session, arn));
    return [arn, read];
  });
  return new Map(await Promise.all(reads));
}

async function readTaskDefinition(session: AwsSession, arn: string): Promise<JsonObject | ReadFailure> {
  try {
    return await session.ecs('DescribeTaskDefinition', async (client, options) => {
      const { taskDefinition } = await client.describeTaskDefinition({ taskDefinition: arn }, options);
      if (!isObject(taskDefinition)) throw new AnswerError('the answer holds no task definition');
      return plainObject(taskDefinition);
    });
  } catch (error) {
    const failure = readFailure('ecs:DescribeTaskDefinition', `task definition ${arn}`, error);
    return isAbsent(error) ? { ...failure, absent: true } : failure;
  }
}

function isAbsent(error: unknown): boolean {
  return nameOf(error) === 'ClientException' && NO_SUCH_REVISION.test(messageOf(error));
}
