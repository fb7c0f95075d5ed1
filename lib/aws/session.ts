import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import type { CloudControl } from '@aws-sdk/client-cloudcontrol';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { ECS } from '@aws-sdk/client-ecs';
import type { ServiceDiscovery } from '@aws-sdk/client-servicediscovery';
import type { SSM } from '@aws-sdk/client-ssm';
import type { STS } from '@aws-sdk/client-sts';
import pLimit from 'p-limit';
import { InputError, messageOf } from '../model/errors';
import { withinDeadline } from './within-deadline';

/** One call of AWS with all its retries, as it ended. */
export interface CallEvent {
  /** `cloudformation`, `ecs`, `cloudcontrol`, `ssm`, `sts`, `application-autoscaling`, `servicediscovery`. */
  readonly service: string;
  /** `DescribeServices` */
  readonly operation: string;
  readonly milliseconds: number;
  /** The name of the error that it ended with. */
  readonly error?: string;
}

/** How long AWS may take, in milliseconds. */
export interface Patience {
  /** To accept a connection. */
  readonly connection: number;
  /** For the head of one answer. */
  readonly answer: number;
  /** For one call with all its retries. */
  readonly call: number;
}

export interface AssumedRole {
  readonly arn: string;
  readonly externalId?: string;
}

export interface SessionOptions {
  /** Default: as the SDK finds it (`AWS_REGION`, the profile's region). */
  readonly region?: string;
  /** Default: as the SDK finds it (`AWS_PROFILE`, `default`). */
  readonly profile?: string;
  /** A role to assume for all calls, with the credentials found otherwise. */
  readonly role?: AssumedRole;
  readonly patience?: Partial<Patience>;
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
  readonly ecs: Api<ECS>;
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

const PATIENCE: Patience = { connection: 5_000, answer: 20_000, call: 60_000 };

/** Below the SDK's 50 sockets: its connection timeout counts the time that a request waits for one. */
const IN_FLIGHT = 16;

/** A session; no client is loaded before its first call. */
export function createSession(options: SessionOptions): AwsSession {
  const patience = { ...PATIENCE, ...options.patience };
  const settings = lazily(() => clientSettings(options, patience));
  const opened: SdkClient[] = [];
  const open = <Client extends SdkClient>(make: (settings: ClientSettings) => Client): (() => Client) =>
    lazily(() => {
      const client = make(settings());
      opened.push(client);
      return client;
    });
  const api = <Client extends SdkClient>(service: string, client: () => Client): Api<Client> =>
    makeApi(service, client, patience.call, options);
  const cloudFormation = open((given) => new (cloudFormationSdk().CloudFormation)(given));
  const memory = new Map<string, Promise<unknown>>();
  return {
    region: () => regionOf(cloudFormation(), options),
    cloudFormation: api('cloudformation', cloudFormation),
    ecs: api(
      'ecs',
      open((given) => new (ecsSdk().ECS)(given)),
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
      open((given) => new (autoScalingSdk().ApplicationAutoScaling)(given)),
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

function makeApi<Client extends SdkClient>(
  service: string,
  client: () => Client,
  deadline: number,
  options: SessionOptions,
): Api<Client> {
  const limit = pLimit(IN_FLIGHT);
  return (operation, send) =>
    limit(async () => {
      await regionOf(client(), options);
      const start = performance.now();
      const told = (error?: string): void =>
        options.onCall?.({ service, operation, milliseconds: performance.now() - start, error });
      try {
        const answer = await withinDeadline(deadline, (abortSignal) => send(client(), { abortSignal }));
        told();
        return answer;
      } catch (error) {
        told(error instanceof Error ? error.name : 'Error');
        throw error;
      }
    });
}

async function regionOf(client: SdkClient, options: SessionOptions): Promise<string> {
  try {
    return await client.config.region();
  } catch (error) {
    const of = options.profile === undefined ? '' : ` for profile ${options.profile}`;
    throw new InputError(
      `no AWS region${of} (${messageOf(error)}): pass --region, set AWS_REGION or give the profile a region`,
    );
  }
}

type ClientSettings = ReturnType<typeof clientSettings>;

function clientSettings(options: SessionOptions, patience: Patience) {
  const { region, profile, role } = options;
  return {
    // A region that is present and undefined would hide the one of the environment.
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    credentials: role === undefined ? credentialsOf(profile) : assumedCredentials(role, profile, region),
    logger: QUIET,
    // The standard mode slows nothing down before something fails; the backoff of six attempts is some 15 s.
    retryMode: 'standard',
    maxAttempts: 6,
    requestHandler: {
      connectionTimeout: patience.connection,
      requestTimeout: patience.answer,
      throwOnRequestTimeout: true,
    },
  };
}

/** One provider for all clients, so that a single sign-on or a credential process is asked once. */
function credentialsOf(profile: string | undefined) {
  const providers = require('@aws-sdk/credential-providers') as typeof import('@aws-sdk/credential-providers');
  // A profile that was asked for and does not exist must not end in the credentials of the machine, which may be
  // those of another account.
  if (profile !== undefined) return providers.fromIni({ profile, logger: QUIET });
  return providers.fromNodeProviderChain({ logger: QUIET });
}

function assumedCredentials({ arn, externalId }: AssumedRole, profile: string | undefined, region: string | undefined) {
  const providers = require('@aws-sdk/credential-providers') as typeof import('@aws-sdk/credential-providers');
  const assume = providers.fromTemporaryCredentials({
    masterCredentials: credentialsOf(profile),
    params: { RoleArn: arn, RoleSessionName: 'ecs-drift', ExternalId: externalId },
    clientConfig: region === undefined ? {} : { region },
    logger: QUIET,
  });
  // Every client would assume the role for itself; a run ends long before the hour that the credentials last.
  const once = lazily(() => assume());
  return () => once();
}

const nothing = (): void => {};

/** Keeps the SDK's own remarks off the terminal. */
const QUIET = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// Each client takes a tenth of a second to load, so a run loads those that it uses.
const cloudFormationSdk = () =>
  require('@aws-sdk/client-cloudformation') as typeof import('@aws-sdk/client-cloudformation');
const ecsSdk = () => require('@aws-sdk/client-ecs') as typeof import('@aws-sdk/client-ecs');
const cloudControlSdk = () => require('@aws-sdk/client-cloudcontrol') as typeof import('@aws-sdk/client-cloudcontrol');
const stsSdk = () => require('@aws-sdk/client-sts') as typeof import('@aws-sdk/client-sts');
const ssmSdk = () => require('@aws-sdk/client-ssm') as typeof import('@aws-sdk/client-ssm');
const autoScalingSdk = () =>
  require('@aws-sdk/client-application-auto-scaling') as typeof import('@aws-sdk/client-application-auto-scaling');
const discoverySdk = () =>
  require('@aws-sdk/client-servicediscovery') as typeof import('@aws-sdk/client-servicediscovery');
