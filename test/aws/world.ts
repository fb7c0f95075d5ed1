import type { Json, JsonObject } from '../../lib/model/json';
import { PseudoRandom } from './pseudo-random';

/** A JSON object that people may change as they like, as a test does by hand. */
// biome-ignore lint/suspicious/noExplicitAny: a test reaches into any member of an answer without a cast
export type FreeJson = { [name: string]: any };

/** A resource of a pretend stack, as CloudFormation lists it. */
export interface PretendResource {
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  /** Worked out: no intrinsic function is left. */
  properties: JsonObject;
  attributes: JsonObject;
  /** When CloudFormation last made or changed it. */
  updatedAt: number;
}

/** A parameter of a pretend stack, as DescribeStacks shows it. */
export interface PretendParameter {
  key: string;
  value: string;
  resolvedValue?: string;
  noEcho: boolean;
}

/** A stack, deployed or pretending to be. Whatever is changed here is what CloudFormation answers from then on. */
export interface PretendStack {
  stackName: string;
  stackId: string;
  account: string;
  region: string;
  status: string;
  statusReason?: string;
  /** What was uploaded. */
  templateText: string;
  /** After the server-side transforms; undefined where it is what was uploaded. */
  processedText?: string;
  parameters: PretendParameter[];
  tags: Record<string, string>;
  outputs: { key: string; value: string; exportName?: string }[];
  resources: PretendResource[];
  /** Nested stacks by logical id. */
  nested: Map<string, PretendStack>;
  parentId?: string;
  rootId?: string;
  createdAt: number;
  updatedAt?: number;
}

/** A service as ECS keeps it. */
export interface PretendService {
  arn: string;
  clusterArn: string;
  /** As DescribeServices gives it with TAGS. */
  live: FreeJson;
  /** As DescribeServiceRevisions gives it; undefined for controllers that keep none. */
  revision?: FreeJson;
  /** Set once ECS has forgotten the service. */
  missing: boolean;
  deploymentCount: number;
  /** As ListServiceDeployments gives them, newest first. */
  serviceDeployments: FreeJson[];
  /** The revision before the one that runs. */
  formerRevision?: FreeJson;
}

/** A scalable target as DescribeScalableTargets gives it, and its scheduled actions. */
export interface PretendScalableTarget {
  resourceId: string;
  live: FreeJson;
  scheduledActions: FreeJson[];
}

/** A cluster as DescribeClusters gives it. */
export interface PretendCluster {
  arn: string;
  name: string;
  live: FreeJson;
}

/** A task definition as DescribeTaskDefinition gives it. */
export interface PretendTaskDefinition {
  arn: string;
  family: string;
  revision: number;
  live: FreeJson;
}

/** The versions of a parameter of the Parameter Store, oldest first. */
export interface PretendSsmParameter {
  type: string;
  values: string[];
}

/** Everything of one account in one region. */
export class Environment {
  readonly partition: string;
  readonly urlSuffix: string;
  readonly stacks = new Map<string, PretendStack>();
  readonly exports = new Map<string, { value: string; stackId: string }>();
  readonly services = new Map<string, PretendService>();
  readonly clusters = new Map<string, PretendCluster>();
  readonly taskDefinitions = new Map<string, PretendTaskDefinition>();
  /** By resource id: `service/CLUSTER/NAME`. */
  readonly scalableTargets = new Map<string, PretendScalableTarget>();
  /** Of Cloud Map, by id, as GetNamespace gives them. */
  readonly namespaces = new Map<string, FreeJson>();
  readonly ssmParameters = new Map<string, PretendSsmParameter>();
  readonly driftDetections = new Map<string, { stackId: string }>();

  constructor(
    readonly account: string,
    readonly region: string,
  ) {
    this.partition = partitionOf(region);
    this.urlSuffix = this.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    this.ssmParameters.set('/cdk-bootstrap/hnb659fds/version', { type: 'String', values: ['31'] });
    this.cluster('default');
  }

  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.account}:${resource}`;
  }

  random(...seed: string[]): PseudoRandom {
    return new PseudoRandom([this.account, this.region, ...seed].join('/'));
  }

  /** The stack that a name (of a stack that is not deleted) or an id means. */
  findStack(nameOrId: string): PretendStack | undefined {
    const byId = this.stacks.get(nameOrId);
    if (byId) return byId;
    return [...this.stacks.values()].find(
      (stack) => stack.stackName === nameOrId && stack.status !== 'DELETE_COMPLETE',
    );
  }

  /** The cluster of a name or an ARN; a cluster that nobody made is made, as clusters are often older than stacks. */
  cluster(nameOrArn: string): PretendCluster {
    const name = nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
    const known = this.clusters.get(name);
    if (known) return known;
    const arn = this.arn('ecs', `cluster/${name}`);
    const live = {
      clusterArn: arn,
      clusterName: name,
      status: 'ACTIVE',
      registeredContainerInstancesCount: 0,
      runningTasksCount: 0,
      pendingTasksCount: 0,
      activeServicesCount: 0,
      statistics: [],
      tags: [],
      settings: [],
      capacityProviders: [] as Json[],
      defaultCapacityProviderStrategy: [],
    };
    const cluster = { arn, name, live };
    this.clusters.set(name, cluster);
    return cluster;
  }

  /** The parameter's newest or given version. */
  ssmValue(name: string, version?: string): string | undefined {
    const parameter = this.ssmParameters.get(name);
    if (!parameter) return undefined;
    return version === undefined ? parameter.values.at(-1) : parameter.values[Number(version) - 1];
  }
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

/** All accounts and regions. */
export class World {
  private readonly environments = new Map<string, Environment>();
  /** The assumed role that a key belongs to. */
  readonly roleOfKey = new Map<string, string>();

  constructor(
    readonly account: string,
    readonly region: string,
    readonly accountOfKey: Map<string, string>,
  ) {}

  environment(account = this.account, region = this.region): Environment {
    const key = `${account}/${region}`;
    let environment = this.environments.get(key);
    if (!environment) {
      environment = new Environment(account, region);
      this.environments.set(key, environment);
    }
    return environment;
  }

  all(): Environment[] {
    return [...this.environments.values()];
  }
}

/** Seconds since the epoch of the moment at which everything was made: fixed, so that runs are alike. */
export const CREATED_AT = 1_790_000_000;
