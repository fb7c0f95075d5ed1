/** Levels of nesting that are followed; far more than CloudFormation's templates have, far less than the stack holds. */
export const MOST_LEVELS = 200;
