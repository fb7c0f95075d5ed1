import type { JsonObject } from '../../lib/model/json';
import { sameJson } from './json-copy';

/** Properties whose change replaces the resource (CloudFormation registry schemas: createOnlyProperties). */
const CREATE_ONLY: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::Service': ['Cluster', 'Role', 'SchedulingStrategy', 'ServiceName'],
};

/** Properties that go back to the default of their schema once a template stops declaring them, by ECS's names. */
export const RESET: readonly string[] = ['platformVersion'];

/** Properties of which only one is live, by ECS's names (UpdateService: a strategy removes the launch type). */
export const ONE_OF: readonly string[] = ['launchType', 'capacityProviderStrategy'];

/** Whether an update makes CloudFormation replace a resource; undefined for types whose ids follow from their properties. */
export function isReplaced(type: string, before: JsonObject, after: JsonObject): boolean | undefined {
  return CREATE_ONLY[type]?.some((name) => !sameJson(before[name], after[name]));
}
