import type { Json } from '../../lib/model/json';
import type { FreeJson, LiveServiceHandle, PretendStack } from '../aws';

/**
 * A change to a live service. `at` leads through the JSON that DescribeServices answers, joined by dots: names,
 * positions in lists, or `name=value` for the list's element with that member (`tags.key=team.value`). It begins with
 * `primary` for the primary deployment and with `revision` for the service revision.
 */
export interface LiveChange {
  readonly at: string;
  readonly to?: Json;
  /** The physical id of the stack's resource whose logical id begins so. */
  readonly toResource?: string;
  readonly push?: Json;
  readonly remove?: true;
}

/** Makes a change behind CloudFormation's back. */
export function changeLive(service: LiveServiceHandle, change: LiveChange, stack: PretendStack): void {
  const { root, steps } = startOf(service, change.at.split('.'));
  const last = steps.pop() ?? '';
  const holder = steps.reduce((value, step) => value[stepIn(value, step)], root);
  const key = stepIn(holder, last);
  if (change.push !== undefined) {
    holder[key] = [...(holder[key] ?? []), change.push];
  } else if (change.to !== undefined) holder[key] = change.to;
  else if (change.toResource !== undefined) holder[key] = physicalId(stack, change.toResource);
  else if (holder[key] === undefined) throw new Error(`${change.at}: nothing there to remove`);
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function physicalId({ resources }: PretendStack, prefix: string): string {
  const found = resources.find(({ logicalId }) => logicalId.startsWith(prefix));
  if (found === undefined) throw new Error(`the stack has no resource ${prefix}`);
  return found.physicalId;
}

function startOf(service: LiveServiceHandle, steps: string[]): { root: FreeJson; steps: string[] } {
  const place = steps[0];
  if (place !== 'primary' && place !== 'revision') return { root: service.live, steps };
  const root = service[place];
  if (root === undefined) throw new Error(`the service has no ${place}`);
  return { root, steps: steps.slice(1) };
}

function stepIn(value: FreeJson, step: string): string {
  const [name = '', wanted] = step.split(/=(.*)/s);
  if (wanted === undefined) return step;
  const index = (value as unknown as FreeJson[]).findIndex((item) => String(item[name]) === wanted);
  if (index === -1) throw new Error(`no element with ${step}`);
  return String(index);
}
