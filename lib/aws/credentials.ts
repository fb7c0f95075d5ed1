import { collectAnswer } from './collect-answer';
import { withoutQuotes } from './credentials-error';
import type { Environment } from './proxy-of';
import { RoleError } from './role-error';
import { troubleOf } from './trouble';

export interface AssumedRole {
  readonly arn: string;
  readonly externalId?: string;
}

export interface CredentialSource {
  readonly profile?: string;
  readonly region?: string;
  /** A role to assume with the credentials found otherwise. */
  readonly role?: AssumedRole;
  /** How the clients of single sign-on and STS reach their endpoints. */
  readonly requestHandler: object;
  /** Names the profile that the SDK takes if none is given; for messages. */
  readonly environment?: Environment;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** One provider for all clients, so that a single sign-on, a credential process or a role is asked for once. */
export function credentialsOf(source: CredentialSource): () => Promise<Credentials> {
  return source.role === undefined ? ownCredentials(source) : assumedCredentials(source, source.role);
}

function ownCredentials(source: CredentialSource): () => Promise<Credentials> {
  const provide = sdkCredentials(source);
  const profile = source.profile ?? (source.environment?.AWS_PROFILE || 'default');
  return () =>
    provide().catch((cause: unknown) => {
      throw withoutQuotes(cause, profile);
    });
}

function sdkCredentials({ profile, requestHandler }: CredentialSource): () => Promise<Credentials> {
  const providers = require('./sdk') as typeof import('./sdk');
  const clientConfig = { requestHandler, streamCollector: collectAnswer };
  // A profile that was asked for and does not exist must not end in the credentials of the machine, which may be
  // those of another account.
  if (profile !== undefined) return providers.fromIni({ profile, clientConfig, logger: QUIET });
  return providers.fromNodeProviderChain({ clientConfig, logger: QUIET });
}

function assumedCredentials(source: CredentialSource, role: AssumedRole): () => Promise<Credentials> {
  const providers = require('./sdk') as typeof import('./sdk');
  const { region, requestHandler } = source;
  const assume = providers.fromTemporaryCredentials({
    masterCredentials: ownCredentials(source),
    params: parametersOf(role),
    clientConfig: { requestHandler, streamCollector: collectAnswer, ...(region === undefined ? {} : { region }) },
    logger: QUIET,
  });
  let assumed: Promise<Credentials> | undefined;
  // Every client would assume the role for itself; a run ends long before the hour that the credentials last.
  return () => {
    assumed ??= assume().catch((cause: unknown) => {
      // What passes is asked for again; a refusal is one for all calls.
      if (troubleOf(cause) !== undefined) assumed = undefined;
      throw new RoleError(role.arn, cause);
    });
    return assumed;
  };
}

function parametersOf({ arn, externalId }: AssumedRole) {
  const given = externalId === undefined ? {} : { ExternalId: externalId };
  return { ...given, RoleArn: arn, RoleSessionName: 'ecs-drift' };
}

const nothing = (): void => {};

type Remarks = Record<'trace' | 'debug' | 'info' | 'warn' | 'error', () => void>;

/**
 * Keeps the SDK's own remarks off the terminal. It has no `info`: for one, the SDK would copy each request and answer
 * with their secrets masked.
 */
export const QUIET = { trace: nothing, debug: nothing, warn: nothing, error: nothing } as unknown as Remarks;
