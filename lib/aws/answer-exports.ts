import type { ReadFailure } from '../model/deployed-stack';
import type { Value } from '../model/value';
import { readFailure } from './error-words';
import { questionKey } from './question-key';
import type { QuestionOf } from './question-of';
import { readPages } from './read-pages';
import type { AwsSession } from './session';
import { missing, unanswered } from './unanswered';
import { withList } from './with-list';

/** The values of exports, out of one listing of the account and region. */
export async function answerExports(
  session: AwsSession,
  questions: readonly QuestionOf<'export'>[],
): Promise<[key: string, value: Value][]> {
  if (questions.length === 0) return [];
  const exports = await session.once('exports', () => listExports(session));
  const region = await session.region();
  return questions.map((question) => {
    const { name } = question;
    if ('reason' in exports) {
      return [questionKey(question), unanswered(question, `export ${name} could not be looked up: ${exports.reason}`)];
    }
    const reason = `there is no export ${name} in ${region} in this account; is the stack that exports it deployed?`;
    return [questionKey(question), exports.get(name) ?? missing(question, reason)];
  });
}

async function listExports(session: AwsSession): Promise<ReadonlyMap<string, string> | ReadFailure> {
  try {
    const rows = await readPages(async (token) => {
      const answer = await session.cloudFormation('ListExports', (client, options) =>
        client.listExports({ NextToken: token }, options).then(withList('Exports')),
      );
      return { items: answer.Exports, next: answer.NextToken };
    });
    const values = new Map<string, string>();
    for (const { Name: name, Value: value } of rows) if (name && value !== undefined) values.set(name, value);
    return values;
  } catch (error) {
    return readFailure('cloudformation:ListExports', 'this account', error);
  }
}
