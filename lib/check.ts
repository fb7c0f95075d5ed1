import { assembleReport } from './check/assemble-report';
import { type Aws, sdkAws } from './check/aws-ports';
import { exitCode } from './check/exit-code';
import { gatherRules } from './check/ignore/gather-rules';
import { IgnoreRules } from './check/ignore-rules';
import {
  judgeLeft,
  type LeftServices,
  type LeftStack,
  mayHaveLeft,
  reachLeftStacks,
  readLeftStacks,
} from './check/left-stacks';
import { markMoved } from './check/mark-moved';
import { notComparedNotices } from './check/not-compared';
import { closeBroken, type OpenedStack, openStack } from './check/open-stack';
import type { CheckOptions, CheckResult } from './check/options';
import { Patience } from './check/patience';
import { type Code, readCode } from './check/read-code';
import { LiveReader } from './check/read-live';
import { ServiceResolution } from './check/resolve-services';
import { settleServices } from './check/settle-services';
import type { Target } from './check/target';
import { untilAborted } from './check/until-aborted';
import { vetOptions } from './check/vet-options';
import { vetStack } from './check/vet-stack';
import { serviceTable } from './fields/service-table';
import { InputError, messageOf } from './model/errors';

export { type IamPolicy, type IamStatement, iamPolicy, type PolicyOptions } from './check/iam-policy';
export type { CheckOptions, CheckResult, IgnoreRule, Progress } from './check/options';
export { render } from './check/render-report';

/**
 * Checks whether ECS services still run as the code says: reads the code, what CloudFormation deployed and what ECS
 * runs, and compares them field by field. Read-only.
 * @throws InputError if nothing at all could be checked because of what was given; TypeError for an option of another type
 */
export async function checkDrift(options: CheckOptions = {}, aws?: Aws): Promise<CheckResult> {
  vetOptions(options);
  return checkIn(aws ?? sdkAws(options), options);
}

async function checkIn(aws: Aws, options: CheckOptions): Promise<CheckResult> {
  try {
    const code = await readCode(options, aws);
    aws.begin();
    return await untilAborted(options.signal, () => checkCode(code, options, aws));
  } finally {
    aws.close();
  }
}

async function checkCode(code: Code, options: CheckOptions, aws: Aws): Promise<CheckResult> {
  const ignore = ignoreRules(options, code);
  const how = { options, patience: new Patience(options) };
  const vetted = code.targets.map((target) => ({ target, problems: vet(target, code) }));
  refuseIfAllBad(
    code,
    vetted.map(({ problems }) => problems),
  );
  options.onProgress?.({ kind: 'stage', text: `reading ${code.targets.length} stacks` });
  const [selected, unopened] = await Promise.all([
    Promise.all(vetted.map(({ target, problems }) => open(aws, target, how, problems))),
    readLeftStacks(aws, code.without),
  ]);
  const problems = refuseIfAllBad(
    code,
    selected.map((stack) => (stack.kind === 'closed' ? stack.problems : [])),
  );
  const left = await openLeft(aws, unopened, selected, how);
  const opened = [...selected, ...left.opened];
  const resolution = new ServiceResolution(aws, opened, { ...how, code: code.stacks });
  const live = new LiveReader(serviceTable, options.thorough);
  await Promise.all([live.read(resolution.stacks), resolution.finish()]);
  // Services whose cluster was only worked out with AWS's answers.
  await live.read(resolution.stacks);
  await settleServices(live, resolution.stacks, how.patience);
  const report = await assembleReport({
    options,
    code,
    ignore,
    opened: markMoved(opened, resolution.stacks),
    notices: [...left.notices, ...notComparedNotices(opened, code.without)],
    resolved: resolution.stacks,
    live,
  });
  return { report, problems, exitCode: exitCode(report, options, problems.length) };
}

/** Opens the stacks without services in the code that may still have some deployed, and keeps those that do. */
async function openLeft(
  aws: Aws,
  unopened: readonly LeftStack[],
  selected: readonly OpenedStack[],
  how: { readonly options: CheckOptions; readonly patience: Patience },
): Promise<LeftServices> {
  const left = await reachLeftStacks(aws, unopened, { opened: selected, options: how.options });
  const targets = left.filter(mayHaveLeft).map(({ local }) => ({ stackName: local.stackName, local }));
  return judgeLeft(left, await Promise.all(targets.map((target) => open(aws, target, how, []))));
}

/** Throws an InputError for a rule that is none before AWS is asked for anything. */
function ignoreRules(options: CheckOptions, { stacks, targets, without }: Code): IgnoreRules {
  const selected = new Set([...targets.flatMap(({ local }) => (local === undefined ? [] : [local])), ...without]);
  return new IgnoreRules(gatherRules(options, { stacks, selected }), options.today);
}

/** What of a stack's code CloudFormation would refuse. */
function vet({ local }: Target, { directory }: Code): string[] {
  return local === undefined ? [] : vetStack(local, directory);
}

/** All that is wrong with what was given, each once. Throws where that leaves nothing to check. */
function refuseIfAllBad({ problems }: Code, ofStacks: readonly (readonly string[])[]): string[] {
  const all = [...new Set([...problems, ...ofStacks.flat()])];
  if (all.length > 0 && ofStacks.every((found) => found.length > 0)) throw new InputError(all.join('; '), all);
  return all;
}

async function open(
  aws: Aws,
  target: Target,
  how: { readonly options: CheckOptions; readonly patience: Patience },
  problems: readonly string[],
): Promise<OpenedStack> {
  if (problems.length > 0) return closeBroken(target, problems);
  try {
    return await openStack(aws, target, how);
  } catch (error) {
    // What the user can mend for one stack (its region, say) takes nothing from the others.
    if (error instanceof InputError) return closeBroken(target, [messageOf(error)]);
    throw error;
  }
}
