import type { EnvironmentQuestion } from '../model/question';

/** The questions of one kind that a session answers. */
export type QuestionOf<Kind extends EnvironmentQuestion['kind']> = Extract<EnvironmentQuestion, { kind: Kind }>;
