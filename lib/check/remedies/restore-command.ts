import type { Restore, UpdateParameter } from '../../model/field';
import { isObject } from '../../model/json';
import type { Difference } from '../../model/report';
import { isDrift } from '../../model/report';
import { isMap } from '../../model/value';
import { serviceKey } from '../beside';
import { commandLine, isShorthand, jsonWord } from './command-line';
import { nodesTo } from './node-at';
import type { RemedyContext } from './remedy-context';
import { isWhole, scalar } from './spell';
import { splitPath } from './split-path';
import { tagIn } from './tag-changes';
import { differingIn, isTouchy, updateOptions } from './update-service';

/**
 * The command that sets the deployed value of a difference again, or undefined: none is better than one that would
 * not, or that would do more.
 */
export function restoreCommand(difference: Difference, context: RemedyContext): string | undefined {
  const segments = splitPath(difference.path);
  const restore = nodesTo(context.table, segments.slice(0, 1))?.at(0)?.row.restore;
  if (restore === undefined || context.deployed === undefined || isForbidden(restore, segments, context))
    return undefined;
  const words = wordsOf(restore, segments, difference, context);
  return words === undefined ? deployCommand(difference, context) : commandLine(words);
}

function wordsOf(
  restore: Restore,
  segments: readonly string[],
  difference: Difference,
  context: RemedyContext,
): string[] | undefined {
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

function updateService(restore: UpdateParameter, segments: readonly string[], context: RemedyContext) {
  const top = nodesTo(context.table, segments.slice(0, 1))?.[0];
  const options = top === undefined ? undefined : updateOptions(top, restore, segments, context);
  return options === undefined ? undefined : [...aws('ecs', 'update-service', context), ...target(context), ...options];
}

function aws(service: string, operation: string, { serviceArn, options }: RemedyContext): string[] {
  const region = serviceArn.split(':')[3] ?? '';
  const profile = options.profile === undefined ? [] : ['--profile', options.profile];
  return ['aws', service, operation, '--region', region, ...profile];
}

/** The cluster by its ARN, so that the command finds nothing of that name in another account. */
function target({ service, cluster, serviceArn }: RemedyContext): string[] {
  const { clusterArn } = service;
  const name = serviceArn.slice(serviceArn.lastIndexOf('/') + 1);
  return ['--cluster', typeof clusterArn === 'string' ? clusterArn : cluster, '--service', name];
}

/** Tags that ECS takes in one call, and those that a resource has at most. */
const MOST_TAGS = 50;

/** Sets all tags that were changed or removed, or takes away all that were added; of more than fit one call this one. */
function changeTags(difference: Difference, context: RemedyContext): string[] | undefined {
  const { taskSetId, live, serviceArn, changedTags } = context;
  const arn = taskSetId === undefined ? serviceArn : live.service.taskSetArn;
  // ECS keeps tags under the long form of ARNs only.
  if (typeof arn !== 'string' || arn.split('/').length < 3) return undefined;
  const isAddition = difference.differenceType === 'ADD';
  const all = isAddition ? changedTags.added : changedTags.others;
  const changed = all.length > MOST_TAGS ? tagIn(difference) : all;
  if (isAddition) {
    const keys = changed.map(({ key }) => key);
    const words = keys.every(isShorthand) ? keys : [jsonWord(keys)];
    return [...aws('ecs', 'untag-resource', context), '--resource-arn', arn, '--tag-keys', ...words];
  }
  const tags = changed.filter((tag): tag is { key: string; value: string } => isWhole(tag.key) && isWhole(tag.value));
  if (tags.length < changed.length) return undefined;
  const words = tags.every(({ key, value }) => isShorthand(key) && isShorthand(value))
    ? tags.map(({ key, value }) => `key=${key},value=${value}`)
    : [jsonWord(tags)];
  return [...aws('ecs', 'tag-resource', context), '--resource-arn', arn, '--tags', ...words];
}

/** Registering again changes what is given and makes a target that is gone. */
function registerTarget(context: RemedyContext): string[] | undefined {
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
  return [
    ...aws('application-autoscaling', 'register-scalable-target', context),
    ...['--service-namespace', 'ecs', '--resource-id', serviceKey(serviceArn, cluster)],
    ...['--scalable-dimension', 'ecs:service:DesiredCount'],
    ...(least === undefined ? [] : ['--min-capacity', String(least)]),
    ...(most === undefined ? [] : ['--max-capacity', String(most)]),
  ];
}

function updateTaskSet(context: RemedyContext): string[] | undefined {
  const { deployed, taskSetId } = context;
  const scale = deployed?.Scale;
  if (taskSetId === undefined || (scale !== undefined && !isMap(scale))) return undefined;
  const value = scalar('number', scale?.Value ?? 100);
  if (value === undefined) return undefined;
  const options = ['--task-set', taskSetId, '--scale', `value=${String(value)},unit=PERCENT`];
  return [...aws('ecs', 'update-task-set', context), ...target(context), ...options];
}

/** What this tool cannot say, CloudFormation can: it deploys the code over everything that drifted in the stack. */
function deployCommand({ cause, declared }: Difference, context: RemedyContext): string | undefined {
  const { stackPath, identity, untouched, options } = context;
  // In a nested stack, and where the code has something else, it would not set the deployed value.
  if (stackPath === undefined || identity.nestedStackName !== undefined) return undefined;
  if (cause !== 'drift' || !declared || untouched.length > 0) return undefined;
  const app = options.app === undefined ? [] : ['--app', options.app];
  const profile = options.profile === undefined ? [] : ['--profile', options.profile];
  return commandLine(['cdk', 'deploy', ...app, ...profile, stackPath, '--exclusively', '--revert-drift']);
}
