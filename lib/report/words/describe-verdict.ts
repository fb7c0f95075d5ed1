import type { Report, ReportSummary } from '../../model/report';
import { countOf } from './count-of';

/** A whole report in one line of words. */
export interface Verdict {
  /** `bad`: drift; `unsure`: none seen, but not all was checked; `good`: all checked. */
  readonly tone: 'good' | 'unsure' | 'bad';
  /** `Drift in 2 of 4 services` */
  readonly headline: string;
  /** `2 in sync; 5 differences: 4 drift, 1 pending`, or empty. */
  readonly counts: string;
}

/** What happened, in one headline and in counts. */
export function describeVerdict(report: Report): Verdict {
  return { ...describeHeadline(report), counts: describeCounts(report) };
}

function describeHeadline(report: Report): Pick<Verdict, 'tone' | 'headline'> {
  const { summary } = report;
  const failing = summary.drifted + summary.deleted;
  if (failing > 0) return { tone: 'bad', headline: `Drift in ${failing} of ${countOf(summary.services, 'service')}` };
  if (!isComplete(report)) {
    const headline = summary.inSync > 0 ? 'Check incomplete, no drift seen' : 'Check incomplete';
    return { tone: 'unsure', headline };
  }
  if (summary.services === 0) return { tone: 'unsure', headline: 'No ECS service found' };
  if (isNothingDeployed(report)) return { tone: 'unsure', headline: 'Nothing to compare' };
  return { tone: 'good', headline: 'No drift' };
}

/** True if there are services, and none of them is deployed: that nothing was found says nothing then. */
export function isNothingDeployed({ summary }: Report): boolean {
  return summary.services > 0 && summary.notDeployed === summary.services;
}

/** True where every stack and service could be checked whole. */
function isComplete({ summary, stacks, services }: Report): boolean {
  if (summary.unchecked > 0 || stacks.some((stack) => stack.status === 'UNCHECKED')) return false;
  return services.every((service) => service.unresolved.length === 0);
}

function describeCounts({ summary, stacks, services, resolved }: Report): string {
  const unchecked = stacks.filter((stack) => stack.status === 'UNCHECKED').length;
  const parts = [countServices(summary), countDifferences(summary)];
  const fresh = services.flatMap(({ differences }) => differences).filter(({ since }) => since === 'new').length;
  if (resolved !== undefined) parts.push(`${fresh} new, ${resolved.length} resolved since the earlier report`);
  if (unchecked > 0) parts.push(`${countOf(unchecked, 'stack')} unchecked`);
  if (summary.ignored > 0) parts.push(`${summary.ignored} ignored`);
  return parts.filter((part) => part !== '').join('; ');
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
    .map(([number, word], index) => `${named || index > 0 ? number : countOf(number, 'service')} ${word}`)
    .join(', ');
}

function countDifferences({ differences }: ReportSummary): string {
  const causes = Object.entries(differences).filter(([, number]) => number > 0);
  const total = causes.reduce((sum, [, number]) => sum + number, 0);
  if (total === 0) return '';
  return `${countOf(total, 'difference')}: ${causes.map(([cause, number]) => `${number} ${cause}`).join(', ')}`;
}
