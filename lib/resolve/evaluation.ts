import type { Facts } from '../model/question';
import type { TemplateJson, Unknown, Value } from '../model/value';
import type { StackScope } from './stack-scope';

/** Where in the template an expression stands. */
export interface Place {
  /** For messages: `resource Web, property DesiredCount`. */
  readonly where: string;
  /** Levels of nesting above it, references into conditions and other resources included. */
  readonly depth: number;
  /** True inside the Conditions section, where resources cannot be referred to. */
  readonly inCondition: boolean;
}

/** What an intrinsic function may call back on. Undefined stands for `AWS::NoValue` and null throughout. */
export interface Evaluation {
  readonly scope: StackScope;
  readonly facts: Facts;
  evaluate(json: TemplateJson | undefined, at: Place): Value | undefined;
  /** The value of `Ref`. */
  reference(name: string, at: Place): Value | undefined;
  /** The value of `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string, at: Place): Value | undefined;
  /** The value of a condition by its name. */
  condition(name: string, at: Place): boolean | Unknown;
}

/** Works the function out for the argument that stands under its name. Never throws. */
export type IntrinsicFunction = (argument: TemplateJson, at: Place, evaluation: Evaluation) => Value | undefined;

/** Works a condition function out; `test` works out a condition within it. */
export type ConditionFunction = (
  argument: TemplateJson,
  at: Place,
  evaluation: Evaluation,
  test: (json: TemplateJson, at: Place) => boolean | Unknown,
) => boolean | Unknown;

/** The place one level further in. */
export function within(at: Place, segment = ''): Place {
  return { where: at.where + segment, depth: at.depth + 1, inCondition: at.inCondition };
}

/** The place of a property of a resource, reached from another place. */
export function propertyPlace(logicalId: string, property: string, depth: number): Place {
  return { where: `resource ${logicalId}, property ${property}`, depth, inCondition: false };
}
