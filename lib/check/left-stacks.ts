import { InputError, messageOf } from '../model/errors';
import type { LocalStack } from '../model/local-stack';
import type { Notice } from '../model/report';
import type { Template } from '../model/template';
import type { Aws, AwsPort } from './aws-ports';
import { checkedAmong, checkedResources } from './checked-resources';
import { findLookupRole } from './lookup-role';
import type { OpenedStack } from './open-stack';
import type { CheckOptions } from './options';
import type { StackPair } from './stack-pair';

/** A stack without services in the code, with its deployed template: its text, nothing, or why it could not be read. */
export interface LeftStack {
  readonly local: LocalStack;
  readonly port: AwsPort;
  readonly template: string | { readonly reason: string; readonly denied?: boolean } | undefined;
}

/** Reads the deployed template of each stack without services in the code, and nothing else of it. */
export function readLeftStacks(aws: Aws, stacks: readonly LocalStack[]): Promise<LeftStack[]> {
  return Promise.all(
    stacks.map(async (local) => {
      const port = aws.in(local.region);
      return { local, port, template: await templateOf(port, local) };
    }),
  );
}

async function templateOf(port: AwsPort, { stackName }: LocalStack): Promise<LeftStack['template']> {
  try {
    const read = await port.readTemplate(stackName);
    return typeof read === 'object' && read.absent ? undefined : read;
  } catch (error) {
    if (error instanceof InputError) return { reason: messageOf(error) };
    throw error;
  }
}

/**
 * Reads again, with the lookup role, what the credentials do not reach. A stack of that name in another account is not
 * the one: the account is what the opened stacks show, and asked for only if none of them does.
 */
export async function reachLeftStacks(
  aws: Aws,
  left: readonly LeftStack[],
  { opened, options }: { readonly opened: readonly OpenedStack[]; readonly options: CheckOptions },
): Promise<LeftStack[]> {
  const shown = new Map(
    opened.flatMap((stack) => (stack.kind === 'open' ? [[stack.aws, stack.report.account] as const] : [])),
  );
  return Promise.all(
    left.map(async (stack) => {
      const { local, port, template } = stack;
      const { account } = local;
      const own = account === undefined ? undefined : (shown.get(port) ?? (await port.readAccount()));
      const isForeign = own !== undefined && own !== account;
      if (!isForeign && !(typeof template === 'object' && template.denied)) return stack;
      const { role } = await findLookupRole(port, { stackName: local.stackName, local }, options);
      if (role !== undefined) return { ...stack, template: await templateOf(aws.in(local.region, role), local) };
      const reason = `the stack belongs to account ${account}, and the credentials are for account ${own}`;
      return isForeign ? { ...stack, template: { reason } } : stack;
    }),
  );
}

/** Whether a stack without services in the code may still have some deployed: only its own reads can tell. */
export function mayHaveLeft({ template, local }: LeftStack): boolean {
  if (typeof template !== 'string' || template === local.template?.text) return false;
  if (!template.includes('AWS::ECS::') && !template.includes(NESTED)) return false;
  const { parseTemplate } = require('../assembly/parse-template') as typeof import('../assembly/parse-template');
  try {
    return hasAny(parseTemplate(template, `template of stack ${local.stackName}`));
  } catch {
    return true;
  }
}

const NESTED = 'AWS::CloudFormation::Stack';

function hasAny(template: Template): boolean {
  return checkedResources(template).length > 0 || Object.values(template.Resources).some(({ Type }) => Type === NESTED);
}

/** What came of the stacks that may still have services. */
export interface LeftServices {
  /** Those that are part of the check. */
  readonly opened: readonly OpenedStack[];
  readonly notices: readonly Notice[];
}

/** Keeps the stacks that do have services, and names those of which that is not known. */
export function judgeLeft(left: readonly LeftStack[], opened: readonly OpenedStack[]): LeftServices {
  const unread = left.flatMap(({ local, template }) =>
    typeof template === 'object' ? [{ name: local.stackName, reason: template.reason }] : [],
  );
  const kept: OpenedStack[] = [];
  for (const stack of opened) {
    const { stackName: name, status, stackId, reason = '' } = stack.report;
    if (stack.kind === 'open' && hasServices(stack.pair)) kept.push(stack);
    else if (stack.kind === 'closed' && status === 'UNCHECKED' && stackId !== undefined) kept.push(stack);
    else if (status === 'UNCHECKED') unread.push({ name, reason });
  }
  return { opened: kept, notices: unread.length === 0 ? [] : [unreadNotice(unread)] };
}

function hasServices({ deployed, deployedTemplate, nested }: StackPair): boolean {
  if (checkedResources(deployedTemplate).length > 0) return true;
  if (checkedAmong(deployed.resources?.values() ?? []).length > 0) return true;
  return [...nested.values()].some(hasServices);
}

const SHOWN = 20;

function unreadNotice(unread: readonly { readonly name: string; readonly reason: string }[]): Notice {
  const names = unread.map(({ name }) => name).sort();
  const more = names.length > SHOWN ? `, … (${names.length} in all)` : '';
  return {
    kind: 'unread-stack',
    text: `without services in the code, and whether they still have some deployed is not known: ${names.slice(0, SHOWN).join(', ')}${more}: ${unread[0]?.reason}`,
  };
}
