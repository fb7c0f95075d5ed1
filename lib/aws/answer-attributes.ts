import type { ReadFailure } from '../model/deployed-stack';
import { isObject, type JsonObject, member } from '../model/json';
import { toValue, type Value } from '../model/value';
import { AnswerError } from './answer-error';
import { readFailure } from './error-words';
import { questionKey } from './question-key';
import type { QuestionOf } from './question-of';
import type { AwsSession } from './session';
import { unanswered } from './unanswered';

/** Attributes of resources, out of Cloud Control: each resource is read once, however many are asked for. */
export function answerAttributes(
  session: AwsSession,
  questions: readonly QuestionOf<'attribute'>[],
): Promise<[key: string, value: Value][]> {
  return Promise.all(
    questions.map(async (question): Promise<[string, Value]> => {
      const { type, physicalId } = question;
      const resource = await session.once(JSON.stringify(['resource', type, physicalId]), () =>
        readResource(session, type, physicalId),
      );
      return [questionKey(question), attributeOf(question, resource)];
    }),
  );
}

interface ResourceRead {
  readonly properties?: JsonObject;
  readonly failure?: ReadFailure;
}

function attributeOf(question: QuestionOf<'attribute'>, { properties, failure }: ResourceRead): Value {
  const { attribute, type, physicalId } = question;
  if (failure !== undefined) {
    // Which of the two permissions is missing only AWS's own words tell.
    const also = failure.denied ? "; it also wants the read permission of the resource's own service" : '';
    return unanswered(question, `${attribute} could not be read: ${failure.reason}${also}`);
  }
  let found: unknown = properties;
  for (const name of attribute.split('.')) found = isObject(found) ? member(found, name) : undefined;
  return (
    toValue(found as JsonObject | undefined) ??
    unanswered(question, `Cloud Control does not give ${attribute} of ${type} ${physicalId}`)
  );
}

async function readResource(session: AwsSession, type: string, physicalId: string): Promise<ResourceRead> {
  try {
    const properties = await session.cloudControl('GetResource', async (client, options) => {
      const answer = await client.getResource({ TypeName: type, Identifier: physicalId }, options);
      return parseProperties(answer.ResourceDescription?.Properties);
    });
    return { properties };
  } catch (error) {
    // The IAM prefix of Cloud Control is CloudFormation's.
    return { failure: readFailure('cloudformation:GetResource', `${type} ${physicalId}`, error) };
  }
}

function parseProperties(text: string | undefined): JsonObject {
  const properties: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!isObject(properties)) throw new AnswerError('the answer holds no properties');
  return properties as JsonObject;
}
