import type { EnvironmentQuestion } from '../model/question';
import type { Value } from '../model/value';
import { answerAttributes } from './answer-attributes';
import { answerExports } from './answer-exports';
import { answerParameters } from './answer-parameters';
import { questionKey } from './question-key';
import type { QuestionOf } from './question-of';
import type { AwsSession } from './session';

/**
 * Answers what working a template out needs to know, by {@link questionKey}. Exports are listed once per session,
 * resources read once per session, SSM parameters in batches. An answer that cannot be had is an Unknown with the reason.
 * @throws InputError where the session has no region
 */
export async function answerQuestions(
  session: AwsSession,
  questions: readonly EnvironmentQuestion[],
): Promise<Map<string, Value>> {
  const asked = [...new Map(questions.map((question) => [questionKey(question), question])).values()];
  const of = <Kind extends EnvironmentQuestion['kind']>(kind: Kind): QuestionOf<Kind>[] =>
    asked.filter((question): question is QuestionOf<Kind> => question.kind === kind);
  const answers = await Promise.all([
    answerExports(session, of('export')),
    answerAttributes(session, of('attribute')),
    answerParameters(session, of('ssm-parameter')),
  ]);
  return new Map(answers.flat());
}
