import type { Report, UnmanagedService } from '../../model/report';
import { escapeText } from '../escape';
import type { TextStyle } from './text-style';

/** The services that no stack owns as one paragraph; none where there are none or nobody asked. */
export function renderUnmanaged({ unmanaged = [] }: Report, { colors }: TextStyle): string[] {
  if (unmanaged.length === 0) return [];
  const count = unmanaged.length === 1 ? '1 service' : `${unmanaged.length} services`;
  const heading = colors.bold(`Unmanaged: ${count} of the checked clusters that no stack owns`);
  const entries = unmanaged.flatMap((service) => [
    `  ${escapeText(service.serviceArn)}`,
    `    ${colors.dim(escapeText(describe(service)))}`,
  ]);
  return [[heading, ...entries].join('\n')];
}

function describe({ clusterArn, createdBy, createdAt }: UnmanagedService): string {
  const by = createdBy === undefined ? 'creator not known' : `created by ${createdBy}`;
  const at = createdAt === undefined ? '' : ` at ${createdAt}`;
  return `cluster ${clusterArn.slice(clusterArn.lastIndexOf('/') + 1)}, ${by}${at}`;
}
