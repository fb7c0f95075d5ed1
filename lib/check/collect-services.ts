import type { ServiceSides } from '../compare/compare-service';
import { identical } from '../compare/identical';
import { underOwnNames } from '../compare/own-names';
import { member } from '../model/json';
import type { LocalStack, SourceLocation } from '../model/local-stack';
import type { Note, ServiceReport } from '../model/report';
import type { Template, TemplateResource } from '../model/template';
import { Unknown, type ValueMap } from '../model/value';
import type { Resolver } from '../resolve/resolver';
import { serviceKey } from './beside';
import { type CheckedResource, checkedAmong, checkedResources } from './checked-resources';
import { CHECKED_TYPES } from './checked-types';
import type { Location } from './locate-service';
import type { RunSecrets, SecretPlaces, SecretSubject } from './run-secrets';
import { NOT_LISTED, type StackPair, whyTemplateUnread } from './stack-pair';
import type { NewRevision, Resolvers } from './stack-scopes';
import { withStackTags } from './stack-tags';

/** Which service, or task set, of which stack, for people. */
export interface ServiceIdentity {
  readonly resourceType: ServiceReport['resourceType'];
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  readonly nestedStackName?: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  readonly source?: SourceLocation;
  readonly templateFile?: string;
}

/** A service, or a task set of one, and what its templates say, worked out as far as it goes. */
export type ServiceToCheck =
  | (Location & {
      readonly kind: 'check';
      readonly identity: ServiceIdentity;
      readonly synthesized?: ValueMap;
      readonly deployed?: ValueMap;
      /** The task definition that it refers to, where the deploy registers a new revision of it. */
      readonly newRevision?: NewRevision;
      /** Where secrets stand; worked out only where it is asked for. */
      readonly secrets?: () => SecretPlaces;
      readonly notes: readonly Note[];
      readonly nextDeploy?: ServiceSides['nextDeploy'];
    })
  | {
      readonly kind: 'settled';
      readonly identity: ServiceIdentity;
      readonly status: 'NOT_DEPLOYED' | 'UNCHECKED';
      /** The names that the code gives it, as far as they are known. */
      readonly named?: DeclaredNames;
      readonly serviceArn?: string;
      readonly reason: string;
    };

type SettledService = Extract<ServiceToCheck, { kind: 'settled' }>;

export interface DeclaredNames {
  readonly serviceName: string;
  readonly cluster?: string;
}

export interface CollectOptions {
  /** The stack as users select it. */
  readonly root: Pick<ServiceIdentity, 'stackName' | 'account' | 'region'>;
  /** The assembly's stack tags. */
  readonly codeTags: Readonly<Record<string, string>>;
  readonly secrets: RunSecrets;
  /** For a nested stack that the code no longer has: what the next deploy does with all of it. */
  readonly removed?: Removal;
}

/** What the next deploy does with what the code no longer has. */
type Removal = 'deletes' | 'retains';

const NESTED_TYPE = 'AWS::CloudFormation::Stack';

/** All services and task sets of a stack and its nested stacks: those of the code, and those that are deployed. */
export function collectServices(
  pair: StackPair,
  resolvers: Resolvers,
  options: CollectOptions,
  nestedStackName?: string,
): ServiceToCheck[] {
  const resources = [
    ...checkedResources(pair.synthesized),
    ...checkedAmong(pair.deployed.resources?.values() ?? []),
    ...checkedResources(pair.deployedTemplate),
  ];
  const services: ServiceToCheck[] = [];
  for (const resource of new Map(resources.map((one) => [`${one.type} ${one.logicalId}`, one])).values()) {
    const identity = identify(resource, pair.local, options.root, nestedStackName);
    const service = collect(pair, resolvers, options, identity);
    if (service !== undefined) services.push(service);
  }
  for (const [logicalId, child] of pair.nested) {
    const inner = resolvers.nested.get(logicalId);
    if (inner === undefined) continue;
    const { stackName } = child.deployed;
    if (options.removed !== undefined || isRemoved(pair, resolvers, logicalId)) {
      const without = { ...child, synthesized: undefined, unpaired: new Map() };
      const own = { ...inner, synthesized: undefined };
      services.push(
        ...collectServices(
          without,
          own,
          { ...options, removed: options.removed ?? removalOf(pair, logicalId) },
          stackName,
        ),
      );
    } else services.push(...collectServices(child, inner, options, stackName));
  }
  for (const [logicalId, child] of pair.unpaired) {
    if (resolvers.synthesized?.exists(logicalId) === false) continue;
    services.push(...settleAll(child, options.root, unpairedStatus(pair, resolvers, logicalId), child.stackName));
  }
  return services;
}

