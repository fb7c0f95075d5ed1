import { serviceTable } from '../fields/service-table';
import { taskSetTable } from '../fields/task-set-table';
import type { DeployedStack } from '../model/deployed-stack';
import type { FieldTable } from '../model/field';
import type { ServiceReport } from '../model/report';
import type { Unknown, ValueMap } from '../model/value';
import { type Location, locateService } from './locate-service';
import { locateTaskSet } from './locate-task-set';

/** What is to be known of a type of resource to check it. */
export interface CheckedType {
  readonly table: FieldTable;
  /** Unknown where nobody can tell which service of ECS it belongs to. */
  readonly locate: (physicalId: string, properties: ValueMap, stack: DeployedStack) => Location | Unknown;
}

export type CheckedTypeName = ServiceReport['resourceType'];

/** The types of resources that get a result each. */
export const CHECKED_TYPES: Readonly<Record<CheckedTypeName, CheckedType>> = {
  'AWS::ECS::Service': { table: serviceTable, locate: locateService },
  'AWS::ECS::TaskSet': { table: taskSetTable, locate: locateTaskSet },
};

export function isCheckedType(type: string | undefined): type is CheckedTypeName {
  return type !== undefined && Object.hasOwn(CHECKED_TYPES, type);
}
