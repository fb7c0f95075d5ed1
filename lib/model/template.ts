import type { TemplateJson } from './value';

/** A CloudFormation template whose outline has been checked: every section that is there is an object. */
export interface Template {
  readonly Resources: { readonly [logicalId: string]: TemplateResource };
  readonly Parameters?: { readonly [name: string]: TemplateParameter };
  readonly Mappings?: { readonly [name: string]: TemplateJson };
  readonly Conditions?: { readonly [name: string]: TemplateJson };
  readonly Outputs?: { readonly [name: string]: TemplateOutput };
  /** The server-side macros, in order; empty where there are none. Covers `Transform` and any `Fn::Transform` below. */
  readonly transforms: readonly string[];
  /** The whole document as it was read, to compare it with another. */
  readonly document: { readonly [section: string]: TemplateJson };
  /** The text that it was read from. */
  readonly text?: string;
  /** What CloudFormation accepts and people should know, one line each with its place; absent if there is nothing. */
  readonly warnings?: readonly string[];
}

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: { readonly [name: string]: TemplateJson };
  readonly Metadata?: { readonly [name: string]: TemplateJson };
  readonly DeletionPolicy?: TemplateJson;
}

export interface TemplateParameter {
  /** `String`, `Number`, `CommaDelimitedList`, `List<…>`, `AWS::SSM::Parameter::Value<…>`, an AWS-specific type. */
  readonly Type: string;
  readonly Default?: TemplateJson;
  readonly NoEcho?: boolean;
}

export interface TemplateOutput {
  readonly Value?: TemplateJson;
  readonly Condition?: string;
  readonly Export?: { readonly Name?: TemplateJson };
}