/** Whether there is code, and the nested stack is not in it. */
function isRemoved(pair: StackPair, { synthesized }: Resolvers, logicalId: string): boolean {
  return pair.synthesized !== undefined && !isThere(pair.synthesized, synthesized, logicalId, NESTED_TYPE);
}

function unpairedStatus(
  pair: StackPair,
  { deployed }: Resolvers,
  logicalId: string,
): { status: 'NOT_DEPLOYED' | 'UNCHECKED'; reason: string } {
  const { resources, failures } = pair.deployed;
  if (resources !== undefined && !resources.has(logicalId)) {
    if (isThere(pair.deployedTemplate, deployed, logicalId, NESTED_TYPE)) {
      return { status: 'UNCHECKED', reason: `nested stack ${logicalId}: ${NOT_LISTED}` };
    }
    return { status: 'NOT_DEPLOYED', reason: `nested stack ${logicalId} is not deployed yet` };
  }
  const failure = failures.find(({ reason }) => reason.includes(logicalId)) ?? failures[0];
  return { status: 'UNCHECKED', reason: failure?.reason ?? `nested stack ${logicalId} could not be read` };
}

/** The services and task sets of a stack's code, all with one status. */
export function settleAll(
  stack: LocalStack,
  root: CollectOptions['root'],
  outcome: { readonly status: 'NOT_DEPLOYED' | 'UNCHECKED'; readonly reason: string },
  nestedStackName?: string,
): ServiceToCheck[] {
  const own = checkedResources(stack.template).map((resource): ServiceToCheck => {
    const named = namesIn(member(stack.template?.Resources, resource.logicalId)?.Properties ?? {});
    return { kind: 'settled', identity: identify(resource, stack, root, nestedStackName), named, ...outcome };
  });
  return [
    ...own,
    ...[...stack.nested.values()].flatMap((nested) => settleAll(nested, root, outcome, nested.stackName)),
  ];
}

