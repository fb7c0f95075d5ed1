import type { DeployedStack } from '../model/deployed-stack';
import type { OutputQuestion, Question } from '../model/question';
import type { Value, ValueMap } from '../model/value';
import type { Resolver } from '../resolve/resolver';
import { secretUnknown } from '../resolve/secrecy';
import { type BesideSides, collectBeside, mergeBeside } from './beside';
import { SecretScope } from './secret-scope';
import type { StackPair } from './stack-pair';
import type { ScopeOptions } from './stack-scopes';

/** A service, or task set, whose secrets are asked for. */
export interface SecretSubject {
  readonly stack: DeployedStack;
  readonly logicalId: string;
  /** `service/CLUSTER/NAME` */
  readonly serviceKey: string;
  /** ARNs, families with or without a revision. */
  readonly taskDefinitions: readonly string[];
  /** The logical ids of task definitions of the same templates that it refers to. */
  readonly ownTaskDefinitions: readonly string[];
}

/** What the templates say with unknowns in the places of secrets, both sides one after the other. */
export interface SecretPlaces {
  /** Of the service itself, and of what acts upon it from the side. */
  readonly service: readonly ValueMap[];
  readonly taskDefinitions: readonly ValueMap[];
}

/** What the stacks of an environment are worked out from. */
export interface SecretSources extends Pick<ScopeOptions, 'facts' | 'parameters'> {
  readonly pairs: () => readonly StackPair[];
  /** The stack that an output is taken from by `Fn::GetStackOutput`; undefined if it was not read. */
  readonly producer: (question: OutputQuestion) => StackPair | undefined;
}

const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';

/** Where secrets stand in the stacks of a run that share an environment; worked out only where it is asked for. */
export class RunSecrets {
  private made: readonly SecretScope[] | undefined;
  private beside: Map<string, BesideSides> | undefined;
  private readonly known = new Map<string, boolean>();
  private readonly options: ScopeOptions;

  constructor(private readonly sources: SecretSources) {
    const { facts, parameters } = sources;
    // What other stacks are to give is asked for as what they give now: either may come of a secret.
    this.options = {
      facts: { ask: (question) => this.secretAnswer(question) ?? facts.ask(question) },
      parameters,
      comingExports: new Set(),
      comingOutput: () => undefined,
    };
  }

  placesOf({ stack, logicalId, serviceKey, taskDefinitions, ownTaskDefinitions }: SecretSubject): SecretPlaces {
    const scope = this.tree.find(({ pair }) => pair.deployed === stack);
    const beside = this.besideSides.get(serviceKey) ?? {};
    const families = new Set(taskDefinitions.map(familyOf));
    const byFamily = this.tree.flatMap((one) =>
      [...(one.pair.deployed.resources?.values() ?? [])]
        .filter(({ type, physicalId }) => type === TASK_DEFINITION && families.has(familyOf(physicalId)))
        .flatMap((resource) => propertiesIn(one, resource.logicalId)),
    );
    return {
      service: [
        ...(scope === undefined ? [] : propertiesIn(scope, logicalId)),
        ...[beside.synthesized, beside.deployed].filter((side) => side !== undefined),
      ],
      taskDefinitions: [
        ...(scope === undefined ? [] : ownTaskDefinitions.flatMap((own) => propertiesIn(scope, own))),
        ...byFamily,
      ],
    };
  }

  private get tree(): readonly SecretScope[] {
    return this.roots.flatMap((scope) => scope.tree);
  }

  private get roots(): readonly SecretScope[] {
    this.made ??= this.sources.pairs().map((pair) => new SecretScope(pair, this.options));
    return this.made;
  }

  private secretAnswer(question: Question): Value | undefined {
    if (question.kind === 'export') {
      const { name } = question;
      const isSecret = this.once(`export ${name}`, () => this.tree.some((scope) => scope.exportsSecret(name)));
      return isSecret ? secretUnknown(`a secret goes into export ${name}`, `\${ImportValue(${name})}`) : undefined;
    }
    if (question.kind !== 'stack-output') return undefined;
    const { stackName, outputName, region, roleArn } = question;
    const key = JSON.stringify(['output', stackName, outputName, region, roleArn]);
    const display = `\${GetStackOutput(${stackName}.${outputName})}`;
    return this.once(key, () => this.outputsSecret(question))
      ? secretUnknown(`a secret goes into output ${outputName} of stack ${stackName}`, display)
      : undefined;
  }

  private outputsSecret(question: OutputQuestion): boolean {
    const producer = this.sources.producer(question);
    if (producer === undefined) return false;
    const own = this.roots.find(({ pair }) => pair === producer);
    return (own ?? new SecretScope(producer, this.options)).outputsSecret(question.outputName);
  }

  /** False while it is worked out, for stacks that take from one another in a circle. */
  private once(key: string, work: () => boolean): boolean {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, false);
    const isSecret = work();
    this.known.set(key, isSecret);
    return isSecret;
  }

  private get besideSides(): ReadonlyMap<string, BesideSides> {
    if (this.beside !== undefined) return this.beside;
    this.beside = new Map();
    for (const scope of this.roots) mergeBeside(this.beside, collectBeside(scope.pair, scope));
    return this.beside;
  }
}

function propertiesIn({ synthesized, deployed }: SecretScope, logicalId: string): ValueMap[] {
  const resolvers = [synthesized, deployed].filter((one): one is Resolver => one !== undefined);
  return resolvers.map((resolver) => resolver.properties(logicalId));
}

/** `web` of an ARN, of `web:3` and of itself. */
function familyOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/:\d+$/, '');
}
