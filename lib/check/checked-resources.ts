import type { Template } from '../model/template';
import { type CheckedTypeName, isCheckedType } from './checked-types';

/** A resource that gets a result in the report. */
export interface CheckedResource {
  readonly logicalId: string;
  readonly type: CheckedTypeName;
}

/** A template's ECS services and task sets. */
export function checkedResources(template: Template | undefined): CheckedResource[] {
  return checkedAmong(
    Object.entries(template?.Resources ?? {}).map(([logicalId, { Type }]) => ({ logicalId, type: Type })),
  );
}

/** Those of a list of resources that get a result. */
export function checkedAmong(resources: Iterable<{ logicalId: string; type: string }>): CheckedResource[] {
  return [...resources].flatMap(({ logicalId, type }) => (isCheckedType(type) ? [{ logicalId, type }] : []));
}
