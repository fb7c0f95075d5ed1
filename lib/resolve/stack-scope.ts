import type { OutputQuestion } from '../model/question';
import type { Template } from '../model/template';
import type { Unknown, Value } from '../model/value';

/** What CloudFormation made of one logical id. */
export interface ScopedResource {
  readonly physicalId: string;
  readonly type: string;
}

/** One template and everything about its stack that working its values out can draw upon. */
export interface StackScope {
  readonly side: 'synthesized' | 'deployed';
  readonly template: Template;
  /** Undefined while nobody knows where the stack will be: then its pseudo parameters are unknown. */
  readonly account?: string;
  readonly region?: string;
  readonly stackName: string;
  /** Undefined while the stack is not deployed. */
  readonly stackId?: string;
  readonly notificationArns: readonly string[];
  /** When the stack was last created or updated, ISO 8601: what is newer did not go into it. Deployed side only. */
  readonly deployedAt?: string;
  /** Given values by parameter name, as CloudFormation holds them: `a,b` for lists, SSM types already resolved. */
  readonly parameters: ReadonlyMap<string, Value>;
  /** By logical id; undefined where the list could not be read. */
  readonly resources?: ReadonlyMap<string, ScopedResource>;
  /** An output of a nested stack by the logical id of its `AWS::CloudFormation::Stack`; undefined where nobody knows. */
  readonly nestedOutput: (logicalId: string, output: string) => Value | undefined;
  /** By logical id, resources that the deploy replaces, or may replace, with what leaves that open. Synthesized side only. */
  readonly replaced?: ReadonlyMap<string, 'surely' | Unknown>;
  /** Names of exports that stacks of the assembly will make. Synthesized side only. */
  readonly comingExports?: ReadonlySet<string>;
  /**
   * What another stack of the code will output; undefined where that stack is none of the code's, or was not read (yet).
   * Synthesized side only.
   */
  readonly comingOutput?: (question: OutputQuestion) => Value | undefined;
  /** Set to find the places of secrets: then an attribute that echoes one is an unknown, although AWS would show it. */
  readonly marksSecrets?: true;
}
