import type { Report, ReportSummary } from '../../model/report';
import type { TextStyle } from './text-style';

/** The first line: what happened, in counts, and how long the check took. */
export function renderVerdict(report: Report, seconds: number | undefined, style: TextStyle): string {
  const time = seconds === undefined ? '' : style.colors.dim(` (${seconds.toFixed(1)} s)`);
  return `${paintHeadline(report, style)}${describeCounts(report)}${time}`;
}

function paintHeadline(report: Report, { colors }: TextStyle): string {
  const { summary } = report;
  const failing = summary.drifted + summary.deleted;
  if (failing > 0) return colors.red(colors.bold(`Drift in ${failing} of ${count(summary.services, 'service')}`));
  if (!isComplete(report)) {
    return colors.yellow(colors.bold(summary.inSync > 0 ? 'Check incomplete, no drift seen' : 'Check incomplete'));
  }
  if (summary.services === 0) return colors.yellow(colors.bold('No ECS service found'));
  return colors.green(colors.bold('No drift'));
}

/** True where every stack and service could be checked whole. */
function isComplete({ summary, stacks, services }: Report): boolean {
  if (summary.unchecked > 0 || stacks.some((stack) => stack.status === 'UNCHECKED')) return false;
  return services.every((service) => service.unresolved.length === 0);
}

function describeCounts({ summary, stacks }: Report): string {
  const unchecked = stacks.filter((stack) => stack.status === 'UNCHECKED').length;
  const parts = [countServices(summary), countDifferences(summary)];
  if (unchecked > 0) parts.push(`${count(unchecked, 'stack')} unchecked`);
  if (summary.ignored > 0) parts.push(`${summary.ignored} ignored`);
  const text = parts.filter((part) => part !== '').join('; ');
  return text === '' ? '' : `: ${text}`;
}

/** `2 services in sync, 1 unchecked`; after a headline that counts services already, what it leaves open. */
function countServices(summary: ReportSummary): string {
  const named = summary.drifted + summary.deleted > 0;
  const counts: [number, string][] = [
    [summary.deleted > 0 ? summary.drifted : 0, 'drifted'],
    [summary.deleted, 'deleted'],
    [summary.inSync, 'in sync'],
    [summary.notDeployed, 'not deployed'],
    [summary.unchecked, 'unchecked'],
  ];
  return counts
    .filter(([number]) => number > 0)
    .map(([number, word], index) => `${named || index > 0 ? number : count(number, 'service')} ${word}`)
    .join(', ');
}

function countDifferences({ differences }: ReportSummary): string {
  const causes = Object.entries(differences).filter(([, number]) => number > 0);
  const total = causes.reduce((sum, [, number]) => sum + number, 0);
  if (causes.length <= 1) return causes.map(([cause, number]) => count(number, `${cause} difference`)).join('');
  return `${count(total, 'difference')}: ${causes.map(([cause, number]) => `${number} ${cause}`).join(', ')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
