import { AwsError, type CallContext, type Operation } from './call';
import { PseudoRandom } from './pseudo-random';
import type { FreeJson } from './world';

/** The operations of STS (Query). */
export const stsOperations = new Map<string, Operation>([
  ['GetCallerIdentity', getCallerIdentity],
  ['AssumeRole', assumeRole],
]);

function getCallerIdentity(_: FreeJson, { call, world }: CallContext): FreeJson {
  const role = world.roleOfKey.get(call.accessKeyId);
  return {
    Arn: role ?? `arn:aws:iam::${call.account}:user/somebody`,
    UserId: `AIDA${new PseudoRandom(call.accessKeyId).upper(17)}`,
    Account: call.account,
  };
}

/** Gives keys of the role's account. */
function assumeRole(input: FreeJson, { world }: CallContext): FreeJson {
  const [, , , , account = '', resource = ''] = String(input.RoleArn).split(':');
  if (!/^\d{12}$/.test(account) || !resource.startsWith('role/')) {
    throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
  }
  const session = `${resource.replace(/^role\/(.*\/)?/, '')}/${input.RoleSessionName}`;
  const arn = `arn:aws:sts::${account}:assumed-role/${session}`;
  const random = new PseudoRandom(arn);
  const accessKeyId = `ASIA${random.upper(16)}`;
  world.accountOfKey.set(accessKeyId, account);
  world.roleOfKey.set(accessKeyId, arn);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: random.mixed(40),
      SessionToken: random.mixed(120),
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: `AROA${random.upper(17)}:${input.RoleSessionName}`, Arn: arn },
  };
}
