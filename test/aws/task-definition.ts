import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../lib/model/json';
import { clone } from './json-copy';
import { type Birth, text } from './physical-id';
import { filledContent, taskDefinitionInput } from './task-definition-content';
import { CREATED_AT, type Environment, type FreeJson, type PretendResource, type PretendTaskDefinition } from './world';

/** The ARN of the task definition: the one it has if nothing but tags changed, else that of a new revision. */
export function registerTaskDefinition(birth: Birth, before?: PretendResource): string {
  const { environment } = birth;
  const input = taskDefinitionInput(birth.properties);
  if (before && isDeepStrictEqual(untagged(before.properties), untagged(birth.properties))) {
    const known = environment.taskDefinitions.get(before.physicalId);
    if (known) known.live.tags = input.tags;
    return before.physicalId;
  }
  const family = text(birth, 'Family') ?? `${birth.stackName}${birth.logicalId}${birth.random.mixed(8, 'family')}`;
  return addRevision(environment, family, input, 'role/cdk-hnb659fds-cfn-exec-role');
}

function untagged({ Tags: _, ...properties }: JsonObject): JsonObject {
  return properties;
}

/** The next revision of a family, as RegisterTaskDefinition makes it; its ARN. */
export function addRevision(environment: Environment, family: string, input: FreeJson, by: string): string {
  const revision = 1 + Math.max(0, ...revisionsOf(environment, family).map((known) => known.revision));
  const arn = environment.arn('ecs', `task-definition/${family}:${revision}`);
  const live = {
    taskDefinitionArn: arn,
    ...filledContent(input),
    family,
    revision,
    status: 'ACTIVE',
    registeredAt: CREATED_AT + revision,
    registeredBy: `arn:${environment.partition}:iam::${environment.account}:${by}`,
    tags: clone(input.tags ?? []),
  };
  environment.taskDefinitions.set(arn, { arn, family, revision, live });
  return arn;
}

/** What CloudFormation does with a revision that it replaced: it stays readable, and services keep running it. */
export function deregisterTaskDefinition(environment: Environment, arn: string): void {
  const known = environment.taskDefinitions.get(arn);
  if (known?.live.status === 'ACTIVE') {
    Object.assign(known.live, { status: 'INACTIVE', deregisteredAt: CREATED_AT + 3600 });
  }
}

/** The task definition of an ARN or `family:revision`; of a family the newest that is not deregistered. */
export function findTaskDefinition(environment: Environment, name: string): PretendTaskDefinition | undefined {
  const short = name.slice(name.lastIndexOf('/') + 1);
  if (short.includes(':')) {
    const arn = name.startsWith('arn:') ? name : environment.arn('ecs', `task-definition/${name}`);
    return environment.taskDefinitions.get(arn);
  }
  return revisionsOf(environment, short).find((known) => known.live.status === 'ACTIVE');
}

/** The ARN with its revision that ECS makes of any way to name a task definition; a bare family means the newest. */
export function taskDefinitionArn(environment: Environment, declared: string): string {
  const name = declared.slice(declared.lastIndexOf('/') + 1);
  if (name.includes(':')) {
    return declared.startsWith('arn:') ? declared : environment.arn('ecs', `task-definition/${name}`);
  }
  return findTaskDefinition(environment, name)?.arn ?? environment.arn('ecs', `task-definition/${name}:1`);
}

/** Newest first. */
function revisionsOf(environment: Environment, family: string): PretendTaskDefinition[] {
  const known = [...environment.taskDefinitions.values()].filter((each) => each.family === family);
  return known.sort((one, other) => other.revision - one.revision);
}
