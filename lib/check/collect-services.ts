import { member } from '../model/json';
import type { LocalStack, SourceLocation } from '../model/local-stack';
import type { Note } from '../model/report';
import type { Template } from '../model/template';
import { Unknown, type Value, type ValueMap } from '../model/value';
import type { Resolver } from '../resolve/resolver';
import { checkedResources, SERVICE_TYPE } from './checked-resources';
import type { StackPair } from './stack-pair';
import type { NewRevision, Resolvers } from './stack-scopes';
import { withStackTags } from './stack-tags';

/** Which service of which stack, for people. */
export interface ServiceIdentity {
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  readonly nestedStackName?: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  readonly source?: SourceLocation;
  readonly templateFile?: string;
}

/** A service and what its templates say, worked out as far as it goes. */
export type ServiceToCheck =
  | {
      readonly kind: 'check';
      readonly identity: ServiceIdentity;
      readonly serviceArn: string;
      /** ARN or name. */
      readonly cluster: string;
      readonly synthesized?: ValueMap;
      readonly deployed?: ValueMap;
      /** The task definition that the service refers to, where the deploy registers a new revision of it. */
      readonly newRevision?: NewRevision;
      readonly notes: readonly Note[];
    }
  | {
      readonly kind: 'settled';
      readonly identity: ServiceIdentity;
      readonly status: 'NOT_DEPLOYED' | 'UNCHECKED';
      readonly serviceArn?: string;
      readonly reason: string;
    };

export interface CollectOptions {
  /** The stack as users select it. */
  readonly root: Pick<ServiceIdentity, 'stackName' | 'account' | 'region'>;
  readonly compared: (propertyName: string) => boolean;
  /** The assembly's stack tags. */
  readonly codeTags: Readonly<Record<string, string>>;
  /** True for a nested stack that the code no longer has: the next deploy deletes it. */
  readonly removed?: boolean;
}

const NESTED_TYPE = 'AWS::CloudFormation::Stack';

/** All services of a stack and its nested stacks: those of the code, and those that are deployed. */
export function collectServices(
  pair: StackPair,
  resolvers: Resolvers,
  options: CollectOptions,
  nestedStackName?: string,
): ServiceToCheck[] {
  const ids = new Set([
    ...checkedResources(pair.synthesized),
    ...[...(pair.deployed.resources ?? [])].filter(([, { type }]) => type === SERVICE_TYPE).map(([id]) => id),
    ...checkedResources(pair.deployedTemplate),
  ]);
  const services: ServiceToCheck[] = [];
  for (const logicalId of ids) {
    const identity = identify(logicalId, pair.local, options.root, nestedStackName);
    const service = collect(pair, resolvers, options, identity);
    if (service !== undefined) services.push(service);
  }
  for (const [logicalId, child] of pair.nested) {
    const inner = resolvers.nested.get(logicalId);
    if (inner === undefined) continue;
    const { stackName } = child.deployed;
    if (options.removed || isRemoved(pair, resolvers, logicalId)) {
      const without = { ...child, synthesized: undefined, unpaired: new Map() };
      const own = { ...inner, synthesized: undefined };
      services.push(...collectServices(without, own, { ...options, removed: true }, stackName));
    } else services.push(...collectServices(child, inner, options, stackName));
  }
  for (const [logicalId, child] of pair.unpaired) {
    if (resolvers.synthesized?.exists(logicalId) === false) continue;
    services.push(...settleAll(child, options.root, unpairedStatus(pair, logicalId), child.stackName));
  }
  return services;
}

/** Whether there is code, and the nested stack is not in it. */
function isRemoved(pair: StackPair, { synthesized }: Resolvers, logicalId: string): boolean {
  return pair.synthesized !== undefined && !isThere(pair.synthesized, synthesized, logicalId, NESTED_TYPE);
}

function unpairedStatus(pair: StackPair, logicalId: string): { status: 'NOT_DEPLOYED' | 'UNCHECKED'; reason: string } {
  const { resources, failures } = pair.deployed;
  if (resources !== undefined && !resources.has(logicalId)) {
    return { status: 'NOT_DEPLOYED', reason: `nested stack ${logicalId} is not deployed yet` };
  }
  const failure = failures.find(({ reason }) => reason.includes(logicalId)) ?? failures[0];
  return { status: 'UNCHECKED', reason: failure?.reason ?? `nested stack ${logicalId} could not be read` };
}

/** The services of a stack's code, all with one status. */
export function settleAll(
  stack: LocalStack,
  root: CollectOptions['root'],
  outcome: { readonly status: 'NOT_DEPLOYED' | 'UNCHECKED'; readonly reason: string },
  nestedStackName?: string,
): ServiceToCheck[] {
  const own = checkedResources(stack.template).map((logicalId): ServiceToCheck => {
    return { kind: 'settled', identity: identify(logicalId, stack, root, nestedStackName), ...outcome };
  });
  return [
    ...own,
    ...[...stack.nested.values()].flatMap((nested) => settleAll(nested, root, outcome, nested.stackName)),
  ];
}

