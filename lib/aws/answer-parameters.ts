import type { Parameter } from '@aws-sdk/client-ssm';
import type { Value } from '../model/value';
import { readFailure } from './error-words';
import { objectsOf } from './objects-of';
import { questionKey } from './question-key';
import type { QuestionOf } from './question-of';
import { readBatches } from './read-batches';
import type { AwsSession } from './session';
import { unanswered } from './unanswered';
import { withList } from './with-list';

/** GetParameters takes ten names. */
const BATCH = 10;

/** The values of plain SSM parameters as they stand there; of the newest version where none is named. */
export async function answerParameters(
  session: AwsSession,
  questions: readonly QuestionOf<'ssm-parameter'>[],
): Promise<[key: string, value: Value][]> {
  const bySelector = new Map<string, QuestionOf<'ssm-parameter'>[]>();
  for (const question of questions) {
    const selector = selectorOf(question);
    bySelector.set(selector, [...(bySelector.get(selector) ?? []), question]);
  }
  const batches = await readBatches([...bySelector.keys()], BATCH, (batch) =>
    session.ssm('GetParameters', (client, options) =>
      client.getParameters({ Names: [...batch] }, options).then(withList('Parameters')),
    ),
  );
  return batches.flatMap((batch) =>
    batch.items
      .flatMap((selector) => bySelector.get(selector) ?? [])
      .map((question): [string, Value] => [
        questionKey(question),
        batch.kind === 'failed'
          ? refused(question, batch.error)
          : parameterValue(question, objectsOf(batch.answer.Parameters)),
      ]),
  );
}

function selectorOf({ name, version }: QuestionOf<'ssm-parameter'>): string {
  return version === undefined ? name : `${name}:${version}`;
}

function parameterValue(question: QuestionOf<'ssm-parameter'>, parameters: readonly Parameter[]): Value {
  const selector = selectorOf(question);
  const found = parameters.find(
    ({ Name: name, ARN: arn, Selector: given, Version: version }) =>
      `${name}${given ?? ''}` === selector ||
      `${arn}${given ?? ''}` === selector ||
      (name === question.name && given === undefined && String(version) === question.version),
  );
  if (found === undefined) return unanswered(question, `there is no SSM parameter ${selector}`);
  if (found.Type === 'SecureString')
    return unanswered(question, `SSM parameter ${selector} is a SecureString, which is never read`);
  const changed = found.LastModifiedDate?.toISOString();
  if (question.asOf !== undefined && changed !== undefined && changed > question.asOf) {
    const since = `SSM parameter ${selector} changed at ${changed}, after the stack was deployed`;
    return unanswered(question, `${since}: what went into the stack is not known any more`, found.Value);
  }
  return found.Value ?? unanswered(question, `SSM parameter ${selector} came without a value`);
}

function refused(question: QuestionOf<'ssm-parameter'>, error: unknown): Value {
  return unanswered(question, readFailure('ssm:GetParameters', `parameter ${selectorOf(question)}`, error).reason);
}
