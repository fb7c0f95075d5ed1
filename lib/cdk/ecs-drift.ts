import type { IConstruct } from 'constructs';
import { carryRulesToStacks } from './carry-rules-to-stacks';
import { IGNORE_METADATA, type IgnoreRule } from './ignore-rule';
import { vetIgnoreRule } from './vet-ignore-rule';

/** What the code says about drift, next to the constructs that it is about. */
export class EcsDrift {
  /** For the services at or below a construct: a service, a stack, a stage, the app. */
  static of(scope: IConstruct): EcsDrift {
    return new EcsDrift(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Takes a property out of the verdict. The rule becomes construct metadata: the template stays as it is, and there is
   * nothing to deploy. Throws where the rule has no reason, or anything else is wrong with it.
   */
  ignore(rule: IgnoreRule): this {
    const { node } = this.scope;
    const trace = { stackTrace: true, traceFromFunction: this.ignore };
    node.addMetadata(IGNORE_METADATA, vetIgnoreRule(rule, node.path), trace);
    carryRulesToStacks(this.scope);
    return this;
  }
}
