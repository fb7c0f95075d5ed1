import type { AwsSession } from './session';

/** The account of the session's credentials; undefined where that cannot be read. Needs no permission. */
export async function readAccount(session: AwsSession): Promise<string | undefined> {
  try {
    const { Account } = await session.sts('GetCallerIdentity', (client, options) =>
      client.getCallerIdentity({}, options),
    );
    return Account;
  } catch {
    return undefined;
  }
}
