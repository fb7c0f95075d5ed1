import { isDeepStrictEqual } from 'node:util';
import { toLiveNames } from './live-names';
import { type Birth, text } from './physical-id';
import { CREATED_AT, type Environment, type PretendResource } from './world';

/** The ARN of the task definition: the one it has if nothing changed, else that of a new revision. */
export function registerTaskDefinition(birth: Birth, before?: PretendResource): string {
  if (before && isDeepStrictEqual(before.properties, birth.properties)) return before.physicalId;
  const { environment } = birth;
  const family = text(birth, 'Family') ?? `${birth.stackName}${birth.logicalId}${birth.random.mixed(8, 'family')}`;
  const revisions = [...environment.taskDefinitions.values()].filter((known) => known.family === family);
  const revision = 1 + Math.max(0, ...revisions.map((known) => known.revision));
  const arn = environment.arn('ecs', `task-definition/${family}:${revision}`);
  const { tags, ...members } = toLiveNames(birth.properties);
  const live = {
    taskDefinitionArn: arn,
    ...members,
    family,
    revision,
    status: 'ACTIVE',
    registeredAt: CREATED_AT,
    tags,
  };
  environment.taskDefinitions.set(arn, { arn, family, revision, live });
  return arn;
}

/** The ARN with its revision that ECS makes of any way to name a task definition; a bare family means the newest. */
export function taskDefinitionArn(environment: Environment, declared: string): string {
  const name = declared.slice(declared.lastIndexOf('/') + 1);
  if (name.includes(':'))
    return declared.startsWith('arn:') ? declared : environment.arn('ecs', `task-definition/${name}`);
  const revisions = [...environment.taskDefinitions.values()].filter((known) => known.family === name);
  const newest = Math.max(1, ...revisions.map((known) => known.revision));
  return environment.arn('ecs', `task-definition/${name}:${newest}`);
}
