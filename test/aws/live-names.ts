import { isObject, type Json } from '../../lib/model/json';
import type { FreeJson } from './world';

const RENAMED = new Map([
  ['PlacementStrategies', 'placementStrategy'],
  ['AwsVpcConfiguration', 'awsvpcConfiguration'],
]);

const NUMBERS = new Set([
  'BakeTimeInMinutes',
  'Base',
  'CanaryBakeTimeInMinutes',
  'CanaryPercent',
  'ContainerPort',
  'DesiredCount',
  'HealthCheckGracePeriodSeconds',
  'HealthCheckIntervalSeconds',
  'HealthCheckPort',
  'HealthCheckTimeoutSeconds',
  'HealthyPercent',
  'HealthyThresholdCount',
  'IdleTimeoutSeconds',
  'IngressPortOverride',
  'Iops',
  'MaximumPercent',
  'MinimumHealthyPercent',
  'PerRequestTimeoutSeconds',
  'Port',
  'ResolutionSeconds',
  'SizeInGiB',
  'StepBakeTimeInMinutes',
  'StepPercent',
  'Throughput',
  'TimeoutInMinutes',
  'UnhealthyThresholdCount',
  'VolumeInitializationRate',
  'Weight',
]);

const BOOLEANS = new Set([
  'Enable',
  'EnableECSManagedTags',
  'EnableExecuteCommand',
  'Enabled',
  'Encrypted',
  'ResetOnHealthyTask',
  'Rollback',
]);

/** A member's name as ECS spells it. */
export function liveName(name: string): string {
  return RENAMED.get(name) ?? name.charAt(0).toLowerCase() + name.slice(1);
}

/** Properties of a template in ECS's spelling and types, as the ECS API would be sent them. */
export function toLiveNames(properties: { [name: string]: Json }): FreeJson {
  const result: FreeJson = Object.create(null);
  for (const [name, value] of Object.entries(properties)) result[liveName(name)] = liveValue(name, value, properties);
  return result;
}

function liveValue(name: string, value: Json, parent: { [name: string]: Json }): unknown {
  if (name === 'Options' && isObject(value)) return stringMap(value as { [key: string]: Json });
  if (name === 'HookDetails') return jsonOf(value);
  if (Array.isArray(value)) return value.map((item) => liveValue('', item, parent));
  if (isObject(value)) return toLiveNames(value as { [key: string]: Json });
  if (NUMBERS.has(name) || isThreshold(name, parent)) return Number(value);
  // CloudFormation reads YAML 1.1, where `yes` and `on` are true.
  if (BOOLEANS.has(name)) return /^(true|yes|on)$/i.test(String(value));
  return String(value);
}

/** `Value` is a number in the circuit breaker's threshold and a task set's scale, a text in a tag. */
function isThreshold(name: string, parent: { [name: string]: Json }): boolean {
  return name === 'Value' && (Object.hasOwn(parent, 'Type') || Object.hasOwn(parent, 'Unit'));
}

function stringMap(map: { [key: string]: Json }): Record<string, string> {
  const result: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(map)) result[key] = String(value);
  return result;
}

/** A document may be given as JSON text. */
function jsonOf(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
