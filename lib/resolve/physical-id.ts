import { member } from '../model/json';
import { NotDeployed, Unknown } from '../model/value';
import type { Evaluation, Place } from './evaluation';
import { fault } from './fault';

/** The physical id of a resource of the template, or why there is none. `display` shows the whole expression. */
export function physicalIdOf(
  logicalId: string,
  display: string,
  at: Place,
  evaluation: Evaluation,
): string | Unknown | NotDeployed {
  const { side, replaced, resources, template, stackName } = evaluation.scope;
  const resource = member(template.Resources, logicalId);
  if (resource === undefined) return fault(at, `the template has no resource ${logicalId}`, display);
  const exists = resource.Condition === undefined || evaluation.condition(resource.Condition, at);
  if (exists === false) {
    return fault(at, `${logicalId} does not exist: its condition ${resource.Condition} is false`, display);
  }
  const replacement = replaced?.get(logicalId);
  if (replacement === 'surely') return new NotDeployed(display, `the deploy replaces resource ${logicalId}`);
  if (replacement !== undefined) {
    const reason = `whether the deploy replaces resource ${logicalId} is open: ${replacement.reason}`;
    return new Unknown(reason, display, `replacement of ${logicalId}`);
  }
  const identity = `${display} of ${resource.Type} in ${stackName}`;
  if (resources === undefined) {
    return new Unknown('the list of the stack’s resources could not be read', display, identity);
  }
  const deployed = resources.get(logicalId);
  if (deployed !== undefined && deployed.physicalId !== '' && deployed.type === resource.Type) {
    return deployed.physicalId;
  }
  if (exists instanceof Unknown) return new Unknown(exists.reason, display, identity, undefined, exists.fault);
  if (side === 'synthesized') return new NotDeployed(display, reasonNotDeployed(logicalId, resource.Type, deployed));
  return new Unknown(`the stack’s list of resources has no ${resource.Type} ${logicalId}`, display, identity);
}

function reasonNotDeployed(logicalId: string, type: string, deployed: { type: string } | undefined): string {
  if (deployed === undefined || deployed.type === type) return `resource ${logicalId} is not deployed yet`;
  return `resource ${logicalId} is to be a ${type}; a ${deployed.type} is deployed`;
}
