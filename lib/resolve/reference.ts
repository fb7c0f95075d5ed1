import { member } from '../model/json';
import { Unknown, type Value } from '../model/value';
import { serviceArn } from './attribute-table';
import type { Evaluation, Place } from './evaluation';
import { fault } from './fault';
import { parameterValue } from './parameters';
import { physicalIdOf } from './physical-id';
import { isPseudoParameter, pseudoParameter } from './pseudo-parameters';

/** Works a reference by name out: to a pseudo parameter, a parameter, or a resource. */
export function resolveReference(name: string, at: Place, evaluation: Evaluation): Value | undefined {
  const { template } = evaluation.scope;
  if (isPseudoParameter(name)) return pseudoParameter(name, evaluation.scope);
  const parameter = member(template.Parameters, name);
  if (parameter !== undefined) return parameterValue(name, parameter, evaluation);
  const resource = member(template.Resources, name);
  if (resource === undefined) return danglingReference(name, at, evaluation);
  if (at.inCondition) return fault(at, `a condition cannot refer to a resource, but refers to ${name}`, `\${${name}}`);
  const id = physicalIdOf(name, `\${${name}}`, at, evaluation);
  return typeof id === 'string' ? referenceTo(name, resource.Type, id, evaluation) : id;
}

/** A reference to a name that the template does not have. */
export function danglingReference(name: string, at: Place, { scope }: Evaluation): Unknown {
  const display = `\${${name}}`;
  if (scope.template.transforms.length > 0) {
    const reason = `${name} is not in the template; a transform may make it (${scope.template.transforms.join(', ')})`;
    return new Unknown(reason, display, `${name} made by a transform`);
  }
  return fault(at, `the template has no parameter, resource or pseudo parameter ${name}`, display);
}

/** The `Ref` of a resource is its physical id but for a few types. */
function referenceTo(name: string, type: string, id: string, { scope }: Evaluation): Value {
  const unknown = (reason: string) => new Unknown(reason, `\${${name}}`, `Ref of ${id}`);
  switch (type) {
    case 'AWS::ECS::Service':
      return serviceArn(id, { account: scope.account ?? '', region: scope.region ?? '' });
    case 'AWS::ECS::TaskSet':
      return unknown('what Ref gives for a task set is not documented; use Fn::GetAtt with Id');
    case 'AWS::EC2::SecurityGroup':
      // Old groups outside a VPC go by their name there, which never is what ECS answers.
      return id.startsWith('sg-') ? id : unknown(`the physical id of ${name} is no security group id; use GroupId`);
    default:
      return id;
  }
}
