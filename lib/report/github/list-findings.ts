import type { Cause, Comparison, Difference, Report, ServiceReport, StackReport, Unresolved } from '../../model/report';
import { describeCause } from '../words/describe-cause';
import { DELETED } from '../words/describe-deleted';
import { firstChange, formatValue } from '../words/format-value';
import { groupByStack } from '../words/group-by-stack';
import { describeUnknown } from '../words/group-unresolved';
import type { Annotation } from './workflow-command';

/** Something to annotate, written out only where it is among the worst. */
export interface Finding {
  readonly level: Annotation['level'];
  /** The smaller the worse. */
  readonly rank: number;
  readonly write: () => Annotation;
}

const CAUSES: Record<Cause, Pick<Finding, 'level' | 'rank'>> = {
  conflict: { level: 'error', rank: 1 },
  drift: { level: 'error', rank: 2 },
  pending: { level: 'notice', rank: 5 },
  adopted: { level: 'notice', rank: 6 },
};

/** Everything that is worth an annotation, the worst first; what an earlier report had already after what is new. */
export function listFindings(report: Report): Finding[] {
  const findings: Finding[] = [];
  for (const [stack, services] of groupByStack(report)) {
    if (stack.status === 'UNCHECKED') findings.push(ofStack(stack, 'unchecked', 'warning', 3));
    if (stack.status === 'NOT_DEPLOYED') findings.push(ofStack(stack, 'not deployed', 'notice', 7));
    for (const service of services) {
      if (service.status === 'DELETED') findings.push(ofStatus(service, 'error', 0));
      if (service.status === 'UNCHECKED' && service.reason !== undefined && service.reason !== stack.reason) {
        findings.push(ofStatus(service, 'warning', 3));
      }
      for (const difference of service.differences) findings.push(ofDifference(difference, service, stack.comparison));
      for (const unresolved of service.unresolved) findings.push(ofUnresolved(unresolved, service));
    }
  }
  return findings.sort((a, b) => a.rank - b.rank);
}

function ofStack({ stackName, reason }: StackReport, status: string, level: Finding['level'], rank: number): Finding {
  return {
    level,
    rank,
    write: () => ({
      level,
      title: `ECS drift: stack ${stackName} is ${status}`,
      message: [`stack ${stackName}`, `${status}: ${reason ?? 'no reason known'}`],
    }),
  };
}

function ofStatus(service: ServiceReport, level: Finding['level'], rank: number): Finding {
  const status = service.status.toLowerCase();
  return {
    level,
    rank,
    write: () => ({
      level,
      place: placeOf(service),
      title: `ECS drift: ${service.logicalId} is ${status}`,
      message: [
        describeService(service),
        `${status}: ${service.reason ?? 'no reason known'}`,
        ...(service.status === 'DELETED' ? [DELETED] : []),
      ],
    }),
  };
}

function ofDifference(difference: Difference, service: ServiceReport, comparison: Comparison | undefined): Finding {
  const { level, rank } = CAUSES[difference.cause];
  const { path, since } = difference;
  return {
    level,
    rank: rank + (since === 'known' ? 0.5 : 0),
    write: () => ({
      level,
      place: placeOf(service),
      title: `ECS ${since === 'new' ? 'new ' : ''}${difference.cause}: ${path}`,
      message: [
        describeService(service),
        `property ${path}`,
        describeValues(difference, comparison),
        describeCause(difference, service, comparison),
      ],
    }),
  };
}

function ofUnresolved({ path, side, reason }: Unresolved, service: ServiceReport): Finding {
  return {
    level: 'warning',
    rank: 4,
    write: () => ({
      level: 'warning',
      place: placeOf(service),
      title: `ECS drift: ${path} is unresolved`,
      message: [describeService(service), `property ${path}`, `unresolved: ${describeUnknown({ side })}: ${reason}`],
    }),
  };
}

/** Where the code creates the service; else the template, which has no line for it. */
function placeOf({ source, templateFile }: ServiceReport): Annotation['place'] {
  return source ?? (templateFile === undefined ? undefined : { file: templateFile });
}

function describeService({ resourceType, logicalId, constructPath, stackName }: ServiceReport): string {
  const kind = resourceType === 'AWS::ECS::TaskSet' ? 'task set' : 'service';
  return `${kind} ${logicalId}${constructPath === undefined ? '' : ` (${constructPath})`} of stack ${stackName}`;
}

/** `deployed 50, live 0`; sides that are equal by the cause stand together. */
function describeValues(
  { cause, synthesized, deployed, live }: Difference,
  comparison: Comparison | undefined,
): string {
  if (comparison === 'two-way') {
    const at = firstChange(synthesized, live);
    return `synthesized ${formatValue(synthesized, at)}, live ${formatValue(live, at)}`;
  }
  const at = firstChange(deployed, cause === 'pending' ? synthesized : live);
  const [code, before, now] = [synthesized, deployed, live].map((value) => formatValue(value, at));
  switch (cause) {
    case 'drift':
      return `deployed ${before}, live ${now}`;
    case 'conflict':
      return `deployed ${before}, live ${now}, synthesized ${code}`;
    case 'adopted':
      return `deployed ${before}, live and synthesized ${now}`;
    case 'pending':
      return `deployed and live ${before}, synthesized ${code}`;
  }
}
