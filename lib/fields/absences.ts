import type { Absence, Condition, Manager } from '../model/field';
import type { Json } from '../model/json';

/** Left out, it is this value. */
export function defaultsTo(value: Json): Absence {
  return { is: 'default', value };
}

/** Left out, AWS chooses. */
export const ANY: Absence = { is: 'any' };

/** Left out, there is nothing. */
export const NOTHING: Absence = { is: 'nothing' };

export const DAEMON: Condition = { property: 'SchedulingStrategy', equals: 'DAEMON' };

export const CODE_DEPLOY: Manager = {
  when: { property: 'DeploymentController.Type', equals: 'CODE_DEPLOY' },
  by: 'CodeDeploy',
};

export const EXTERNAL: Manager = {
  when: { property: 'DeploymentController.Type', equals: 'EXTERNAL' },
  by: 'the external deployment controller',
};

/** What a deployment tool sets through the service's task sets (facts of the ECS API: UpdateService by controller). */
export const TASK_SETS: readonly Manager[] = [CODE_DEPLOY, EXTERNAL];

/** Task sets run the service, and it has no deployments (ECS API Service.deployments). */
export const NO_DEPLOYMENTS: readonly Condition[] = TASK_SETS.flatMap(({ when }) => when ?? []);
