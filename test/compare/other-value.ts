import type { Json } from '../../lib/model/json';
import type { DeclaredPlace } from './contract-paths';

/** Another value than the declared one and than any default. */
export function otherValue({ schema, value }: DeclaredPlace): Json {
  const special: Record<string, Json> = {
    SchedulingStrategy: 'DAEMON',
    'DeploymentController.Type': 'CODE_DEPLOY',
    'DeploymentConfiguration.Strategy': 'BLUE_GREEN',
    'DeploymentConfiguration.LifecycleHooks[].HookDetails': { other: [1] },
  };
  if (special[schema] !== undefined) return special[schema];
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 7 : `${value}x`;
}
