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

function ownCredentials({ profile, requestHandler }: CredentialSource): () => Promise<Credentials> {
  const providers = require('@aws-sdk/credential-providers') as typeof import('@aws-sdk/credential-providers');
  const clientConfig = { requestHandler };
  // A profile that was asked for and does not exist must not end in the credentials of the machine, which may be
  // those of another account.
  if (profile !== undefined) return providers.fromIni({ profile, clientConfig, logger: QUIET });
  return providers.fromNodeProviderChain({ clientConfig, logger: QUIET });
}

function assumedCredentials(source: CredentialSource, { arn, externalId }: AssumedRole): () => Promise<Credentials> {
  const providers = require('@aws-sdk/credential-providers') as typeof import('@aws-sdk/credential-providers');
  const { region, requestHandler } = source;
  const assume = providers.fromTemporaryCredentials({
    masterCredentials: ownCredentials(source),
    params: { RoleArn: arn, RoleSessionName: 'ecs-drift', ExternalId: externalId },
    clientConfig: { requestHandler, ...(region === undefined ? {} : { region }) },
    logger: QUIET,
  });
  let assumed: Promise<Credentials> | undefined;
  // Every client would assume the role for itself; a run ends long before the hour that the credentials last.
  return () => {
    assumed ??= assume().catch((cause: unknown) => {
      // What passes is asked for again; a refusal is one for all calls.
      if (troubleOf(cause) !== undefined) assumed = undefined;
      throw new RoleError(arn, cause);
    });
    return assumed;
  };
}

const nothing = (): void => {};

/** Keeps the SDK's own remarks off the terminal. */
export const QUIET = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
