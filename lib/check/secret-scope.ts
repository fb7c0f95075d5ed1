import type { Template } from '../model/template';
import { isMap, Unknown, type Value } from '../model/value';
import { createResolver, type Resolver } from '../resolve/resolver';
import { asSecret, holdsSecret, secretUnknown } from '../resolve/secrecy';
import type { StackPair } from './stack-pair';
import {
  commonScope,
  deployedParameters,
  givenParameters,
  handedDown,
  type ScopeOptions,
  type SideResolvers,
} from './stack-scopes';

type Parameters = Readonly<Record<'synthesized' | 'deployed', ReadonlyMap<string, Value>>>;

/**
 * The templates of a stack, worked out so that everything that a secret went into is an unknown. AWS shows the value of
 * a NoEcho parameter in clear where it went: in the parameters of nested stacks, in outputs and exports. The service is
 * compared by those values; this tells where they stand.
 */
export class SecretScope implements SideResolvers {
  readonly synthesized?: Resolver;
  readonly deployed?: Resolver;
  private readonly children = new Map<string, SecretScope>();
  private readonly underWay = new Set<string>();

  constructor(
    readonly pair: StackPair,
    private readonly options: ScopeOptions,
    parameters: Parameters = {
      synthesized: givenParameters(pair, options),
      deployed: deployedParameters(pair),
    },
  ) {
    this.synthesized = this.resolver('synthesized', pair.synthesized, parameters);
    this.deployed = this.resolver('deployed', pair.deployedTemplate, parameters);
  }

  get nested(): ReadonlyMap<string, SecretScope> {
    for (const logicalId of this.pair.nested.keys()) this.child(logicalId);
    return this.children;
  }

  /** This stack and all that are nested in it. */
  get tree(): readonly SecretScope[] {
    return [this, ...[...this.nested.values()].flatMap((child) => child.tree)];
  }

  /** Whether a secret went into what the stack, or its code, exports under a name. */
  exportsSecret(name: string): boolean {
    return [this.synthesized, this.deployed].some((resolver) => {
      const output = resolver?.exports().get(name);
      return output !== undefined && holdsSecret(resolver?.output(output));
    });
  }

  /** Whether a secret went into an output of the stack, or of its code. */
  outputsSecret(name: string): boolean {
    return [this.synthesized, this.deployed].some((resolver) => holdsSecret(resolver?.output(name)));
  }

  private resolver(
    side: keyof Parameters,
    template: Template | undefined,
    parameters: Parameters,
  ): Resolver | undefined {
    if (template === undefined) return undefined;
    const scope = {
      ...commonScope(this.pair),
      side,
      template,
      deployedAt: side === 'deployed' ? this.pair.deployed.lastUpdated?.toISOString() : undefined,
      parameters: parameters[side],
      nestedOutput: (logicalId: string, output: string) => this.nestedOutput(side, logicalId, output),
      marksSecrets: true,
    } as const;
    return createResolver(scope, this.options.facts);
  }

  /** Made when it is asked for, since what one nested stack is given may come from another. */
  private child(logicalId: string): SecretScope | undefined {
    const pair = this.pair.nested.get(logicalId);
    const known = this.children.get(logicalId);
    if (known !== undefined || pair === undefined || this.underWay.has(logicalId)) return known;
    this.underWay.add(logicalId);
    const child = new SecretScope(pair, this.options, this.parametersOf(logicalId, pair));
    this.underWay.delete(logicalId);
    this.children.set(logicalId, child);
    return child;
  }

  private nestedOutput(side: keyof Parameters, logicalId: string, output: string): Value | undefined {
    const child = this.child(logicalId);
    const resolver = side === 'synthesized' ? (child?.synthesized ?? child?.deployed) : child?.deployed;
    if (resolver === undefined) {
      const reason = `the template of nested stack ${logicalId} could not be read, so its output ${output} may be a secret`;
      const isThere = this.pair.deployed.resources?.has(logicalId) === true;
      return isThere ? secretUnknown(reason, `\${${logicalId}.Outputs.${output}}`) : undefined;
    }
    const value = resolver.output(output);
    return holdsSecret(value) ? value : (this.pair.deployed.nested.get(logicalId)?.outputs.get(output) ?? value);
  }

  private parametersOf(logicalId: string, child: StackPair): Parameters {
    const before = this.deployed && handedDown(this.deployed, logicalId);
    const deployed = new Map<string, Value>();
    for (const [name, value] of deployedParameters(child)) deployed.set(name, this.secretIn(before, name) ?? value);
    const synthesized = new Map(deployed);
    const handed = this.synthesized && handedDown(this.synthesized, logicalId);
    if (isMap(handed)) for (const [name, value] of Object.entries(handed)) synthesized.set(name, value);
    else if (handed instanceof Unknown && handed.secret)
      for (const name of deployed.keys()) synthesized.set(name, handed);
    return { synthesized, deployed };
  }

  /** The secret that is handed down as a parameter; undefined if none is. */
  private secretIn(handed: Value | undefined, name: string): Unknown | undefined {
    const display = `\${${name}}`;
    if (this.deployed === undefined) {
      const reason = `the template of stack ${this.pair.deployed.stackName} could not be read, so parameter ${name} of its nested stack may be a secret`;
      return secretUnknown(reason, display);
    }
    const value = isMap(handed) ? handed[name] : handed;
    if (!holdsSecret(value)) return undefined;
    return value instanceof Unknown ? asSecret(value) : secretUnknown(`a secret goes into parameter ${name}`, display);
  }
}
