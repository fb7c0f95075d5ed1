import { join } from 'node:path';
import { type Comparison, type Difference, isDrift, type Report, type ServiceReport } from '../model/report';
import { describeDifference, describeRemedies } from './describe-difference';
import { findStack } from './find-stack';
import type { AssemblyStack, OpenAssembly } from './open-assembly';
import { plainText } from './plain-text';
import type { Severity, ViolatingResource, Violation } from './plugin-types';
import type { Finding } from './validator-options';

/** The rule of a finding, as it is acknowledged. */
export function ruleOf(finding: Finding | 'unchecked'): string {
  return `ecs-drift/${finding}`;
}

/** What of an assembly is judged, and how. */
export interface Judgement {
  readonly assembly: OpenAssembly;
  /** The stacks of the assembly that are validated. */
  readonly stacks: readonly AssemblyStack[];
  severityOf(finding: Finding): Severity;
}

/** A violation for each drifted property and each deleted service of these stacks. */
export function listViolations(report: Report, judgement: Judgement): Violation[] {
  return report.services.flatMap((service) => {
    const stack = findStack(service, judgement.stacks);
    if (stack === undefined) return [];
    const violations = service.differences
      .filter(isDrift)
      .map((difference) => ofDifference(difference, service, stack, report, judgement));
    return service.status === 'DELETED' ? [...violations, ofDeleted(service, stack, judgement)] : violations;
  });
}

function ofDifference(
  difference: Difference,
  service: ServiceReport,
  stack: AssemblyStack,
  report: Report,
  { assembly, severityOf }: Judgement,
): Violation {
  const { path, category, cause, onDeploy, remedies } = difference;
  return {
    ruleName: ruleOf(category),
    description: describeDifference(difference, service.notes, comparisonOf(service, report)),
    severity: severityOf(category),
    fix: describeRemedies(remedies),
    violatingResources: [resourceOf(service, stack, assembly, [locationOf(path)])],
    ruleMetadata: toMetadata({ property: path, cause, onDeploy, serviceArn: service.serviceArn }),
  };
}

function ofDeleted(service: ServiceReport, stack: AssemblyStack, { assembly, severityOf }: Judgement): Violation {
  return {
    ruleName: ruleOf('deleted'),
    description: `${nameOf(service)} was deleted outside CloudFormation: ${plainText(service.reason ?? 'it is gone')}`,
    severity: severityOf('deleted'),
    violatingResources: [resourceOf(service, stack, assembly, [])],
    ruleMetadata: toMetadata({ serviceArn: service.serviceArn }),
  };
}

/** `service Web-Service-1A2B`; by its logical id where it has no name. */
export function nameOf({ resourceType, serviceName, logicalId }: ServiceReport): string {
  const kind = resourceType === 'AWS::ECS::TaskSet' ? 'task set' : 'service';
  return `${kind} ${plainText(resourceType === 'AWS::ECS::Service' ? (serviceName ?? logicalId) : logicalId)}`;
}

/** The service in the template that declares it, which for a nested stack is not that of the root stack. */
export function resourceOf(
  { logicalId, templateFile, constructPath }: ServiceReport,
  stack: AssemblyStack,
  { directory }: OpenAssembly,
  locations: string[],
): ViolatingResource {
  const templatePath = templateFile === undefined ? stack.templatePath : join(directory, templateFile);
  // Without a construct the resource is no longer in the code: the stack is what the CDK knows of it.
  const known = constructPath === undefined ? { constructPath: stack.constructPath } : {};
  return { resourceLogicalId: logicalId, templatePath, locations, ...known };
}

/** In the template, as far as it can be told: elements of lists are known by their keys, not by their positions. */
function locationOf(path: string): string {
  const names = /^[A-Za-z]+(?:\.[A-Za-z]+)*/.exec(path)?.[0] ?? '';
  // What belongs to the service but stands in another resource of the template.
  const [first = ''] = names.split('.');
  if (first === 'ScalableTarget') return 'Properties.DesiredCount';
  return `Properties.${first === 'TaskDefinition' ? first : names}`;
}

function comparisonOf({ stackName, account, region }: ServiceReport, { stacks }: Report): Comparison | undefined {
  const named = stacks.filter((stack) => stack.stackName === stackName);
  const found = named.find((stack) => stack.account === account && stack.region === region) ?? named[0];
  return found?.comparison;
}

function toMetadata(values: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, plainText(value)]));
}
