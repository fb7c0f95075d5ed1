import type { Restore, UpdateParameter } from '../../model/field';
import { isObject } from '../../model/json';
import { type Difference, isDrift, isRolledBack, type RestoreRemedy } from '../../model/report';
import { isMap } from '../../model/value';
import { serviceKey } from '../beside';
import { type CommandLine, type CommandOption, commandLine, isShorthand, jsonWord } from './command-line';
import { nodesTo } from './node-at';
import type { RemedyContext } from './remedy-context';
import { isWhole, scalar } from './spell';
import { splitPath } from './split-path';
import { tagIn } from './tag-changes';
import { differingIn, isTouchy, updateOptions } from './update-service';

/**
 * The command that sets the deployed value of a difference again. Returns undefined rather than a command that would
 * fail or change anything else.
 */
export function restoreRemedy(difference: Difference, context: RemedyContext): RestoreRemedy | undefined {
  const segments = splitPath(difference.path);
  const restore = nodesTo(context.table, segments.slice(0, 1))?.at(0)?.row.restore;
  if (restore === undefined || context.deployed === undefined || isForbidden(restore, segments, context))
    return undefined;
  // The deployed value is that of the revision that failed.
  if (isRolledBack(difference, context.notes)) return undefined;
  const own = ownCommand(restore, segments, difference, context);
  const made = own ?? deployCommand(difference, context);
  const command = made && commandLine(made, context.options.shell ?? 'posix');
  if (command === undefined) return undefined;
  return own === undefined ? { kind: 'restore', command, scope: 'stack' } : { kind: 'restore', command };
}

function ownCommand(
  restore: Restore,
  segments: readonly string[],
  difference: Difference,
  context: RemedyContext,
): CommandLine | undefined {
  switch (restore.by) {
    case 'update-service':
      return updateService(restore, segments, context);
    case 'tags':
      return changeTags(difference, context);
    case 'scalable-target':
      return registerTarget(context);
    case 'task-set-scale':
      return updateTaskSet(context);
    case 'nothing':
      return undefined;
  }
}

/** What AWS would refuse, or what would undo more than the difference. */
function isForbidden(restore: Restore, segments: readonly string[], context: RemedyContext): boolean {
  if (restore.by === 'nothing') return true;
  if (restore.by !== 'update-service') return false;
  if (segments[0] === 'TaskDefinition' && context.deregistered) return true;
  if (!isAllowed(restore, context)) return true;
  // Only a change of the other property can be undone so.
  if (restore.property !== undefined && differingIn(restore.property, context).length === 0) return true;
  return isTouchy(segments.slice(0, restore.merges ? 2 : 1), context);
}

function isAllowed({ controllers = [] }: UpdateParameter, { service }: RemedyContext): boolean {
  const type = isObject(service.deploymentController) ? service.deploymentController.type : undefined;
  return type === undefined || type === 'ECS' || controllers.some((controller) => controller === type);
}

function updateService(
  restore: UpdateParameter,
  segments: readonly string[],
  context: RemedyContext,
): CommandLine | undefined {
  const top = nodesTo(context.table, segments.slice(0, 1))?.[0];
  const options = top === undefined ? undefined : updateOptions(top, restore, segments, context);
  return options && aws('ecs', 'update-service', [...target(context), ...options], context);
}

function aws(
  service: string,
  operation: string,
  options: readonly CommandOption[],
  { serviceArn, options: { profile } }: RemedyContext,
): CommandLine {
  const region = serviceArn.split(':')[3] ?? '';
  return {
    program: ['aws', service, operation],
    options: [['--region', region], ...given('--profile', profile), ...options],
  };
}

function given(name: string, value: string | undefined): CommandOption[] {
  return value === undefined ? [] : [[name, value]];
}

/** The cluster by its ARN, so that the command finds nothing of that name in another account. */
function target({ service, cluster, serviceArn }: RemedyContext): CommandOption[] {
  const { clusterArn } = service;
  const name = serviceArn.slice(serviceArn.lastIndexOf('/') + 1);
  return [
    ['--cluster', typeof clusterArn === 'string' ? clusterArn : cluster],
    ['--service', name],
  ];
}

