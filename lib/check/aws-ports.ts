import type { SessionOptions } from '../aws/session';
import type { TimeLimit } from '../aws/time-limit';
import type { DeployedStack, ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import type { LiveService, ServiceRequest } from '../model/live-service';
import type { LookupRole } from '../model/local-stack';
import type { EnvironmentQuestion, Question } from '../model/question';
import type { Value } from '../model/value';
import type { CheckOptions } from './options';

/** What came of reading a stack. */
export type StackRead =
  | { readonly kind: 'read'; readonly stack: DeployedStack }
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'unread'; readonly failure: ReadFailure };

/** AWS as the check needs it, for one set of credentials in one region. */
export interface AwsPort {
  readStack(stackNameOrId: string): Promise<StackRead>;
  readOriginalTemplate(stackId: string): Promise<string | ReadFailure>;
  /** The deployed template alone. */
  readTemplate(stackName: string): Promise<string | ReadFailure>;
  readServices(requests: readonly ServiceRequest[]): Promise<Map<string, LiveService>>;
  readRevisions(
    services: readonly { serviceArn: string; revisionArns: string[] }[],
  ): Promise<Map<string, JsonObject | ReadFailure>>;
  readScalableTargets(resourceIds: readonly string[]): Promise<Map<string, JsonObject | ReadFailure>>;
  readScheduledActions(resourceId: string): Promise<JsonObject[] | ReadFailure>;
  readTaskDefinitions(arns: readonly string[]): Promise<Map<string, JsonObject | ReadFailure>>;
  readServiceDeployments(
    services: readonly { serviceArn: string; cluster: string }[],
  ): Promise<Map<string, JsonObject[] | ReadFailure>>;
  readClusters(clusters: readonly string[]): Promise<Map<string, JsonObject | ReadFailure>>;
  readNamespaceNames(arns: readonly string[]): Promise<Map<string, string | ReadFailure>>;
  /** The ARNs of all services of a cluster. */
  listServices(cluster: string): Promise<string[] | ReadFailure>;
  /** The id of the stack that a resource belongs to; undefined where it belongs to none. */
  readOwningStack(physicalId: string): Promise<string | undefined | ReadFailure>;
  /** CloudFormation's status of a stack alone; undefined where there is none, or it could not be read. */
  readStackStatus(stackNameOrId: string): Promise<string | undefined>;
  answerQuestions(questions: readonly EnvironmentQuestion[]): Promise<Map<string, Value>>;
  /** The same credentials in a region, the default one where none is named. */
  inRegion(region: string | undefined): AwsPort;
  /** The account of the credentials, asked for once; undefined where that cannot be read. */
  readAccount(): Promise<string | undefined>;
  /** The region that is asked; undefined where none is configured. */
  readRegion(): Promise<string | undefined>;
  close(): void;
}

/** All of AWS that a check may ask. */
export interface Aws {
  /** The port of a region, the default one where none is named, with a role where one is to be assumed. */
  in(region: string | undefined, role?: LookupRole): AwsPort;
  /** Lets the run's time begin, where it has not begun yet. */
  begin(): void;
  questionKey(question: Question): string;
  close(): void;
}

/** How hard AWS is asked; only tests against an AWS of their own want it otherwise. */
export interface Tuning {
  readonly patience?: SessionOptions['patience'];
  readonly timer?: SessionOptions['timer'];
  /** So many times the rates that AWS allows. */
  readonly rates?: number;
}

/** Of the run, where nobody says otherwise; beyond it stands what it is to wait. */
const LONGEST_RUN = 10 * 60_000;

/** AWS through its SDK. */
export function sdkAws(options: CheckOptions, tuning: Tuning = {}): Aws {
  const ports = new Map<string, AwsPort>();
  const ofRun = runOptions(options, tuning);
  const { questionKey } = require('../aws/question-key') as typeof import('../aws/question-key');
  const within = (region: string | undefined, lookupRole?: LookupRole): AwsPort => {
    // The AWS CLI knows both variables, the SDK the first alone.
    const configured = options.environment?.AWS_REGION || options.environment?.AWS_DEFAULT_REGION || undefined;
    const named = region ?? options.region ?? configured;
    const role = lookupRole ?? (options.roleArn === undefined ? undefined : { arn: options.roleArn });
    const key = JSON.stringify([named, role]);
    const inRegion = (other: string | undefined): AwsPort => within(other, role);
    const port = ports.get(key) ?? { ...openPort({ ...ofRun(), region: named, role }), inRegion };
    ports.set(key, port);
    return port;
  };
  return {
    in: within,
    begin: () => ofRun().limit.start(),
    questionKey,
    close: () => {
      for (const port of ports.values()) port.close();
    },
  };
}

type RunOptions = Omit<SessionOptions, 'region' | 'role'> & { readonly limit: TimeLimit };

