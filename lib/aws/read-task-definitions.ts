import type { ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import { AnswerError } from './answer-error';
import { readFailure } from './error-words';
import { plainObject } from './plain-json';
import type { AwsSession } from './session';

/**
 * Task definitions in ECS's own names, with their `status` (`ACTIVE`, `INACTIVE`), by ARN as it was asked for. Each is
 * read once per session: a revision never changes, and a status may for the length of a run.
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
      if (typeof taskDefinition !== 'object') throw new AnswerError('the answer holds no task definition');
      return plainObject(taskDefinition);
    });
  } catch (error) {
    return readFailure('ecs:DescribeTaskDefinition', `task definition ${arn}`, error);
  }
}
