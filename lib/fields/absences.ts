import type { Absence, Condition, Manager, Refusal } from '../model/field';
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

/** A maintainer's word (aws-cdk#23564): CloudFormation sends what changes, and ECS leaves that to CodeDeploy. */
export const NOT_UNDER_CODE_DEPLOY: Refusal = {
  when: { property: 'DeploymentController.Type', equals: 'CODE_DEPLOY' },
  text: 'ECS refuses this change in an update under the CODE_DEPLOY controller, and the deploy fails: it takes a deployment of CodeDeploy',
};

export const EXTERNAL: Manager = {
  when: { property: 'DeploymentController.Type', equals: 'EXTERNAL' },
  by: 'the external deployment controller',
};

/** What a deployment tool sets through the service's task sets (facts of the ECS API: UpdateService by controller). */
export const TASK_SETS: readonly Manager[] = [CODE_DEPLOY, EXTERNAL];

/** Task sets run the service, and it has no deployments (ECS API Service.deployments). */
export const NO_DEPLOYMENTS: readonly Condition[] = TASK_SETS.flatMap(({ when }) => when ?? []);
