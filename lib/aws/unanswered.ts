import type { Question } from '../model/question';
import { Missing, Unknown } from '../model/value';
import { questionKey } from './question-key';

/** The answer to a question of which there is none. The reason is one clause. */
export function unanswered(question: Question, reason: string, likely?: string): Unknown {
  return new Unknown(reason, displayOf(question), questionKey(question), undefined, undefined, likely);
}

/** The answer to a question about something that does not exist. The reason is one clause. */
export function missing(question: Question, reason: string): Missing {
  return new Missing(reason, displayOf(question), questionKey(question));
}

function displayOf(question: Question): string {
  switch (question.kind) {
    case 'export':
      return `\${Fn::ImportValue:${question.name}}`;
    case 'attribute':
      return `\${${question.physicalId}.${question.attribute}}`;
    case 'ssm-parameter':
      return `{{resolve:ssm:${[question.name, question.version].filter(Boolean).join(':')}}}`;
    case 'stack-output':
      return `\${Fn::GetStackOutput:${question.stackName}.${question.outputName}}`;
  }
}
