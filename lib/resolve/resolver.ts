import { bareObject, member } from '../model/json';
import type { Facts } from '../model/question';
import { type TemplateJson, Unknown, type Value, type ValueMap } from '../model/value';
import { resolveDynamicReferences } from './dynamic-references';
import { type Place, propertyPlace } from './evaluation';
import { Evaluator } from './evaluator';
import type { StackScope } from './stack-scope';

export type { ScopedResource, StackScope } from './stack-scope';

/** Works the expressions of one template out. Nothing in it throws: what cannot be worked out is an Unknown. */
export interface Resolver {
  /** Undefined for `AWS::NoValue` and null. `where` names the place for messages: `resource Web, property DesiredCount`. */
  value(json: TemplateJson | undefined, where: string): Value | undefined;
  /** The properties of a resource, absent ones left out. `only` limits them by their top-level names. */
  properties(logicalId: string, only?: (name: string) => boolean): ValueMap;
  /** Whether the resource is to exist, by its Condition. */
  exists(logicalId: string): boolean | Unknown;
  /** Whether the condition of that name holds. */
  condition(name: string): boolean | Unknown;
  /** The value of an output; undefined where there is none, or its condition is false. */
  output(name: string): Value | undefined;
  /** The template's outputs by the names under which it exports them, as far as those are known. */
  exports(): ReadonlyMap<string, string>;
}

/**
 * A resolver for one template in its stack. `facts` answers what only AWS knows. It keeps what it has worked out, also
 * what was not answered yet: once there are new answers, make a new one.
 */
export function createResolver(scope: StackScope, facts: Facts): Resolver {
  return new TemplateResolver(new Evaluator(scope, facts));
}

class TemplateResolver implements Resolver {
  constructor(private readonly evaluator: Evaluator) {}

  value(json: TemplateJson | undefined, where: string): Value | undefined {
    return this.resolve(json, placeOf(where));
  }

  properties(logicalId: string, only: (name: string) => boolean = () => true): ValueMap {
    const declared = member(this.evaluator.scope.template.Resources, logicalId)?.Properties ?? {};
    const properties: ValueMap = bareObject<Value>();
    for (const name of Object.keys(declared).filter(only)) {
      const value = this.resolve(declared[name], propertyPlace(logicalId, name, 0));
      if (value !== undefined) properties[name] = value;
    }
    return properties;
  }

  exists(logicalId: string): boolean | Unknown {
    const resource = member(this.evaluator.scope.template.Resources, logicalId);
    if (resource === undefined) return false;
    if (resource.Condition === undefined) return true;
    return this.condition(resource.Condition, `resource ${logicalId}, Condition`);
  }

  condition(name: string, where = `condition ${name}`): boolean | Unknown {
    return this.evaluator.follow(() => this.evaluator.condition(name, placeOf(where)));
  }

  output(name: string): Value | undefined {
    const output = member(this.evaluator.scope.template.Outputs, name);
    const holds = this.outputHolds(name);
    if (output === undefined || holds === false) return undefined;
    if (holds === true) return this.resolve(output.Value, placeOf(`output ${name}`));
    return new Unknown(holds.reason, `\${${name}}`, `output ${name} if ${holds.identity}`, undefined, holds.fault);
  }

  exports(): ReadonlyMap<string, string> {
    const outputs = this.evaluator.scope.template.Outputs ?? {};
    const exported = new Map<string, string>();
    for (const name of Object.keys(outputs)) {
      if (this.outputHolds(name) !== true) continue;
      const as = this.resolve(member(outputs, name)?.Export?.Name, placeOf(`output ${name}, Export`));
      if (typeof as === 'string') exported.set(as, name);
    }
    return exported;
  }

  private outputHolds(name: string): boolean | Unknown {
    const condition = member(this.evaluator.scope.template.Outputs, name)?.Condition;
    return condition === undefined || this.condition(condition, `output ${name}, Condition`);
  }

  private resolve(json: TemplateJson | undefined, at: Place): Value | undefined {
    const value = this.evaluator.follow(() => this.evaluator.evaluate(json, at));
    return value === undefined ? undefined : resolveDynamicReferences(value, at, this.evaluator);
  }
}

function placeOf(where: string): Place {
  return { where, depth: 0, inCondition: false };
}
