import type { JsonObject } from '../../lib/model/json';
import type { Environment } from './world';

/** `old` leaves out what answers of earlier years lack. */
export type Style = 'recent' | 'old';

/** What a new service is made of. */
export interface ServiceBirth {
  readonly environment: Environment;
  readonly arn: string;
  /** The template's, worked out. */
  readonly properties: JsonObject;
  readonly stackTags: Readonly<Record<string, string>>;
  readonly style: Style;
}

/** Members of a service that are also its revision's: their change makes ECS start a deployment. */
export const ON_REVISION = [
  'taskDefinition',
  'networkConfiguration',
  'platformVersion',
  'loadBalancers',
  'serviceRegistries',
  'launchType',
  'capacityProviderStrategy',
] as const;

/** What stands on the service revision alone. */
export const REVISION_ONLY = ['monitoring', 'gatewayConnectors'] as const;

/** What stands on the primary deployment and the revision, not on the service. */
export const DEPLOYMENT_ONLY = [
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
] as const;
