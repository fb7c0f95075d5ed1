import type { Json } from '../../model/json';
import type { Comparison, Difference, ServiceReport, Unresolved } from '../../model/report';
import { escapeText } from '../escape';
import { describeCause } from '../words/describe-cause';
import { firstChange, formatValue } from '../words/format-value';
import { describeUnknown } from '../words/group-unresolved';
import { isSourceOutside } from './locate';

/** One difference in two sentences, the first with its place and values: lists of alerts show no more. */
export function describeDifference(
  service: ServiceReport,
  difference: Difference,
  comparison: Comparison | undefined,
): string {
  const cause = describeCause(difference, service, comparison);
  const remark = difference.declared ? '' : ' (not in the template)';
  return `'${escapeText(difference.path)}'${remark} of ${describeService(service)}: ${describeValues(difference, comparison)}. ${capitalized(cause)}.${sourceOf(service)}`;
}

/** Which values of a property are not known, and why. */
export function describeUnresolved(service: ServiceReport, { path, side, reason }: Unresolved): string {
  return `'${escapeText(path)}' of ${describeService(service)} is unresolved: ${describeUnknown({ side })}: ${escapeText(reason)}.${sourceOf(service)}`;
}

/** What became of a whole service, in place of its values: `is deleted`, `was not checked`. */
export function describeWhole(service: ServiceReport, what: string): string {
  const reason = escapeText(service.reason ?? 'no reason known');
  return `${capitalized(describeService(service))} ${what}: ${reason}.${sourceOf(service)}`;
}

function describeService({ resourceType, logicalId, stackName }: ServiceReport): string {
  const kind = resourceType === 'AWS::ECS::TaskSet' ? 'task set' : 'service';
  return `${kind} '${escapeText(logicalId)}' in stack '${escapeText(stackName)}'`;
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** For people only where no result may point there. */
function sourceOf(service: ServiceReport): string {
  const { source } = service;
  if (source === undefined || !isSourceOutside(service)) return '';
  return ` The code creates it at ${escapeText(source.file)}:${source.line}:${source.column}.`;
}

/** `synthesized and deployed 50, live 0`: equal sides together, those that were not compared left out. */
function describeValues(difference: Difference, comparison: Comparison | undefined): string {
  const { cause, synthesized, deployed, live } = difference;
  const at = cause === 'pending' ? firstChange(deployed, synthesized) : firstChange(deployed ?? synthesized, live);
  const groups = new Map<string, { sides: string[]; value: Json | undefined }>();
  const add = (side: string, value: Json | undefined) => {
    const key = JSON.stringify(value) ?? '';
    groups.set(key, { sides: [...(groups.get(key)?.sides ?? []), side], value });
  };
  if (comparison !== 'deployed-only') add('synthesized', synthesized);
  if (comparison !== 'two-way') add('deployed', deployed);
  add('live', live);
  return [...groups.values()].map(({ sides, value }) => `${sides.join(' and ')} ${formatValue(value, at)}`).join(', ');
}
