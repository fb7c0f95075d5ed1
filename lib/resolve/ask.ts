import type { Facts, Question } from '../model/question';
import { Missing, Unknown, type Value } from '../model/value';

/** Asks for a fact; an unknown answer gets the display of the expression and an identity that both sides share. */
export function ask(facts: Facts, question: Question, display: string): Value {
  const answer = facts.ask(question);
  if (answer !== undefined && !(answer instanceof Unknown)) return answer;
  const identity = identityOfQuestion(question);
  const Kind = answer instanceof Missing ? Missing : Unknown;
  return new Kind(
    answer?.reason ?? 'not read yet',
    display,
    identity,
    undefined,
    undefined,
    answer?.likely,
    answer?.secret,
  );
}

/** The question about a plain SSM parameter named as `name` or `name:version`; without a version, of that time. */
export function ssmQuestion(reference: string, asOf?: string): Question {
  const [, name, version] = /^(.*):(\d+)$/.exec(reference) ?? [];
  return name !== undefined && version !== undefined
    ? { kind: 'ssm-parameter', name, version }
    : { kind: 'ssm-parameter', name: reference, asOf };
}

function identityOfQuestion(question: Question): string {
  switch (question.kind) {
    case 'export':
      return `export ${question.name}`;
    case 'attribute':
      return `attribute ${question.attribute} of ${question.physicalId}`;
    case 'ssm-parameter':
      return `SSM parameter ${question.name}:${question.version ?? question.asOf ?? ''}`;
    case 'stack-output': {
      const { stackName, outputName, region = '', roleArn = '', asOf = '' } = question;
      return `output ${outputName} of stack ${stackName} in ${region} ${roleArn} ${asOf}`;
    }
  }
}