function identify(
  logicalId: string,
  local: LocalStack | undefined,
  root: CollectOptions['root'],
  nestedStackName: string | undefined,
): ServiceIdentity {
  const constructPath = local?.constructPaths.get(logicalId);
  return {
    ...root,
    nestedStackName,
    logicalId,
    constructPath,
    source: constructPath === undefined ? undefined : local?.sources.get(constructPath),
    templateFile: local?.templateFile,
  };
}

function collect(
  pair: StackPair,
  { synthesized, deployed, newRevisions }: Resolvers,
  options: CollectOptions,
  identity: ServiceIdentity,
): ServiceToCheck | undefined {
  const { logicalId } = identity;
  const inCode = isThere(pair.synthesized, synthesized, logicalId);
  const inDeployed = isThere(pair.deployedTemplate, deployed, logicalId);
  const settled = (status: 'NOT_DEPLOYED' | 'UNCHECKED', reason: string): ServiceToCheck => {
    return { kind: 'settled', identity, status, reason };
  };
  const { resources, failures } = pair.deployed;
  if (resources === undefined) {
    const failure = failures.find(({ action }) => action === 'cloudformation:ListStackResources');
    return settled('UNCHECKED', failure?.reason ?? 'its physical id could not be read');
  }
  const physical = resources.get(logicalId);
  if (physical === undefined || physical.type !== SERVICE_TYPE) {
    if (inDeployed === true) return settled('UNCHECKED', 'CloudFormation lists no such resource in the stack');
    return inCode === false
      ? undefined
      : settled('NOT_DEPLOYED', 'it is in the code and not in the deployed stack yet');
  }
  const sides = {
    synthesized: inCode === false ? undefined : propertiesOf(pair, synthesized, logicalId, options, options.codeTags),
    deployed: inDeployed === false ? undefined : propertiesOf(pair, deployed, logicalId, options, {}),
  };
  const serviceArn = physical.physicalId;
  if (sides.synthesized === undefined && sides.deployed === undefined) {
    return {
      ...settled('UNCHECKED', 'neither the code nor a readable template says what it should be'),
      serviceArn,
    } as ServiceToCheck;
  }
  const cluster = clusterOf(serviceArn, sides.deployed ?? sides.synthesized ?? {});
  if (cluster instanceof Unknown) return settled('UNCHECKED', `its cluster is not known: ${cluster.reason}`);
  const newRevision = newRevisions.get(taskDefinitionOf(pair.synthesized, logicalId) ?? '');
  const notes = notesOn(pair, inCode, options.removed);
  return { kind: 'check', identity, serviceArn, cluster, ...sides, newRevision, notes };
}

/** The logical id of the task definition that a service of the template refers to. */
function taskDefinitionOf(template: Template | undefined, logicalId: string): string | undefined {
  const reference = member(template?.Resources, logicalId)?.Properties?.TaskDefinition;
  const id = typeof reference === 'object' && reference !== null && 'Ref' in reference ? reference.Ref : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Whether a template has the resource; an undecided condition counts as yes, and shows in what is unresolved. */
function isThere(
  template: Template | undefined,
  resolver: Resolver | undefined,
  logicalId: string,
  type = SERVICE_TYPE,
): boolean {
  if (member(template?.Resources, logicalId)?.Type !== type) return false;
  return resolver?.exists(logicalId) !== false;
}

function propertiesOf(
  pair: StackPair,
  resolver: Resolver | undefined,
  logicalId: string,
  { compared }: CollectOptions,
  codeTags: Readonly<Record<string, string>>,
): ValueMap | undefined {
  const properties = resolver?.properties(logicalId, compared);
  if (properties === undefined || !compared('Tags')) return properties;
  return withStackTags(properties, new Map([...pair.deployed.tags, ...Object.entries(codeTags)]));
}

const LONG_ARN = /^(arn:[^:]*:ecs:[^:]*:[^:]*:)service\/([^/]+)\/[^/]+$/;

/** The cluster is in the service's ARN, but for the old form of it; then the template says. */
function clusterOf(serviceArn: string, properties: ValueMap): string | Unknown {
  const long = LONG_ARN.exec(serviceArn);
  if (long !== null) return `${long[1]}cluster/${long[2]}`;
  const cluster: Value | undefined = properties.Cluster;
  if (cluster instanceof Unknown) return cluster;
  return typeof cluster === 'string' ? cluster : 'default';
}

function notesOn(pair: StackPair, inCode: boolean, removed = false): Note[] {
  if (pair.transformed !== undefined) return [{ kind: 'transform', text: pair.transformed }];
  if (!removed && (inCode || pair.synthesized === undefined)) return [];
  return [{ kind: 'deleted-by-deploy', text: 'the code no longer has it: the next deploy deletes it' }];
}
