import type { ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { ReadFailure } from '../model/deployed-stack';
import type { JsonObject } from '../model/json';
import type { Sent } from './ecs-answers';
import { readFailure } from './error-words';
import { numberOf, objectsOf } from './objects-of';
import { plainObject } from './plain-json';
import type { AwsSession } from './session';
import { withList } from './with-list';

/** The last deployments tell what happened; a service that deploys often has thousands. */
const NEWEST = 5;

export interface DeploymentsRequest {
  readonly serviceArn: string;
  /** Name or ARN. */
  readonly cluster: string;
}

/**
 * The last deployments of each service, newest first, by the service's ARN: their `status` (`ROLLBACK_SUCCESSFUL`),
 * `statusReason`, `startedAt`, `finishedAt` and `targetServiceRevisionArn`. ECS keeps those of the last 90 days.
 * @throws InputError where the session has no region
 */
export async function readServiceDeployments(
  session: AwsSession,
  services: readonly DeploymentsRequest[],
): Promise<Map<string, JsonObject[] | ReadFailure>> {
  const distinct = new Map(services.map((service) => [service.serviceArn, service]));
  const reads = [...distinct.values()].map(async (service): Promise<[string, JsonObject[] | ReadFailure]> => {
    return [service.serviceArn, await readDeployments(session, service)];
  });
  return new Map(await Promise.all(reads));
}

async function readDeployments(
  session: AwsSession,
  { serviceArn, cluster }: DeploymentsRequest,
): Promise<JsonObject[] | ReadFailure> {
  try {
    const answer = await session.ecs('ListServiceDeployments', (client, options) =>
      client
        .listServiceDeployments({ service: serviceArn, cluster, maxResults: NEWEST }, options)
        .then(withList('serviceDeployments')),
    );
    const rows = [...objectsOf(answer.serviceDeployments)].sort((one, other) => madeAt(other) - madeAt(one));
    return rows.map((row) => plainObject(row));
  } catch (error) {
    return readFailure('ecs:ListServiceDeployments', `service ${serviceArn}`, error);
  }
}

function madeAt({ createdAt, startedAt }: Sent<ServiceDeploymentBrief>): number {
  return numberOf(createdAt) ?? numberOf(startedAt) ?? 0;
}
