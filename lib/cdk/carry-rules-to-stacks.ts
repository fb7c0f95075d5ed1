import { Stack, Stage, type StageSynthesisOptions } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { IGNORE_METADATA } from './ignore-rule';

/** Marks the class whose `synth` carries the rules, for whatever copies of this module there are. */
const CARRIES = Symbol.for('cdk-ecs-drift:carries-rules');

/**
 * Sees to it that the rules of a construct reach the stacks below it, because an assembly holds the metadata of what is
 * within a stack and no other. It has to happen before a stage is synthesized, also for stages that are added later and
 * for those that CDK Pipelines synthesizes at once, and there is no other hook: aspects end at the border of a stage.
 */
export function carryRulesToStacks(scope: IConstruct): void {
  // Not Stage.of(), which for a stage gives the one around it.
  const stage = scope.node.scopes.find((ancestor): ancestor is Stage => Stage.isStage(ancestor));
  const base = stage === undefined ? undefined : findBase(stage);
  if (base === undefined || Object.hasOwn(base, CARRIES)) return;
  const { synth } = base;
  Object.defineProperty(base, CARRIES, { value: true });
  base.synth = function synthWithRules(this: Stage, options?: StageSynthesisOptions) {
    for (const stack of topLevelStacks(this)) takeRules(stack);
    return synth.call(this, options);
  };
}

/** The class that all stages share: the library's own, of the copy of it that the app runs with. */
function findBase(stage: Stage): Stage | undefined {
  let base: Stage | undefined;
  for (let type = Object.getPrototypeOf(stage); type !== null; type = Object.getPrototypeOf(type)) {
    if (Object.hasOwn(type, 'synth')) base = type;
  }
  return base;
}

/** The stacks of this very stage that have a place of their own in the assembly: a nested stack is part of another. */
function* topLevelStacks(scope: IConstruct): Iterable<Stack> {
  for (const child of scope.node.children) {
    if (Stage.isStage(child)) continue;
    if (Stack.isStack(child) && !child.nested) yield child;
    yield* topLevelStacks(child);
  }
}

/** From all that the stack is in; once, however often the app is synthesized. */
function takeRules(stack: Stack): void {
  const known = new Set(stack.node.metadata.map(({ data }) => data));
  for (const ancestor of stack.node.scopes.slice(0, -1)) {
    for (const { type, data, trace } of ancestor.node.metadata) {
      if (type !== IGNORE_METADATA || known.has(data)) continue;
      stack.node.addMetadata(type, data, { stackTraceOverride: trace });
    }
  }
}
