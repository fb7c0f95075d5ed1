import { doubtIn, templateChanged } from '../compare/template-changed';
import type { DeployedStack } from '../model/deployed-stack';
import { member } from '../model/json';
import type { LocalStack } from '../model/local-stack';
import type { Facts, OutputQuestion } from '../model/question';
import { isMap, Unknown, type Value, type ValueMap } from '../model/value';
import { identityOf } from '../resolve/identity';
import { createResolver, type Resolver, type StackScope } from '../resolve/resolver';
import { holdsSecret } from '../resolve/secrecy';
import type { StackPair } from './stack-pair';

/** The resolvers of a pair's two sides; a side that has no template has none. */
export interface SideResolvers {
  readonly synthesized?: Resolver;
  readonly deployed?: Resolver;
  readonly nested: ReadonlyMap<string, SideResolvers>;
}

/** The same, and what the deploy registers anew. */
export interface Resolvers extends SideResolvers {
  readonly nested: ReadonlyMap<string, Resolvers>;
  /** Task definitions of which the deploy registers a new revision, or may, by logical id. */
  readonly newRevisions: ReadonlyMap<string, NewRevision>;
}

/** What a task definition is in the code and in the deployed template. */
export interface NewRevision {
  readonly synthesized: ValueMap;
  readonly deployed: ValueMap;
  /** What leaves it open whether the revision comes at all. */
  readonly doubt?: Unknown;
}

export interface ScopeOptions {
  readonly facts: Facts;
  /** `--parameter`; for root stacks. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Exports that stacks of the code will make. */
  readonly comingExports: ReadonlySet<string>;
  /** What other stacks of the code will output. */
  readonly comingOutput: (question: OutputQuestion) => Value | undefined;
}

/** Makes the resolvers of a stack and, with the parameters that it hands down, of its nested stacks. */
export function makeResolvers(pair: StackPair, options: ScopeOptions, given?: ReadonlyMap<string, Value>): Resolvers {
  const deployed = deployedResolver(pair, options.facts);
  const nested = new Map<string, Resolvers>();
  const parameters = given ?? givenParameters(pair, options);
  if (changesNothing(pair, parameters, options))
    return { synthesized: deployed, deployed, nested, newRevisions: new Map() };
  const synthesized = synthesizedResolver(pair, options, parameters, nested);
  for (const [logicalId, child] of pair.nested) {
    const above = { synthesized: synthesized.synthesized, deployed };
    nested.set(logicalId, makeResolvers(child, options, parametersFor(above, logicalId, child)));
  }
  return { ...synthesized, deployed, nested };
}

