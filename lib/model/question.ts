import type { Value } from './value';

/** What working a template out may have to ask AWS. */
export type Question = EnvironmentQuestion | OutputQuestion;

/** What is asked within the account and region of the stack. */
export type EnvironmentQuestion =
  /** The value of a CloudFormation export. */
  | { readonly kind: 'export'; readonly name: string }
  /** An attribute that the physical id does not give. */
  | { readonly kind: 'attribute'; readonly type: string; readonly physicalId: string; readonly attribute: string }
  /**
   * A plain SSM parameter: the version that is named, else the newest one. With `asOf` (ISO 8601) only the one that
   * was the newest then will do: it is not known any more where the parameter changed since.
   */
  | { readonly kind: 'ssm-parameter'; readonly name: string; readonly version?: string; readonly asOf?: string };

/** An output of another stack, which may be in another region and account. */
export interface OutputQuestion {
  readonly kind: 'stack-output';
  readonly stackName: string;
  readonly outputName: string;
  readonly region?: string;
  /** The role that CloudFormation assumes to read that stack; it is in the stack's account. */
  readonly roleArn?: string;
  /** As with SSM parameters: only the value that the output had at this time will do. */
  readonly asOf?: string;
}

/**
 * Answers what it knows. Undefined means "not asked yet": the one who answers notes the question, fetches the
 * answer, and the resolution runs again. An answer that cannot be had is an Unknown with the reason.
 */
export interface Facts {
  ask(question: Question): Value | undefined;
}
