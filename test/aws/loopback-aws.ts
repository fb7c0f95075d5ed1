import type { Call } from './call';
import type { DeployAssemblyOptions } from './deploy-assembly';
import type { DeployOptions } from './deploy-options';
import type { FaultRule } from './fault';
import type { FreeJson, PretendStack } from './world';

/** A pretend AWS on the loopback interface. */
export interface LoopbackAws {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** In the order in which they came. */
  readonly calls: readonly Call[];
  /** The environment variables that lead the SDK and the CDK CLI here. */
  readonly env: Record<string, string>;
  /** Deploys a template as CloudFormation would; a stack that is there is updated. */
  deploy(options: DeployOptions): PretendStack;
  /** Deploys every stack of a cloud assembly directory. */
  deployAssembly(directory: string, options?: DeployAssemblyOptions): void;
  /** A deployed service, by stack (nested: `Root/NestedLogicalId`, or the nested stack's name) and logical id, or by its ARN. */
  service(stackName: string, logicalId: string, where?: Place): LiveServiceHandle;
  service(serviceArn: string): LiveServiceHandle;
  /** The scalable target of a service, by `service/CLUSTER/NAME`. */
  scalableTarget(resourceId: string, where?: Place): ScalableTargetHandle;
  /** Registers one by hand (`{ MinCapacity: 2, MaxCapacity: 10 }`), or changes the one that is there. */
  registerScalableTarget(resourceId: string, target: FreeJson, where?: Place): ScalableTargetHandle;
  /** A task definition by ARN, `family:revision` or family, as DescribeTaskDefinition gives it, with tags. */
  taskDefinition(name: string, where?: Place): FreeJson;
  /**
   * Registers the family's next revision by hand; its ARN. The content is what RegisterTaskDefinition would be sent
   * (`{ containerDefinitions: [...] }`), or a change of a copy of the newest revision.
   */
  registerTaskDefinition(family: string, content: FreeJson | ((newest: FreeJson) => void), where?: Place): string;
  /** A cluster by name or ARN, as DescribeClusters gives it. */
  cluster(nameOrArn: string, where?: Place): FreeJson;
  /** Makes a Cloud Map namespace that no stack here has; its ARN. The owner is the account that shares it. */
  setNamespace(name: string, options?: Place & { owner?: string }): string;
  /** A stack by name, id or path; what is changed in it, CloudFormation answers. */
  stack(stackName: string, where?: Place): PretendStack;
  /** Makes a parameter, or its next version. */
  setParameterStore(name: string, value: string, options?: Place & { type?: string }): void;
  /** Makes an export that no stack here has. */
  setExport(name: string, value: string, options?: Place): void;
  /** Lets calls fail. The first rule that fits counts. */
  fail(rule: FaultRule): void;
  /** Denies every call that needs another IAM action than these (`ecs:DescribeServices`). */
  allow(actions: Iterable<string>): void;
  /** Puts something else in place of answers, each as its operation gives it. */
  rewrite(change: (call: Call, answer: FreeJson) => FreeJson): void;
  /** Takes all rules of {@link fail}, {@link allow} and {@link rewrite} back. */
  heal(): void;
  close(): Promise<void>;
}

/** Where something is, if there are several of that name. */
export interface Place {
  account?: string;
  region?: string;
}

/** A live service, for changing it behind CloudFormation's back. */
export interface LiveServiceHandle {
  readonly arn: string;
  readonly clusterArn: string;
  /** As DescribeServices gives it, with tags. */
  readonly live: FreeJson;
  /** As DescribeServiceRevisions gives it; undefined where ECS keeps none. */
  readonly revision: FreeJson | undefined;
  /** As ListServiceDeployments gives them, newest first; for changing, too. */
  readonly serviceDeployments: FreeJson[];
  /** The primary deployment; undefined where there is none. */
  readonly primary: FreeJson | undefined;
  update(change: (live: FreeJson, revision: FreeJson | undefined) => void): void;
  /**
   * What the UpdateService API would do with these members (`{ desiredCount: 3 }`): merged into the service, and where
   * they belong to a revision, with a new deployment.
   */
  updateService(input: FreeJson): void;
  /**
   * What the circuit breaker does with the last deployment: the service runs the revision before it again, and the
   * deployment is listed as ROLLBACK_SUCCESSFUL with this reason.
   */
  rollBack(statusReason?: string): void;
  delete(how: 'MISSING' | 'INACTIVE' | 'DRAINING'): void;
}

/** A scalable target, for changing it behind CloudFormation's back. */
export interface ScalableTargetHandle {
  readonly resourceId: string;
  /** As DescribeScalableTargets gives it (`MinCapacity`). */
  readonly live: FreeJson;
  /** As DescribeScheduledActions gives them; for changing, too. */
  readonly scheduledActions: FreeJson[];
  /** What autoscaling does: the service's count, without a deployment. */
  scaleTo(count: number): void;
  deregister(): void;
}

/** How the pretend AWS starts. */
export interface LoopbackOptions {
  /** Default 111111111111. */
  account?: string;
  /** Default eu-west-1. */
  region?: string;
  /** The account of further access keys; every other key is of the default account. */
  accountOfKey?: Record<string, string>;
  /** Rows of a page of ListStackResources, ListExports and DescribeStacks. Default 100. */
  pageSize?: number;
  /** Milliseconds before every answer. Default 0. */
  latency?: number;
}
