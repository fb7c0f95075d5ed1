import type { JsonObject } from '../../lib/model/json';
import type { Style } from './service-birth';

/** A template as an object or as text, JSON or YAML. */
export interface TemplateSource {
  template?: object;
  templateText?: string;
  /** The template after its server-side transforms, where it has any. This is what gets deployed. */
  processedTemplate?: object;
  processedTemplateText?: string;
  /** Nested stacks by logical id. A nested stack that is not among them has no resources, and any output asked for. */
  nested?: Record<string, TemplateSource>;
}

/** What to deploy, and how. */
export interface DeployOptions extends TemplateSource {
  stackName: string;
  account?: string;
  region?: string;
  parameters?: Record<string, string>;
  /** The stack's own tags. */
  tags?: Record<string, string>;
  /** Default: CREATE_COMPLETE, for a stack that was there UPDATE_COMPLETE. */
  status?: string;
  style?: Style;
  /** Service ARNs in the form of old accounts, without the cluster's name. */
  shortServiceArns?: boolean;
  /** Makes up parameters without a value, exports and SSM parameters that nobody made. Default: they are errors. */
  invent?: boolean;
}

/** A stack as the deployer wants it: parsed. */
export interface StackPlan {
  readonly stackName: string;
  readonly template: JsonObject;
  readonly source: TemplateSource;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly style: Style;
  readonly shortServiceArns: boolean;
  readonly invent: boolean;
  readonly inventExports: boolean;
  readonly status?: string;
}
