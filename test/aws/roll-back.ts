import { startDeployment } from './ecs-deployment';
import { clone } from './json-copy';
import { DEPLOYMENT_ONLY, ON_REVISION, REVISION_ONLY } from './service-birth';
import type { Environment, FreeJson, PretendService } from './world';

const THRESHOLD = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';

/**
 * What the circuit breaker (or an alarm) does with the last deployment: a new primary with what the revision before it
 * held. What belongs to the service alone stays as the failed deployment wanted it.
 */
export function rollBack(environment: Environment, service: PretendService, statusReason = THRESHOLD): void {
  const { live, formerRevision: former } = service;
  const failed = service.serviceDeployments[0];
  if (!former || !failed) throw new Error(`the service ${service.arn} has no revision to go back to`);
  for (const name of ON_REVISION) {
    delete live[name];
    if (former[name] !== undefined) live[name] = clone(former[name]);
  }
  const members: FreeJson = {};
  for (const name of [...DEPLOYMENT_ONLY, ...REVISION_ONLY]) {
    if (former[name] !== undefined) members[name] = clone(former[name]);
  }
  startDeployment(service, members, {
    environment,
    arn: service.arn,
    properties: {},
    stackTags: {},
    style: 'recent',
  });
  // A rollback belongs to the deployment that it takes back, and brings no revision of its own.
  service.serviceDeployments.shift();
  service.revision = former;
  live.currentServiceDeployment = failed.serviceDeploymentArn;
  live.currentServiceRevisions[0].arn = former.serviceRevisionArn;
  Object.assign(failed, { status: 'ROLLBACK_SUCCESSFUL', statusReason });
}