const HELD_ELSEWHERE = /\{\{resolve:|GetStackOutput/;

/** Whether all that the code can say of a stack is what is deployed, so that it need not be worked out twice. */
function changesNothing(
  pair: StackPair,
  parameters: ReadonlyMap<string, Value>,
  { comingExports }: ScopeOptions,
): boolean {
  const { synthesized, deployed } = pair;
  if (synthesized === undefined || synthesized !== pair.deployedTemplate) return false;
  // What stands in other stacks, or in a store, may come out otherwise at the deploy.
  const apart = pair.nested.size > 0 || pair.unpaired.size > 0 || comingExports.size > 0;
  if (apart || deployed.templateText === undefined || HELD_ELSEWHERE.test(deployed.templateText)) return false;
  // A resource that is not there is one that the deploy makes.
  if (!Object.keys(synthesized.Resources).every((logicalId) => deployed.resources?.has(logicalId))) return false;
  const before = deployedParameters(pair);
  return parameters.size === before.size && [...parameters].every(([name, value]) => before.get(name) === value);
}

export function commonScope(
  pair: StackPair,
): Pick<StackScope, 'account' | 'region' | 'stackName' | 'stackId' | 'notificationArns' | 'resources'> {
  const { account, region, stackName, stackId, notificationArns, resources } = pair.deployed;
  return { account, region, stackName, stackId, notificationArns, resources };
}

/** The resolver of what is deployed. */
export function deployedResolver(pair: StackPair, facts: Facts): Resolver | undefined {
  if (pair.deployedTemplate === undefined) return undefined;
  return createResolver(
    {
      ...commonScope(pair),
      side: 'deployed',
      template: pair.deployedTemplate,
      deployedAt: pair.deployed.lastUpdated?.toISOString(),
      parameters: deployedParameters(pair),
      nestedOutput: (logicalId, output) => pair.deployed.nested.get(logicalId)?.outputs.get(output),
    },
    facts,
  );
}

function synthesizedResolver(
  pair: StackPair,
  { facts, comingExports, comingOutput }: ScopeOptions,
  parameters: ReadonlyMap<string, Value>,
  nested: ReadonlyMap<string, Resolvers>,
): Pick<Resolvers, 'synthesized' | 'newRevisions'> {
  if (pair.synthesized === undefined) return { newRevisions: new Map() };
  const scope: StackScope = {
    ...commonScope(pair),
    side: 'synthesized',
    template: pair.synthesized,
    parameters,
    // The nested stacks' own code says what they will give; asked for only after they are made.
    nestedOutput: (logicalId, output) => {
      const [resolvers, below] = [nested.get(logicalId), pair.deployed.nested.get(logicalId)];
      return resolvers === undefined || below === undefined ? undefined : outputOfCode(resolvers, below, output);
    },
    comingExports,
    comingOutput,
  };
  const newRevisions = replacedTaskDefinitions(pair, scope, facts);
  const replaced = new Map([...newRevisions].map(([logicalId, { doubt }]) => [logicalId, doubt ?? 'surely'] as const));
  return { synthesized: createResolver({ ...scope, replaced }, facts), newRevisions };
}

/** An output by a stack's code: where the code says of it what is deployed, it stays what it is. */
export function outputOfCode(resolvers: Resolvers, deployed: DeployedStack, name: string): Value | undefined {
  const now = deployed.outputs.get(name);
  const coming = resolvers.synthesized?.output(name);
  if (coming === undefined || now === undefined || holdsSecret(coming)) return coming ?? now;
  return identityOf(coming) === identityOf(resolvers.deployed?.output(name)) ? now : coming;
}

/** The values that the stack was deployed with; of SSM types what the store held then. */
export function deployedParameters({ deployed }: StackPair): Map<string, Value> {
  const parameters = new Map<string, Value>();
  for (const [name, { value, resolvedValue }] of deployed.parameters) parameters.set(name, resolvedValue ?? value);
  return parameters;
}

/** Values for the synthesized side: the option's, the assembly's, the deployed stack's, in this order. */
export function givenParameters(pair: StackPair, options: ScopeOptions): Map<string, Value> {
  const given = deployedParameters(pair);
  for (const [name, value] of Object.entries(pair.local?.parameters ?? {})) given.set(name, value);
  for (const [name, value] of Object.entries(options.parameters)) {
    const type = member(pair.synthesized?.Parameters, name)?.Type ?? '';
    given.set(
      name,
      type.startsWith('AWS::SSM::Parameter::Value<') ? storedValue(pair, name, value, options.facts) : value,
    );
  }
  return given;
}

/** The option names a key of the parameter store; what it stands for CloudFormation looks up at the deploy. */
function storedValue(pair: StackPair, name: string, key: string, facts: Facts): Value {
  const deployed = pair.deployed.parameters.get(name);
  if (deployed?.value === key && deployed.resolvedValue !== undefined) return deployed.resolvedValue;
  return (
    facts.ask({ kind: 'ssm-parameter', name: key }) ??
    new Unknown(`the parameter ${key} of the store is not read yet`, `\${${name}}`)
  );
}

/**
 * What the code of the stack above hands down; the deployed values where there is no such code, and where it says of an
 * unknown what is deployed: then the value that the nested stack has got is the one.
 */
function parametersFor(
  { synthesized, deployed }: Pick<Resolvers, 'synthesized' | 'deployed'>,
  logicalId: string,
  child: StackPair,
): ReadonlyMap<string, Value> {
  const given = deployedParameters(child);
  const before = deployed === undefined ? undefined : handedDown(deployed, logicalId);
  const handed = synthesized === undefined ? undefined : handedDown(synthesized, logicalId);
  if (!isMap(handed)) return given;
  for (const [name, value] of Object.entries(handed)) {
    const was = isMap(before) ? before[name] : undefined;
    const stays = value instanceof Unknown && was instanceof Unknown && value.identity === was.identity;
    if (!stays || !given.has(name)) given.set(name, value);
  }
  return given;
}

/** The parameters that a template gives to a nested stack. */
export function handedDown(parent: Resolver, logicalId: string): Value | undefined {
  return parent.properties(logicalId, (name) => name === 'Parameters').Parameters;
}

/**
 * Task definitions whose own properties differ between the code and what is deployed: the deploy registers a new
 * revision. Tags alone do not (resource documentation: tags update without interruption).
 */
function replacedTaskDefinitions(pair: StackPair, scope: StackScope, facts: Facts): Map<string, NewRevision> {
  const replaced = new Map<string, NewRevision>();
  const { deployedTemplate } = pair;
  if (deployedTemplate === undefined) return replaced;
  // What both sides say in the same words is the same, and AWS need not be asked what it is.
  const silent = contentReader(pair, scope, { ask: () => undefined });
  let asking: ContentReader | undefined;
  for (const [logicalId, resource] of Object.entries(scope.template.Resources)) {
    if (resource.Type !== 'AWS::ECS::TaskDefinition') continue;
    if (member(deployedTemplate.Resources, logicalId)?.Type !== resource.Type) continue;
    let content = silent(logicalId);
    let differ = templateChanged(content.synthesized, content.deployed);
    if (differ === undefined) {
      asking ??= contentReader(pair, scope, facts);
      content = asking(logicalId);
      differ = templateChanged(content.synthesized, content.deployed);
    }
    const doubt = doubtIn(content.synthesized, content.deployed);
    if (differ !== false) replaced.set(logicalId, { ...content, doubt });
  }
  return replaced;
}

type ContentReader = (logicalId: string) => Omit<NewRevision, 'doubt'>;

function contentReader(pair: StackPair, scope: StackScope, facts: Facts): ContentReader {
  const code = createResolver(scope, facts);
  const deployed = deployedResolver(pair, facts);
  const own = (name: string): boolean => name !== 'Tags';
  return (logicalId) => ({
    synthesized: code.properties(logicalId, own),
    deployed: deployed?.properties(logicalId, own) ?? {},
  });
}

/** The exports that the code's stacks will make, as far as that can be told without AWS. */
export function exportsOfCode(stacks: readonly LocalStack[]): Set<string> {
  const names = new Set<string>();
  for (const stack of stacks) {
    if (stack.template === undefined) continue;
    const scope: StackScope = {
      side: 'synthesized',
      template: stack.template,
      account: stack.account,
      region: stack.region,
      stackName: stack.stackName,
      notificationArns: [],
      parameters: new Map(Object.entries(stack.parameters)),
      nestedOutput: () => undefined,
    };
    for (const name of createResolver(scope, { ask: () => undefined })
      .exports()
      .keys())
      names.add(name);
  }
  return names;
}
