import type { Question } from '../model/question';

/** The questions of one kind. */
export type QuestionOf<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>;
