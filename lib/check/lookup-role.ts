import { parseArn } from '../aws/parse-arn';
import type { LookupRole } from '../model/local-stack';
import { partitionOf } from '../resolve/partition';
import type { AwsPort } from './aws-ports';
import type { CheckOptions } from './options';
import type { Target } from './target';

/** The lookup role of a stack, or why it is not assumed; neither if there is none to assume. */
export interface FoundRole {
  readonly role?: LookupRole;
  readonly refusal?: string;
}

/**
 * Finds the role that the CDK bootstrap of the stack's environment made for look-ups, its placeholders filled in; for a
 * stack without an environment that is the environment of the credentials at hand. A role of any other account is not
 * assumed: whoever writes the manifest would send the user's credentials there.
 */
export async function findLookupRole(port: AwsPort, { local }: Target, options: CheckOptions): Promise<FoundRole> {
  const { lookupRole } = local ?? {};
  if (lookupRole === undefined || options.noLookupRole || options.roleArn !== undefined) return {};
  const account = local?.account ?? (await port.readAccount());
  const region = local?.region ?? (await port.readRegion());
  if (account === undefined || region === undefined) return {};
  const values = { 'AWS::Partition': partitionOf(region), 'AWS::AccountId': account, 'AWS::Region': region };
  const arn = Object.entries(values).reduce(
    (filled, [name, value]) => filled.replaceAll(`\${${name}}`, value),
    lookupRole.arn,
  );
  const owner = parseArn(arn)?.account;
  if (owner === account) return { role: { ...lookupRole, arn } };
  const whose = owner ? `of account ${owner}` : 'without an account';
  return { refusal: `its lookup role ${arn} is a role ${whose}, not of account ${account}, and was not assumed` };
}
