import type { Template } from './template';

/** Where the user's code creates a resource. */
export interface SourceLocation {
  /** Relative to the working directory with `/` where it lies below it, else as the trace has it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A stack of the code's side: from a cloud assembly, or a template file. */
export interface LocalStack {
  /** The name that CloudFormation knows it by; for a nested stack the logical id of its `AWS::CloudFormation::Stack`. */
  readonly stackName: string;
  /** What users select besides the name: the construct path (`Prod/Web`). */
  readonly constructPath: string;
  /** From the assembly's environment; undefined where the stack is environment-agnostic. */
  readonly account?: string;
  readonly region?: string;
  /** Relative to the assembly's root directory; for a template file the path as it was given. */
  readonly templateFile: string;
  /** Undefined where it could not be read; {@link problem} then says why. */
  readonly template?: Template;
  /** One line for people that names the file. */
  readonly problem?: string;
  /** The assembly's stack tags. */
  readonly tags: { readonly [key: string]: string };
  /** Parameter values that the assembly itself gives. */
  readonly parameters: { readonly [name: string]: string };
  /** By logical id of this stack's own resources. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /** By construct path without the leading slash (`Web/Service/Service`). */
  readonly sources: ReadonlyMap<string, SourceLocation>;
  /** Nested stacks whose template is in the assembly, by logical id of the `AWS::CloudFormation::Stack`. */
  readonly nested: ReadonlyMap<string, LocalStack>;
  /** The role that the CDK bootstrap made for look-ups, with its placeholders; undefined where there is none. */
  readonly lookupRole?: LookupRole;
  /** What the code wants ignored in this stack and those nested in it; on root stacks only. */
  readonly ignoreRules?: readonly CodeIgnoreRule[];
}

/** An ignore rule that stands in the code, beside a construct. */
export interface CodeIgnoreRule {
  /** It holds for the services at and below it; without a leading slash. */
  readonly constructPath: string;
  readonly property: string;
  readonly reason: string;
  /** The last day on which it holds, `2027-01-31`. */
  readonly expires?: string;
  /** The place in the code, `lib/web-stack.ts:42`, else the construct path. */
  readonly source: string;
}

export interface LookupRole {
  readonly arn: string;
  readonly externalId?: string;
  /** Names of the further AssumeRole parameters that the manifest gives. They are never sent: they could change what the role may do. */
  readonly unsent?: readonly string[];
}

/** All that the code's side holds. */
export interface LocalAssembly {
  /** Root stacks in the order of the assembly. */
  readonly stacks: readonly LocalStack[];
  /** What could not be read beside the stacks: one line each. */
  readonly problems: readonly string[];
  /** What is worth knowing and hides nothing: one line each. */
  readonly remarks: readonly string[];
}
