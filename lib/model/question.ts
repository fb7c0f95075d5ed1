import type { Value } from './value';

/** What working a template out may have to ask AWS, within one account and region. */
export type Question =
  /** The value of a CloudFormation export. */
  | { readonly kind: 'export'; readonly name: string }
  /** An attribute that the physical id does not give. */
  | { readonly kind: 'attribute'; readonly type: string; readonly physicalId: string; readonly attribute: string }
  /**
   * A plain SSM parameter: the version that is named, else the newest one. With `asOf` (ISO 8601) only the one that
   * was the newest then will do: it is not known any more where the parameter changed since.
   */
  | { readonly kind: 'ssm-parameter'; readonly name: string; readonly version?: string; readonly asOf?: string };

/**
 * Answers what it knows. Undefined means "not asked yet": the one who answers notes the question, fetches the
 * answer, and the resolution runs again. An answer that cannot be had is an Unknown with the reason.
 */
export interface Facts {
  ask(question: Question): Value | undefined;
}