/** Tags that ECS takes in one call, and those that a resource has at most. */
const MOST_TAGS = 50;

/** Sets all tags that were changed or removed, or takes away all that were added; of more than fit one call this one. */
function changeTags(difference: Difference, context: RemedyContext): CommandLine | undefined {
  const { taskSetId, live, serviceArn, changedTags } = context;
  const arn = taskSetId === undefined ? serviceArn : live.service.taskSetArn;
  // ECS keeps tags under the long form of ARNs only.
  if (typeof arn !== 'string' || arn.split('/').length < 3) return undefined;
  const isAddition = difference.differenceType === 'ADD';
  const all = isAddition ? changedTags.added : changedTags.others;
  const changed = all.length > MOST_TAGS ? tagIn(difference) : all;
  const resource: CommandOption = ['--resource-arn', arn];
  if (isAddition) {
    const keys = changed.map(({ key }) => key);
    const words = keys.every(isShorthand) ? keys : [jsonWord(keys)];
    return aws('ecs', 'untag-resource', [resource, ['--tag-keys', ...words]], context);
  }
  const tags = changed.filter((tag): tag is { key: string; value: string } => isWhole(tag.key) && isWhole(tag.value));
  if (tags.length < changed.length) return undefined;
  const words = tags.every(({ key, value }) => isShorthand(key) && isShorthand(value))
    ? tags.map(({ key, value }) => `key=${key},value=${value}`)
    : [jsonWord(tags)];
  return aws('ecs', 'tag-resource', [resource, ['--tags', ...words]], context);
}

/** Registering again changes what is given and makes a target that is gone. */
function registerTarget(context: RemedyContext): CommandLine | undefined {
  const { differences, serviceArn, cluster } = context;
  const limits = new Map<string, number>();
  for (const { path, deployed } of differences.filter(isDrift)) {
    const [top, name] = splitPath(path);
    if (top !== 'ScalableTarget') continue;
    const values = name === undefined ? deployed : { [name]: deployed };
    if (!isObject(values)) return undefined;
    for (const [limit, value] of Object.entries(values)) if (typeof value === 'number') limits.set(limit, value);
    // One that is gone needs both.
    if (name === undefined && limits.size < 2) return undefined;
  }
  const [least, most] = [limits.get('MinCapacity'), limits.get('MaxCapacity')];
  if (least === undefined && most === undefined) return undefined;
  const options: CommandOption[] = [
    ['--service-namespace', 'ecs'],
    ['--resource-id', serviceKey(serviceArn, cluster)],
    ['--scalable-dimension', 'ecs:service:DesiredCount'],
    ...given('--min-capacity', least?.toString()),
    ...given('--max-capacity', most?.toString()),
  ];
  return aws('application-autoscaling', 'register-scalable-target', options, context);
}

function updateTaskSet(context: RemedyContext): CommandLine | undefined {
  const { deployed, taskSetId } = context;
  const scale = deployed?.Scale;
  if (taskSetId === undefined || (scale !== undefined && !isMap(scale))) return undefined;
  const value = scalar('number', scale?.Value ?? 100);
  if (value === undefined) return undefined;
  const options: CommandOption[] = [
    ['--task-set', taskSetId],
    ['--scale', `value=${String(value)},unit=PERCENT`],
  ];
  return aws('ecs', 'update-task-set', [...target(context), ...options], context);
}

/** What this tool cannot say, CloudFormation can: it deploys the code over everything that drifted in the stack. */
function deployCommand({ cause, declared }: Difference, context: RemedyContext): CommandLine | undefined {
  const { stackPath, identity, options } = context;
  // In a nested stack it would not set the deployed value.
  if (stackPath === undefined || identity.nestedStackName !== undefined) return undefined;
  if (cause !== 'drift' || !declared || isPattern(stackPath)) return undefined;
  return {
    program: ['cdk', 'deploy'],
    options: [
      ...given('--app', options.app),
      ...given('--profile', options.profile),
      ['--exclusively'],
      ['--revert-drift'],
    ],
    operands: [stackPath],
  };
}

/** The CDK takes such a path for a glob, which other stacks may match. */
function isPattern(path: string): boolean {
  return /[*?[\]{}()!#\\]/.test(path);
}