function identify(
  { logicalId, type }: CheckedResource,
  local: LocalStack | undefined,
  root: CollectOptions['root'],
  nestedStackName: string | undefined,
): ServiceIdentity {
  const constructPath = local?.constructPaths.get(logicalId);
  return {
    resourceType: type,
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
  const { logicalId, resourceType } = identity;
  const inCode = isThere(pair.synthesized, synthesized, logicalId, resourceType);
  const inDeployed = isThere(pair.deployedTemplate, deployed, logicalId, resourceType);
  const settled = (status: 'NOT_DEPLOYED' | 'UNCHECKED', reason: string): SettledService => {
    return { kind: 'settled', identity, status, reason };
  };
  const { resources, failures } = pair.deployed;
  if (resources === undefined) {
    const failure = failures.find(({ action }) => action === 'cloudformation:ListStackResources');
    return settled('UNCHECKED', failure?.reason ?? 'its physical id could not be read');
  }
  const unread = whyTemplateUnread(pair);
  if (unread !== undefined) return settled('UNCHECKED', unread);
  const physical = resources.get(logicalId);
  if (physical === undefined || physical.type !== resourceType) {
    if (inDeployed) return settled('UNCHECKED', NOT_LISTED);
    if (!inCode) return undefined;
    const named = namesIn(synthesized?.properties(logicalId) ?? {});
    return { ...settled('NOT_DEPLOYED', 'it is in the code and not in the deployed stack yet'), named };
  }
  if (pair.deployedTemplate !== undefined && !inDeployed) return settled('UNCHECKED', NOT_IN_TEMPLATE);
  const ofCode = () => propertiesOf(pair, synthesized, identity, options.codeTags);
  const ofDeployed = !inDeployed ? undefined : propertiesOf(pair, deployed, identity, {});
  const same = synthesized === deployed && hasTags(pair, options.codeTags);
  const sides = shareIdentical({
    synthesized: !inCode ? undefined : same ? ofDeployed : ofCode(),
    deployed: ofDeployed,
  });
  const properties = sides.deployed ?? sides.synthesized;
  const location = CHECKED_TYPES[resourceType].locate(physical.physicalId, properties ?? {}, pair.deployed);
  if (properties === undefined) {
    const reason = 'neither the code nor a readable template says what it should be';
    const serviceArn = location instanceof Unknown ? undefined : location.serviceArn;
    return { kind: 'settled', identity, status: 'UNCHECKED', serviceArn, reason };
  }
  if (location instanceof Unknown) return settled('UNCHECKED', location.reason);
  const newRevision = newRevisions.get(taskDefinitionOf(pair.synthesized, logicalId) ?? '');
  const leaves = options.removed !== undefined || (pair.synthesized !== undefined && !inCode);
  const removal = options.removed === 'retains' || !leaves ? options.removed : removalOf(pair, logicalId);
  const secrets = (): SecretPlaces => options.secrets.placesOf(subjectOf(pair, location, sides, logicalId));
  const next = { notes: notesOn(pair, removal), nextDeploy: nextDeployOf(pair, removal) };
  return { kind: 'check', identity, ...location, ...sides, newRevision, secrets, ...next };
}

function namesIn({ ServiceName, Cluster }: ValueMap | TemplateProperties): DeclaredNames | undefined {
  if (typeof ServiceName !== 'string') return undefined;
  return { serviceName: ServiceName, ...(typeof Cluster === 'string' && { cluster: Cluster }) };
}

type TemplateProperties = NonNullable<TemplateResource['Properties']>;

/** Whether the deployed stack has all of these tags already. */
function hasTags({ deployed }: StackPair, tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(tags).every(([key, value]) => deployed.tags.get(key) === value);
}

interface TemplateSides {
  readonly synthesized: ValueMap | undefined;
  readonly deployed: ValueMap | undefined;
}

/** Where the code has changed nothing, one stands for both: that takes half of the room, and half of the comparison. */
function shareIdentical({ synthesized, deployed }: TemplateSides): TemplateSides {
  return { synthesized: identical(synthesized, deployed) ? deployed : synthesized, deployed };
}

function subjectOf(pair: StackPair, location: Location, sides: TemplateSides, logicalId: string): SecretSubject {
  const references = [sides.synthesized, sides.deployed].map((side) => side?.TaskDefinition);
  const templates = [pair.synthesized, pair.deployedTemplate];
  return {
    stack: pair.deployed,
    logicalId,
    serviceKey: serviceKey(location.serviceArn, location.cluster),
    taskDefinitions: references.filter((reference) => typeof reference === 'string'),
    ownTaskDefinitions: templates.map((one) => taskDefinitionOf(one, logicalId)).filter((own) => own !== undefined),
  };
}

/** The logical id of the task definition that a resource of the template refers to. */
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
  type: string,
): boolean {
  if (member(template?.Resources, logicalId)?.Type !== type) return false;
  return resolver?.exists(logicalId) !== false;
}

function propertiesOf(
  pair: StackPair,
  resolver: Resolver | undefined,
  { logicalId, resourceType }: ServiceIdentity,
  codeTags: Readonly<Record<string, string>>,
): ValueMap | undefined {
  const resolved = resolver?.properties(logicalId);
  if (resolved === undefined) return undefined;
  const properties = underOwnNames(CHECKED_TYPES[resourceType].table, resolved);
  return withStackTags(properties, new Map([...pair.deployed.tags, ...Object.entries(codeTags)]));
}

const NOT_IN_TEMPLATE =
  'CloudFormation lists it in the stack, and the template that CloudFormation answers with does not have it';

/** The deployed template says what becomes of a resource that goes; a stack keeps to what that said last. */
function removalOf({ deployedTemplate }: StackPair, logicalId: string): Removal {
  return RETAINING.has(member(deployedTemplate?.Resources, logicalId)?.DeletionPolicy) ? 'retains' : 'deletes';
}

/** The second differs in stacks that fail to be created only. */
const RETAINING: ReadonlySet<unknown> = new Set(['Retain', 'RetainExceptOnCreate']);

function notesOn({ transformed }: StackPair, removal: Removal | undefined): Note[] {
  if (removal === 'retains') return [{ kind: 'retained-by-deploy', text: RETAINED }];
  if (removal === 'deletes') return [{ kind: 'deleted-by-deploy', text: DELETED }];
  return transformed === undefined ? [] : [{ kind: 'transform', text: transformed }];
}

const DELETED = 'the code no longer has it: the next deploy deletes it';
const RETAINED =
  'the code no longer has it: the next deploy leaves it running, outside of the stack, for its DeletionPolicy retains it';

function nextDeployOf({ transformed }: StackPair, removal: Removal | undefined): ServiceSides['nextDeploy'] {
  if (removal === 'deletes') return 'deletes';
  return removal === undefined && transformed !== undefined ? 'unknown' : undefined;
}