/** What all sessions of a run have in common, made when the first is opened. */
function runOptions(options: CheckOptions, { patience, timer, rates }: Tuning): () => RunOptions {
  const { timeoutMilliseconds, waitMilliseconds = 0, environment = {} } = options;
  const { TimeLimit } = require('../aws/time-limit') as typeof import('../aws/time-limit');
  const limit = new TimeLimit(timeoutMilliseconds ?? LONGEST_RUN + waitMilliseconds);
  // What was asked for counts from the start; the default is for AWS, however long the app takes.
  if (timeoutMilliseconds !== undefined) limit.start();
  let made: RunOptions | undefined;
  return () => {
    if (made !== undefined) return made;
    const { Paces } = require('../aws/pace') as typeof import('../aws/pace');
    made = {
      profile: options.profile,
      patience,
      timer,
      limit,
      paces: new Paces(rates),
      route: { environment, certificates: certificatesOf(options) },
      onCall: (event) => options.onProgress?.({ kind: 'call', ...event }),
    };
    return made;
  };
}

/** As for the AWS CLI, they take the place of those that are trusted otherwise. */
function certificatesOf({ environment, workingDirectory }: CheckOptions): string | undefined {
  const file = environment?.AWS_CA_BUNDLE;
  if (!file) return undefined;
  const { readCaBundle } = require('../assembly/read-ca-bundle') as typeof import('../assembly/read-ca-bundle');
  return readCaBundle('AWS_CA_BUNDLE', file, workingDirectory ?? '.');
}

function openPort(options: SessionOptions): Omit<AwsPort, 'inRegion'> {
  const { createSession } = require('../aws/session') as typeof import('../aws/session');
  const session = createSession(options);
  const { readStack } = require('../aws/read-stack') as typeof import('../aws/read-stack');
  const { readServices } = require('../aws/read-services') as typeof import('../aws/read-services');
  return {
    readStack: (name) => readStack(session, name),
    readServices: (requests) => readServices(session, requests),
    readOriginalTemplate: (stackId) => {
      const { readOriginalTemplate } = require('../aws/read-template') as typeof import('../aws/read-template');
      return readOriginalTemplate(session, stackId);
    },
    readTemplate: (stackName) => {
      const { readProcessedTemplate } = require('../aws/read-template') as typeof import('../aws/read-template');
      return readProcessedTemplate(session, stackName);
    },
    readRevisions: (services) => {
      const { readRevisions } = require('../aws/read-revisions') as typeof import('../aws/read-revisions');
      return readRevisions(session, services);
    },
    readScalableTargets: (resourceIds) => {
      const { readScalableTargets } =
        require('../aws/read-scalable-targets') as typeof import('../aws/read-scalable-targets');
      return readScalableTargets(session, resourceIds);
    },
    readScheduledActions: (resourceId) => {
      const { readScheduledActions } =
        require('../aws/read-scalable-targets') as typeof import('../aws/read-scalable-targets');
      return readScheduledActions(session, resourceId);
    },
    readTaskDefinitions: (arns) => {
      const { readTaskDefinitions } =
        require('../aws/read-task-definitions') as typeof import('../aws/read-task-definitions');
      return readTaskDefinitions(session, arns);
    },
    readServiceDeployments: (services) => {
      const { readServiceDeployments } =
        require('../aws/read-service-deployments') as typeof import('../aws/read-service-deployments');
      return readServiceDeployments(session, services);
    },
    readClusters: (clusters) => {
      const { readClusters } = require('../aws/read-clusters') as typeof import('../aws/read-clusters');
      return readClusters(session, clusters);
    },
    readNamespaceNames: (arns) => {
      const { readNamespaceNames } = require('../aws/read-namespaces') as typeof import('../aws/read-namespaces');
      return readNamespaceNames(session, arns);
    },
    listServices: (cluster) => {
      const { listServices } = require('../aws/read-cluster-services') as typeof import('../aws/read-cluster-services');
      return listServices(session, cluster);
    },
    readOwningStack: (physicalId) => {
      const { readOwningStack } = require('../aws/read-owner') as typeof import('../aws/read-owner');
      return readOwningStack(session, physicalId);
    },
    readStackStatus: async (name) => {
      const { describeStack } = require('../aws/describe-stack') as typeof import('../aws/describe-stack');
      const described = await describeStack(session, name);
      return described.kind === 'read' ? described.outline.status : undefined;
    },
    answerQuestions: (questions) => {
      const { answerQuestions } = require('../aws/answer-questions') as typeof import('../aws/answer-questions');
      return answerQuestions(session, questions);
    },
    readAccount: () => {
      const { readAccount } = require('../aws/read-account') as typeof import('../aws/read-account');
      return session.once('account', () => readAccount(session));
    },
    readRegion: () => session.region().catch(() => undefined),
    close: () => session.close(),
  };
}
