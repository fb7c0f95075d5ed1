/** A rule of the code that takes a property out of the verdict; it needs a reason. */
export interface IgnoreRule {
  /** A property path as the report spells it, with all below it; `*` stands for any text within a segment: `Tags[cost-*]`. */
  readonly property: string;
  /** Why, for whoever reads the report. */
  readonly reason: string;
  /** The last day on which the rule holds, `2027-01-31`. Default: it holds for ever. */
  readonly expires?: string;
}

/** The type of the metadata entries that rules become; their data is the rule. */
export const IGNORE_METADATA = 'cdk-ecs-drift:ignore';
