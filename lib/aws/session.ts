import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import type { CloudControl } from '@aws-sdk/client-cloudcontrol';
import type { ServiceDiscovery } from '@aws-sdk/client-servicediscovery';
import type { SSM } from '@aws-sdk/client-ssm';
import type { STS } from '@aws-sdk/client-sts';
import pLimit from 'p-limit';
import { InputError, messageOf } from '../model/errors';
import type { CloudFormation } from './cloud-formation-client';
import { collectAnswer } from './collect-answer';
import { type AssumedRole, credentialsOf, QUIET } from './credentials';
import type { Ecs } from './ecs-client';
import { Paces } from './pace';
import { parseArn } from './parse-arn';
import { PATIENCE, type Patience, persevere } from './persevere';
import { TimeLimit } from './time-limit';
import { type Route, transportOf } from './transport';
import type { Timer } from './within-deadline';

/** One request to AWS, as it ended: a call that is sent again is told again. */
export interface CallEvent {
  /** `cloudformation`, `ecs`, `cloudcontrol`, `ssm`, `sts`, `application-autoscaling`, `servicediscovery`. */
  readonly service: string;
  /** `DescribeServices` */
  readonly operation: string;
  readonly milliseconds: number;
  /** The name of the error that it ended with. */
  readonly error?: string;
}

export interface SessionOptions {
  /** Default: as the SDK finds it (`AWS_REGION`, the profile's region). */
  readonly region?: string;
  /** Default: as the SDK finds it (`AWS_PROFILE`, `default`). */
  readonly profile?: string;
  /** A role to assume for all calls, with the credentials found otherwise. */
  readonly role?: AssumedRole;
  readonly patience?: Partial<Patience>;
  /** Rings when an answer is late; default: the clock. */
  readonly timer?: Timer;
  /** Of the run, for all its sessions; default: none. */
  readonly limit?: TimeLimit;
  /** Of the run, for all its sessions; default: of this session alone. */
  readonly paces?: Paces;
  /** Default: straight, trusting what Node trusts. */
  readonly route?: Route;
  onCall?(event: CallEvent): void;
}

/** Sends one request with a client of the session; hand the options on to the client's method. */
export type Api<Client> = <Answer>(
  operation: string,
  send: (client: Client, options: { abortSignal: AbortSignal }) => Promise<Answer>,
) => Promise<Answer>;

/** Calls of AWS with the same credentials in the same region. Every call throws InputError where there is no region. */
export interface AwsSession {
  region(): Promise<string>;
  readonly cloudFormation: Api<CloudFormation>;
  readonly ecs: Api<Ecs>;
  readonly cloudControl: Api<CloudControl>;
  readonly ssm: Api<SSM>;
  readonly sts: Api<STS>;
  readonly applicationAutoScaling: Api<ApplicationAutoScaling>;
  readonly serviceDiscovery: Api<ServiceDiscovery>;
  /** Does something once per session, however often and wherever it is asked for. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>;
  /** Closes the connections; the session is of no use afterwards. */
  close(): void;
}

/** What this needs of the SDK's clients. */
interface SdkClient {
  readonly config: { region(): Promise<string> };
  destroy(): void;
}

/** Below the SDK's 50 sockets: its connection timeout counts the time that a request waits for one. */
const IN_FLIGHT = 16;

/** A session; no client is loaded before its first call. */
export function createSession(options: SessionOptions): AwsSession {
  const patience = { ...PATIENCE, ...options.patience };
  const ofRun = {
    limit: options.limit ?? new TimeLimit(Number.POSITIVE_INFINITY),
    paces: options.paces ?? new Paces(),
  };
  const settings = lazily(() => clientSettings(options, patience));
  const opened: SdkClient[] = [];
  const open = <Client extends SdkClient>(make: (settings: ClientSettings) => Client): (() => Client) =>
    lazily(() => {
      const client = make(settings());
      opened.push(client);
      return client;
    });
  const api = <Client extends SdkClient>(service: string, client: () => Client): Api<Client> =>
    makeApi(service, client, { ...options, ...ofRun, patience });
  const cloudFormation = open((given) => new (mainSdk().CloudFormation)(given));
  const memory = new Map<string, Promise<unknown>>();
  return {
    region: () => regionOf(cloudFormation(), options),
    cloudFormation: api('cloudformation', cloudFormation),
    ecs: api(
      'ecs',
      open((given) => new (mainSdk().Ecs)(given)),
    ),
    cloudControl: api(
      'cloudcontrol',
      open((given) => new (cloudControlSdk().CloudControl)(given)),
    ),
    ssm: api(
      'ssm',
      open((given) => new (ssmSdk().SSM)(given)),
    ),
    sts: api(
      'sts',
      open((given) => new (stsSdk().STS)(given)),
    ),
    applicationAutoScaling: api(
      'application-autoscaling',
      open((given) => new (autoScalingSdk().ApplicationAutoScaling)({ ...given, protocol: answersAsSent() })),
    ),
    serviceDiscovery: api(
      'servicediscovery',
      open((given) => new (discoverySdk().ServiceDiscovery)(given)),
    ),
    once<T>(key: string, make: () => Promise<T>): Promise<T> {
      const made = memory.get(key) ?? make();
      memory.set(key, made);
      return made as Promise<T>;
    },
    close: () => {
      for (const client of opened) client.destroy();
    },
  };
}

