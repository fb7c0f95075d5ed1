import type { Comparison, ServiceReport, ServiceStatus, Unresolved } from '../../model/report';
import { DELETED } from '../words/describe-deleted';
import { groupUnresolved } from '../words/group-unresolved';
import { differenceTable } from './difference-table';
import { inlineCode } from './inline-code';
import { remedySection } from './remedy-section';
import { RANK, type Section } from './section';

/** Which sign stands before a status, for who skims. */
const SIGNS: Record<ServiceStatus, string> = {
  DELETED: '❌',
  DRIFTED: '❌',
  UNCHECKED: '⚠️',
  NOT_DEPLOYED: '➖',
  IN_SYNC: '✅',
};

const RANKS: Record<ServiceStatus, number> = {
  DELETED: RANK.deleted,
  DRIFTED: RANK.drift,
  UNCHECKED: RANK.unchecked,
  NOT_DEPLOYED: RANK.notDeployed,
  IN_SYNC: RANK.note,
};

/** One service: who it is, its differences, what is not known, and folded what can be done and what else there is. */
export function serviceSection(service: ServiceReport, comparison: Comparison | undefined): Section {
  const { status, reason } = service;
  const hasRows = service.differences.length + service.unresolved.length > 0;
  const head = { rank: RANKS[status], write: () => writeReason(service) };
  return {
    open: `\n${writeHeading(service)}`,
    close: '',
    noun: 'service',
    // A heading alone would say nothing of a service whose rows do not fit.
    items: [
      ...(reason !== undefined || !hasRows ? [head] : []),
      ...differenceTable(service, comparison),
      ...unresolvedSections(service.unresolved),
      ...remedySection(service.differences),
      ...notesSection(service),
    ],
  };
}

function writeReason({ status, reason }: ServiceReport): string {
  const deleted = status === 'DELETED' ? `<p>${DELETED}</p>\n` : '';
  return reason === undefined ? deleted : `<p>${inlineCode(reason)}</p>\n${deleted}`;
}

function writeHeading(service: ServiceReport): string {
  const { status, logicalId, constructPath } = service;
  const path = constructPath === undefined ? '' : ` (${inlineCode(constructPath)})`;
  const place = describePlace(service);
  return `<h4>${SIGNS[status]} ${status} ${inlineCode(logicalId)}${path}</h4>\n${place === '' ? '' : `<p>${place}</p>\n`}`;
}

/** What to look for in the ECS console, and in the code. */
function describePlace(service: ServiceReport): string {
  const { resourceType, serviceName, clusterArn, nestedStackName, source, templateFile } = service;
  const parts: string[] = [];
  const name = resourceType === 'AWS::ECS::TaskSet' ? 'task set of service' : 'service';
  if (serviceName !== undefined) parts.push(`${name} ${inlineCode(serviceName)}`);
  if (clusterArn !== undefined) parts.push(`cluster ${inlineCode(clusterArn.slice(clusterArn.lastIndexOf('/') + 1))}`);
  if (nestedStackName !== undefined) parts.push(`nested stack ${inlineCode(nestedStackName)}`);
  if (source !== undefined) parts.push(`at ${inlineCode(`${source.file}:${source.line}:${source.column}`)}`);
  else if (templateFile !== undefined) parts.push(`in ${inlineCode(templateFile)}`);
  return parts.join(', ');
}

function unresolvedSections(entries: readonly Unresolved[]): Section[] {
  if (entries.length === 0) return [];
  const items = groupUnresolved(entries).map(({ what, reason, paths }): Section => {
    return {
      open: `<li>${what}, ${inlineCode(reason)}:<ul>\n`,
      close: '</ul></li>\n',
      items: paths.map((path) => ({
        rank: RANK.unchecked,
        noun: 'unresolved value',
        write: () => `<li>${inlineCode(path)}</li>\n`,
      })),
    };
  });
  return [{ open: '<p><strong>Unresolved</strong></p>\n<ul>\n', close: '</ul>\n', items }];
}

function notesSection({ notes, ignored }: ServiceReport): Section[] {
  if (notes.length + ignored.length === 0) return [];
  return [
    {
      open: '<details><summary>Notes and ignored findings</summary>\n<ul>\n',
      close: '</ul>\n</details>\n',
      items: [
        ...notes.map(({ kind, path, text }) => ({
          rank: RANK.note,
          noun: 'note' as const,
          write: () =>
            `<li>note (${kind})${path === undefined ? '' : ` ${inlineCode(path)}`}: ${inlineCode(text)}</li>\n`,
        })),
        ...ignored.map(({ path, reason, source, expires }) => ({
          rank: RANK.note,
          noun: 'ignored finding' as const,
          write: () => {
            const until = expires === undefined ? '' : `, until ${inlineCode(expires)}`;
            return `<li>ignored ${inlineCode(path)}: ${inlineCode(reason)} (${inlineCode(source)}${until})</li>\n`;
          },
        })),
      ],
    },
  ];
}
