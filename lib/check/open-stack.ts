import type { DeployedStack, ReadFailure } from '../model/deployed-stack';
import { InputError } from '../model/errors';
import type { StackReport } from '../model/report';
import type { Aws, AwsPort } from './aws-ports';
import { type ServiceToCheck, settleAll } from './collect-services';
import type { Target } from './read-code';
import { pairStack, type StackPair } from './stack-pair';

/** A stack as far as it could be opened: with both sides, or with why there is nothing to compare. */
export type OpenedStack =
  | {
      readonly kind: 'open';
      readonly target: Target;
      readonly aws: AwsPort;
      readonly pair: StackPair;
      readonly report: StackReport;
    }
  | { readonly kind: 'closed'; readonly report: StackReport; readonly services: readonly ServiceToCheck[] };

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

/** Reads a stack and puts it beside its code. */
export async function openStack(aws: Aws, target: Target): Promise<OpenedStack> {
  const port = aws.in(target.local?.region);
  const read = await port.readStack(target.stackName);
  if (read.kind === 'missing') return missing(port, target, read.reason);
  if (read.kind === 'unread') return close(target, 'UNCHECKED', read.failure.reason, {}, [read.failure]);
  const { stack } = read;
  const where = { stackId: stack.stackId, account: stack.account, region: stack.region };
  const account = target.local?.account;
  if (account !== undefined && account !== stack.account) {
    const reason = `the stack belongs to account ${account}, and the credentials are for account ${stack.account}`;
    return close(target, 'UNCHECKED', `${reason}: use credentials of account ${account}`);
  }
  if (EMPTY.has(stack.status)) {
    return close(target, 'NOT_DEPLOYED', `nothing is deployed: the stack is in ${stack.status}`, where);
  }
  if (!SETTLED.has(stack.status)) {
    const why = stack.statusReason === undefined ? '' : ` (${stack.statusReason})`;
    const reason = `the stack is in ${stack.status}${why}: no settled template to compare with`;
    return close(target, 'UNCHECKED', reason, where);
  }
  return pairUp(port, target, stack, where);
}

async function pairUp(
  port: AwsPort,
  target: Target,
  stack: DeployedStack,
  where: Partial<StackReport>,
): Promise<OpenedStack> {
  const pair = await pairStack(port, stack, target.local);
  const denied = deniedActions(allFailures(stack));
  const unreadable =
    pair.problem ?? stack.failures.find(({ action, denied: no }) => action === GET_TEMPLATE && !no)?.reason;
  if (unreadable !== undefined) return close(target, 'UNCHECKED', unreadable, where, stack.failures);
  if (pair.synthesized === undefined && pair.deployedTemplate === undefined) {
    const reason = stack.failures.find(({ action }) => action === GET_TEMPLATE)?.reason ?? 'no template could be read';
    return close(target, 'UNCHECKED', reason, where, stack.failures);
  }
  const report: StackReport = {
    stackName: target.stackName,
    ...where,
    status: 'CHECKED',
    comparison:
      pair.deployedTemplate === undefined ? 'two-way' : pair.synthesized === undefined ? 'deployed-only' : 'three-way',
    missingPermissions: denied,
  };
  return { kind: 'open', target, aws: port, pair, report };
}

const GET_TEMPLATE = 'cloudformation:GetTemplate';

function allFailures(stack: DeployedStack): ReadFailure[] {
  return [...stack.failures, ...[...stack.nested.values()].flatMap(allFailures)];
}

function deniedActions(failures: readonly ReadFailure[]): string[] | undefined {
  const actions = [...new Set(failures.filter(({ denied }) => denied).map(({ action }) => action))].sort();
  return actions.length === 0 ? undefined : actions;
}

/** A stack that CloudFormation does not know: not deployed yet, unless the credentials look into another account. */
async function missing(port: AwsPort, target: Target, reason: string): Promise<OpenedStack> {
  if (target.local === undefined) throw new InputError(`--stack-name ${target.stackName}: ${reason}`);
  const { account } = target.local;
  const own = account === undefined ? undefined : await port.readAccount();
  if (own !== undefined && own !== account) {
    const mismatch = `the stack belongs to account ${account}, and the credentials are for account ${own}`;
    return close(target, 'UNCHECKED', `${mismatch}: use credentials of account ${account}`);
  }
  return close(target, 'NOT_DEPLOYED', reason);
}

/** A stack that is not compared, with its code's services. */
export function close(
  { local, stackName }: Target,
  status: 'NOT_DEPLOYED' | 'UNCHECKED',
  reason: string,
  where: Partial<StackReport> = {},
  failures: readonly ReadFailure[] = [],
): OpenedStack {
  const place = { account: where.account ?? local?.account, region: where.region ?? local?.region };
  const missingPermissions = deniedActions(failures);
  return {
    kind: 'closed',
    report: { stackName, ...where, ...place, status, missingPermissions, reason },
    services: local === undefined ? [] : settleAll(local, { stackName, ...place }, { status, reason }),
  };
}
