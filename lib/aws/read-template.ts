import type { ReadFailure } from '../model/deployed-stack';
import { messageOf } from '../model/errors';
import { AnswerError } from './answer-error';
import { nameOf } from './error-parts';
import { readFailure } from './error-words';
import type { AwsSession } from './session';

/** The stack's template before its transforms; only of use where a local template has some. */
export function readOriginalTemplate(session: AwsSession, stackId: string): Promise<string | ReadFailure> {
  return readTemplate(session, stackId, 'Original');
}

/** The stack's template as it was deployed: after its transforms. */
export function readProcessedTemplate(session: AwsSession, stackNameOrId: string): Promise<string | ReadFailure> {
  return readTemplate(session, stackNameOrId, 'Processed');
}

async function readTemplate(
  session: AwsSession,
  stackNameOrId: string,
  stage: 'Original' | 'Processed',
): Promise<string | ReadFailure> {
  try {
    return await session.cloudFormation('GetTemplate', async (client, options) => {
      const answer = await client.getTemplate({ StackName: stackNameOrId, TemplateStage: stage }, options);
      if (!answer.TemplateBody) throw new AnswerError('the answer holds no template');
      return answer.TemplateBody;
    });
  } catch (error) {
    const failure = readFailure('cloudformation:GetTemplate', `stack ${stackNameOrId}`, error);
    const isAbsent = nameOf(error) === 'ValidationError' && messageOf(error).includes('does not exist');
    return isAbsent ? { ...failure, absent: true } : failure;
  }
}
