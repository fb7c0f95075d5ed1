import type { Question } from '../model/question';

/** A text that is the same for the same question and differs for every other. */
export function questionKey(question: Question): string {
  switch (question.kind) {
    case 'export':
      return JSON.stringify([question.kind, question.name]);
    case 'attribute':
      return JSON.stringify([question.kind, question.type, question.physicalId, question.attribute]);
    case 'ssm-parameter':
      return JSON.stringify([question.kind, question.name, question.version ?? null, question.asOf ?? null]);
    case 'stack-output': {
      const { kind, stackName, outputName, region, roleArn, asOf } = question;
      return JSON.stringify([kind, stackName, outputName, region ?? null, roleArn ?? null, asOf ?? null]);
    }
  }
}
