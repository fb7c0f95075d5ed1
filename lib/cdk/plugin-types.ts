/*
 * What the CDK hands to a validation plugin and takes back, in the shape that all its versions share. The library's own
 * types have other names in other versions, and a type that is missing there would not compile for who uses that one.
 */

/** What is validated. */
export interface ValidationContext {
  /** Absolute paths of the templates of the root stacks. */
  readonly templatePaths: readonly string[];
  /** Only from newer versions; they are also the ones that show the warnings of a report without errors. */
  readonly appConstruct?: object;
}

/** What a plugin found. */
export interface ValidationReport {
  success: boolean;
  pluginVersion?: string;
  violations: Violation[];
}

/** One finding. */
export interface Violation {
  ruleName: string;
  description: string;
  violatingResources: ViolatingResource[];
  /** The CDK shows it as the suggested fix. */
  fix?: string;
  severity: Severity;
  ruleMetadata?: { [key: string]: string };
}

/** The CDK counts errors, and shows warnings. */
export type Severity = 'error' | 'warning';

/** What a finding is about. Older versions want the logical id and the template path in any case. */
export interface ViolatingResource {
  /** Empty for what is no resource. */
  resourceLogicalId: string;
  templatePath: string;
  /** For what is no resource; else the CDK finds it. */
  constructPath?: string;
  /** `Properties.DesiredCount` */
  locations: string[];
}
