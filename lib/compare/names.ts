/** The names of things whose ARN does not hold them, as far as AWS has told them. */
export interface Names {
  /** Undefined where it is not known. */
  nameOf(arn: string): string | undefined;
  /** Why it is not known though AWS was asked, as one clause; undefined where it was not asked. */
  whyNot(arn: string): string | undefined;
}
