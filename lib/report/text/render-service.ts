import type {
  Comparison,
  IgnoredEntry,
  Note,
  Remedy,
  ServiceReport,
  ServiceStatus,
  Unresolved,
} from '../../model/report';
import { escapeText } from '../escape';
import { describeCauses } from '../words/describe-causes';
import { DELETED } from '../words/describe-deleted';
import { placeRemedies, type RemedyGroup } from '../words/group-remedies';
import { groupUnresolved } from '../words/group-unresolved';
import { renderDifference } from './render-difference';
import type { TextStyle } from './text-style';

/** The lines of one service: who it is, its findings, what is not known. */
export function renderService(service: ServiceReport, comparison: Comparison | undefined, style: TextStyle): string[] {
  const details = [
    ...(service.reason === undefined ? [] : [escapeText(service.reason)]),
    ...(service.status === 'DELETED' ? [style.colors.dim(DELETED)] : []),
    ...renderDifferences(service, comparison, style),
    ...renderUnresolved(service.unresolved, style),
    ...service.notes.map((note) => renderNote(note, style)),
    ...service.ignored.map((entry) => renderIgnored(entry, style)),
  ];
  return [...renderHeading(service, style), ...details.map((line) => `    ${line}`)];
}

/** A remedy stands below the difference that it is for, one for several differences below them all. */
function renderDifferences(service: ServiceReport, comparison: Comparison | undefined, style: TextStyle): string[] {
  const causes = describeCauses(service, comparison);
  const { own, shared } = placeRemedies(style.verbose ? service.differences : []);
  return [
    ...service.differences.flatMap((difference) => [
      ...renderDifference(difference, causes.describe(difference), comparison, style),
      ...(own.get(difference.path) ?? []).map(({ remedy, text }) =>
        style.colors.dim(escapeText(`    ${describeRemedy(remedy)}: ${text}`)),
      ),
    ]),
    ...causes.shared.map((line) => style.colors.dim(line)),
    ...shared.flatMap((group) => renderShared(group, style)),
  ];
}

/** Never cut or wrapped: they are there to be copied. */
function renderShared({ remedy, text, paths }: RemedyGroup, { colors }: TextStyle): string[] {
  return [`${describeRemedy(remedy)} all of ${paths.join(', ')}:`, `    ${text}`].map((line) =>
    colors.dim(escapeText(line)),
  );
}

function describeRemedy(remedy: Remedy): string {
  return remedy.kind === 'restore' && remedy.scope === 'stack' ? 'restore (the whole stack)' : remedy.kind;
}

function renderHeading(service: ServiceReport, style: TextStyle): string[] {
  const { colors } = style;
  const path = service.constructPath === undefined ? '' : ` (${escapeText(service.constructPath)})`;
  const name = `  ${paintStatus(service.status, style)} ${colors.bold(escapeText(service.logicalId))}${path}${placeOf(service)}`;
  const live = whereLive(service);
  return live === '' ? [name] : [name, `    ${colors.dim(live)}`];
}

function paintStatus(status: ServiceStatus, { colors }: TextStyle): string {
  if (status === 'IN_SYNC') return colors.green(status);
  return status === 'DRIFTED' || status === 'DELETED' ? colors.red(status) : colors.yellow(status);
}

function placeOf({ source, templateFile }: ServiceReport): string {
  if (source !== undefined) return ` at ${escapeText(source.file)}:${source.line}:${source.column}`;
  return templateFile === undefined ? '' : ` in ${escapeText(templateFile)}`;
}

/** What to look for in the ECS console. */
function whereLive({ resourceType, serviceName, clusterArn, nestedStackName }: ServiceReport): string {
  const parts: string[] = [];
  if (serviceName !== undefined)
    parts.push(`${resourceType === 'AWS::ECS::TaskSet' ? 'task set of ' : ''}service ${serviceName}`);
  if (clusterArn !== undefined) parts.push(`cluster ${clusterArn.slice(clusterArn.lastIndexOf('/') + 1)}`);
  if (nestedStackName !== undefined) parts.push(`nested stack ${nestedStackName}`);
  return escapeText(parts.join(', '));
}

function renderUnresolved(entries: readonly Unresolved[], { colors }: TextStyle): string[] {
  return groupUnresolved(entries).flatMap(({ what, reason, paths }) => [
    ...paths.map((path) => `${colors.yellow('?')} ${colors.bold(escapeText(path))}`),
    `    ${colors.dim(`unresolved: ${what}: ${escapeText(reason)}`)}`,
  ]);
}

function renderNote({ kind, path, text }: Note, { colors }: TextStyle): string {
  const where = path === undefined ? '' : ` ${path}`;
  return colors.dim(escapeText(`note (${kind})${where}: ${text}`));
}

function renderIgnored({ path, reason, source }: IgnoredEntry, { colors }: TextStyle): string {
  return colors.dim(escapeText(`ignored ${path}: ${reason} (${source})`));
}
