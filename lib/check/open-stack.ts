import type { DeployedStack, ReadFailure } from '../model/deployed-stack';
import { InputError } from '../model/errors';
import type { LocalStack, LookupRole } from '../model/local-stack';
import type { StackReport } from '../model/report';
import type { Aws, AwsPort, StackRead } from './aws-ports';
import { type ServiceToCheck, settleAll } from './collect-services';
import { findLookupRole } from './lookup-role';
import type { CheckOptions } from './options';
import type { Patience } from './patience';
import { settleStack } from './settle-stack';
import { GET_TEMPLATE, pairStack, type StackPair, whyIncomplete, whyTemplateUnread } from './stack-pair';
import type { Target } from './target';

/** A stack as far as it could be opened: with both sides, or with why there is nothing to compare. */
export type OpenedStack =
  | {
      readonly kind: 'open';
      readonly target: Target;
      readonly aws: AwsPort;
      readonly pair: StackPair;
      readonly report: StackReport;
    }
  | ClosedStack;

export interface ClosedStack {
  readonly kind: 'closed';
  readonly target: Target;
  readonly report: StackReport;
  readonly services: readonly ServiceToCheck[];
  /** What the user can mend, one line each. */
  readonly problems: readonly string[];
}

/** States in which the deployed template is the one that CloudFormation answers with. */
const SETTLED = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
]);
/** States in which there is a name and nothing deployed under it. */
const EMPTY = new Set(['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'DELETE_COMPLETE']);

/** A change set under review has nothing under way: it waits for somebody to run it. */
function isUnderWay(status: string): boolean {
  return status.endsWith('_IN_PROGRESS') && !SETTLED.has(status) && !EMPTY.has(status);
}

/** Reads a stack and puts it beside its code: with the CDK lookup role where the credentials at hand do not reach it. */
export async function openStack(
  aws: Aws,
  target: Target,
  { options, patience }: { readonly options: CheckOptions; readonly patience: Patience },
): Promise<OpenedStack> {
  const port = aws.in(target.local?.region);
  const read = await port.readStack(target.stackName);
  const foreign = await isForeign(port, target, read);
  const isOutOfReach = foreign !== undefined || isRefused(read);
  const { role, refusal } = isOutOfReach ? await findLookupRole(port, target, options) : {};
  if (role === undefined) return settle(port, target, read, { foreign, refusal, patience });
  const assumed = aws.in(target.local?.region, role);
  const again = await assumed.readStack(target.stackName);
  if (again.kind === 'unread') {
    // What the credentials at hand could read, though not all of it, is better than nothing.
    if (foreign === undefined && read.kind === 'read') return settle(port, target, read, { foreign, patience });
    const reason = `${foreign ?? failureOf(read)}; with its lookup role ${role.arn}: ${again.failure.reason}${unsentOf(role)}`;
    return close(target, 'UNCHECKED', reason, {}, [again.failure]);
  }
  return settle(assumed, target, again, { foreign: await isForeign(assumed, target, again), patience });
}

/** In words, where the credentials are for another account than the stack's; else undefined. */
async function isForeign(port: AwsPort, { local }: Target, read: StackRead): Promise<string | undefined> {
  const account = local?.account;
  if (account === undefined || read.kind === 'unread') return undefined;
  // A stack that is missing may only be missing in the account that was looked into.
  const own = read.kind === 'read' ? read.stack.account : await port.readAccount();
  if (own === account) return undefined;
  if (own === undefined)
    return `the stack is not where it was looked for, and whether that is account ${account} could not be read (sts:GetCallerIdentity)`;
  return `the stack belongs to account ${account}, and the credentials are for account ${own}`;
}

/** Also where only a part of it was. */
function isRefused(read: StackRead): boolean {
  if (read.kind === 'missing') return false;
  return read.kind === 'unread' ? read.failure.denied : allFailures(read.stack).some(({ denied }) => denied);
}

function failureOf(read: StackRead): string {
  return read.kind === 'unread' ? read.failure.reason : 'the credentials do not reach it';
}

/** What is known beside the first reading of a stack. */
interface Surroundings {
  /** In words, if the credentials are for another account than the stack's. */
  readonly foreign: string | undefined;
  /** Why the stack's lookup role was not assumed. */
  readonly refusal?: string;
  readonly patience: Patience;
}

/** STS may have refused only because of them: a trust policy can require session tags. */
function unsentOf({ unsent = [] }: LookupRole): string {
  return unsent.length === 0 ? '' : `; ${unsent.join(', ')} of its assumeRoleAdditionalOptions are never sent`;
}

/** Judges what was read of a stack in its own account. */
async function settle(
  port: AwsPort,
  target: Target,
  first: StackRead,
  { foreign, refusal, patience }: Surroundings,
): Promise<OpenedStack> {
  const addition = refusal === undefined ? '' : `; ${refusal}`;
  if (foreign !== undefined) {
    return close(target, 'UNCHECKED', `${foreign}${addition}: use credentials of account ${target.local?.account}`);
  }
  const read = await settleStack(port, first, isUnderWay, patience);
  if (read.kind === 'unread')
    return close(target, 'UNCHECKED', `${read.failure.reason}${addition}`, {}, [read.failure]);
  if (read.kind === 'missing') {
    if (target.local === undefined)
      throw new InputError(
        `--stack-name ${target.stackName}: ${read.reason} in this account; check the name, --region and the credentials`,
      );
    const where = await lookedInto(port, target.local);
    return close(target, 'NOT_DEPLOYED', `${read.reason} ${inAccount(where.account)}`, where);
  }
  const { stack } = read;
  const where = { stackId: stack.stackId, account: stack.account, region: stack.region };
  if (EMPTY.has(stack.status)) {
    const place = `${stack.region} ${inAccount(stack.account)}`;
    return close(target, 'NOT_DEPLOYED', `nothing is deployed: the stack in ${place} is in ${stack.status}`, where);
  }
  if (!SETTLED.has(stack.status)) {
    const why = stack.statusReason === undefined ? '' : ` (${stack.statusReason})`;
    const reason = `the stack is in ${stack.status}${why}: no settled template to compare with`;
    return close(target, 'UNCHECKED', reason, where);
  }
  return pairUp(port, target, stack, where);
}

function inAccount(account: string | undefined): string {
  return account === undefined ? 'in the account of the credentials' : `in account ${account}`;
}

/** Where a stack was looked for that is not there: for one without an environment nothing else tells. */
async function lookedInto(port: AwsPort, local: LocalStack): Promise<Partial<StackReport>> {
  const account = local.account ?? (await port.readAccount());
  return { account, region: local.region ?? (await port.readRegion()) };
}

async function pairUp(
  port: AwsPort,
  target: Target,
  stack: DeployedStack,
  where: Partial<StackReport>,
): Promise<OpenedStack> {
  const pair = await pairStack(port, stack, target.local);
  const denied = deniedActions(allFailures(stack));
  const unreadable = whyTemplateUnread(pair);
  if (unreadable !== undefined) return close(target, 'UNCHECKED', unreadable, where, stack.failures);
  if (pair.synthesized === undefined && pair.deployedTemplate === undefined) {
    const reason = stack.failures.find(({ action }) => action === GET_TEMPLATE)?.reason ?? 'no template could be read';
    return close(target, 'UNCHECKED', reason, where, stack.failures);
  }
  // What hides which services there are leaves the stack unchecked, however many of them were found.
  const hiding = allFailures(stack).find(({ action }) => action !== GET_TEMPLATE)?.reason ?? whyIncomplete(pair);
  const report: StackReport = {
    stackName: target.stackName,
    ...where,
    status: hiding === undefined ? 'CHECKED' : 'UNCHECKED',
    comparison: lacksDeployed(pair) ? 'two-way' : pair.synthesized === undefined ? 'deployed-only' : 'three-way',
    missingPermissions: denied,
    reason: hiding,
  };
  return { kind: 'open', target, aws: port, pair, report };
}

/** Whether the deployed template of the stack, or of one nested in it, could not be read. */
function lacksDeployed(pair: StackPair): boolean {
  return pair.deployedTemplate === undefined || [...pair.nested.values()].some(lacksDeployed);
}

function allFailures(stack: DeployedStack): ReadFailure[] {
  return [...stack.failures, ...[...stack.nested.values()].flatMap(allFailures)];
}

function deniedActions(failures: readonly ReadFailure[]): string[] | undefined {
  const actions = [...new Set(failures.filter(({ denied }) => denied).map(({ action }) => action))].sort();
  return actions.length === 0 ? undefined : actions;
}

/** A stack whose input is bad: the user can mend it. */
export function closeBroken(target: Target, problems: readonly string[]): OpenedStack {
  return { ...close(target, 'UNCHECKED', problems.join('; ')), problems };
}

/** A stack that is not compared, with its code's services. */
function close(
  target: Target,
  status: 'NOT_DEPLOYED' | 'UNCHECKED',
  reason: string,
  where: Partial<StackReport> = {},
  failures: readonly ReadFailure[] = [],
): ClosedStack {
  const { local, stackName } = target;
  const place = { account: where.account ?? local?.account, region: where.region ?? local?.region };
  const missingPermissions = deniedActions(failures);
  return {
    kind: 'closed',
    target,
    report: { stackName, ...where, ...place, status, missingPermissions, reason },
    services: local === undefined ? [] : settleAll(local, { stackName, ...place }, { status, reason }),
    problems: [],
  };
}
