import { member } from '../model/json';
import type { TemplateResource } from '../model/template';
import { isMap, NotDeployed, Unknown, type Value } from '../model/value';
import { ask } from './ask';
import { attributeOf } from './attribute-table';
import { concatenate } from './concatenate';
import { type Evaluation, type Place, propertyPlace } from './evaluation';
import { fault } from './fault';
import { physicalIdOf } from './physical-id';
import { danglingReference } from './reference';
import { holdsSecret, secretUnknown } from './secrecy';

/** Works `Fn::GetAtt` out: from a nested stack's outputs, the physical id, the template, or a question to AWS. */
export function resolveAttribute(logicalId: string, attribute: string, at: Place, evaluation: Evaluation): Value {
  const display = `\${${logicalId}.${attribute}}`;
  const resource = member(evaluation.scope.template.Resources, logicalId);
  if (resource === undefined) return danglingReference(logicalId, at, evaluation);
  if (attribute === '') return fault(at, `the name of an attribute of ${logicalId} is missing`, display);
  if (at.inCondition) return fault(at, `a condition cannot refer to a resource, but refers to ${logicalId}`, display);
  if (resource.Type === 'AWS::CloudFormation::Stack') return nestedOutput(logicalId, attribute, at, evaluation);
  const id = physicalIdOf(logicalId, display, at, evaluation);
  if (typeof id !== 'string') return id;
  return attributeOfType(resource, { logicalId, attribute, id, display }, at, evaluation);
}

interface Attribute {
  readonly logicalId: string;
  readonly attribute: string;
  readonly id: string;
  readonly display: string;
}

function attributeOfType(resource: TemplateResource, wanted: Attribute, at: Place, evaluation: Evaluation): Value {
  const { facts, scope } = evaluation;
  const { attribute, display, id, logicalId } = wanted;
  const type = resource.Type;
  const echoed = scope.marksSecrets ? echoedProperty(resource, wanted, at, evaluation) : undefined;
  if (holdsSecret(echoed)) return secretUnknown(`property ${attribute} of ${logicalId} is a secret`, display);
  if (type === 'Custom::CrossRegionExportReader' && attribute.startsWith('/cdk/exports/')) {
    return ask(facts, { kind: 'ssm-parameter', name: attribute }, display);
  }
  const identity = `attribute ${attribute} of ${id}`;
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
    return new Unknown(`what the custom resource ${logicalId} returns cannot be read back`, display, identity);
  }
  const derived = attributeOf(type, attribute, id, {
    account: scope.account ?? '',
    region: scope.region ?? '',
    property: (name) => telling(propertyOf(resource, logicalId, name, at, evaluation)),
    declares: (name) => propertyOf(resource, logicalId, name, at, evaluation) !== undefined,
    concatenate: (parts) => concatenate(parts, at, 'Fn::GetAtt'),
  });
  if (derived !== undefined) return derived;
  if (type.startsWith('AWS::')) return ask(facts, { kind: 'attribute', type, physicalId: id, attribute }, display);
  return new Unknown(`attributes of a ${type} cannot be read back`, display, identity);
}

/** The property of the same name, which an attribute gives back (`Value` of a parameter of the store). */
function echoedProperty(
  resource: TemplateResource,
  { attribute, logicalId }: Attribute,
  at: Place,
  evaluation: Evaluation,
): Value | undefined {
  const [name = '', ...inner] = attribute.split('.');
  let value = propertyOf(resource, logicalId, name, at, evaluation);
  for (const part of inner) value = isMap(value) ? member(value, part) : value;
  return value;
}

function propertyOf(
  resource: TemplateResource,
  logicalId: string,
  name: string,
  at: Place,
  evaluation: Evaluation,
): Value | undefined {
  return evaluation.evaluate(member(resource.Properties, name), propertyPlace(logicalId, name, at.depth + 1));
}

/**
 * The value unless it is unknown: then AWS is the better one to ask, but for a mistake in the template. None of these
 * attributes is a list or an object.
 */
function telling(value: Value | undefined): Value | undefined {
  if (Array.isArray(value) || isMap(value)) return undefined;
  return value instanceof Unknown && !value.fault ? undefined : value;
}

function nestedOutput(logicalId: string, attribute: string, at: Place, evaluation: Evaluation): Value {
  const display = `\${${logicalId}.${attribute}}`;
  const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
  if (output === undefined)
    return fault(at, `a nested stack has only attributes Outputs.NAME, not ${attribute}`, display);
  const id = physicalIdOf(logicalId, display, at, evaluation);
  if (id instanceof Unknown && id.fault) return id;
  const value = evaluation.scope.nestedOutput(logicalId, output);
  if (value !== undefined) return value;
  if (id instanceof NotDeployed) return id;
  const reason = `output ${output} of the nested stack ${logicalId} is not known`;
  return new Unknown(reason, display, `output ${output} of ${typeof id === 'string' ? id : id.identity}`);
}
