import type { LocalStack } from '../model/local-stack';

/** A stack to check: with code, or by its name alone. */
export interface Target {
  readonly stackName: string;
  readonly local?: LocalStack;
}