type ApiOptions = SessionOptions & {
  readonly patience: Patience;
  readonly limit: TimeLimit;
  readonly paces: Paces;
};

function makeApi<Client extends SdkClient>(service: string, client: () => Client, options: ApiOptions): Api<Client> {
  const limit = pLimit(IN_FLIGHT);
  // Whose the credentials are is not known before they are used, but of a role its name says so.
  const account = parseArn(options.role?.arn ?? '')?.account ?? '';
  return (operation, send) =>
    limit(async () => {
      const region = await regionOf(client(), options);
      return persevere((abortSignal) => send(client(), { abortSignal }), {
        patience: options.patience,
        timer: options.timer,
        limit: options.limit,
        pace: options.paces.of(account, region, service, operation),
        onRequest: (milliseconds, error) =>
          options.onCall?.({
            service,
            operation,
            milliseconds,
            error: error === undefined ? undefined : error instanceof Error ? error.name : 'Error',
          }),
      });
    });
}

async function regionOf(client: SdkClient, options: SessionOptions): Promise<string> {
  try {
    return await client.config.region();
  } catch (error) {
    throw new InputError(regionWords(options, messageOf(error)));
  }
}

function regionWords({ region, profile }: SessionOptions, message: string): string {
  if (region !== undefined)
    return `${JSON.stringify(region)} is no name of an AWS region (${message}): check --region, AWS_REGION and the stack's own`;
  const of = profile === undefined ? '' : ` for profile ${profile}`;
  return `no AWS region${of} (${message}): pass --region, set AWS_REGION or give the profile a region`;
}

type ClientSettings = ReturnType<typeof clientSettings>;

function clientSettings(options: SessionOptions, patience: Patience) {
  const { region, profile, role } = options;
  const requestHandler = {
    connectionTimeout: patience.connection,
    ...(options.route === undefined ? {} : transportOf(options.route)),
  };
  const forCredentials = { ...requestHandler, requestTimeout: patience.answer, throwOnRequestTimeout: true };
  return {
    // A region that is present and undefined would hide the one of the environment.
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    credentials: credentialsOf({
      profile,
      region,
      role,
      requestHandler: forCredentials,
      environment: options.route?.environment,
    }),
    logger: QUIET,
    // Calls are sent again here, where their answers are looked at and the run's time is known.
    maxAttempts: 1,
    requestHandler,
    streamCollector: collectAnswer,
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// Each client takes a tenth of a second to load, so a run loads those that it uses.
const mainSdk = () => require('./sdk') as typeof import('./sdk');
const cloudControlSdk = () => require('@aws-sdk/client-cloudcontrol') as typeof import('@aws-sdk/client-cloudcontrol');
const stsSdk = () => require('@aws-sdk/client-sts') as typeof import('@aws-sdk/client-sts');
const ssmSdk = () => require('@aws-sdk/client-ssm') as typeof import('@aws-sdk/client-ssm');
const autoScalingSdk = () =>
  require('@aws-sdk/client-application-auto-scaling') as typeof import('@aws-sdk/client-application-auto-scaling');
/** As with ECS: one odd time in an answer does not cost the rest of it. */
const answersAsSent = () => (require('./ecs-answers') as typeof import('./ecs-answers')).EcsAnswers;
const discoverySdk = () =>
  require('@aws-sdk/client-servicediscovery') as typeof import('@aws-sdk/client-servicediscovery');
