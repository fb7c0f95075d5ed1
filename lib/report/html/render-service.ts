import type { ServiceReport, ServiceStatus } from '../../model/report';
import { countOf } from '../words/count-of';
import { describeCauses } from '../words/describe-causes';
import { DELETED } from '../words/describe-deleted';
import { placeRemedies } from '../words/group-remedies';
import type { ListedService } from './listed-service';
import { html, type Markup } from './markup';
import { renderAsides } from './render-asides';
import { renderDifference } from './render-difference';
import { renderFacts } from './render-facts';
import { renderRemedies } from './render-remedies';

/** How a status reads, and how grave it is. */
const STATUS: Readonly<Record<ServiceStatus, readonly [words: string, tone: string]>> = {
  DELETED: ['deleted', 'bad'],
  DRIFTED: ['drifted', 'bad'],
  UNCHECKED: ['unchecked', 'unsure'],
  NOT_DEPLOYED: ['not deployed', 'neutral'],
  IN_SYNC: ['in sync', 'good'],
};

/** One service with its findings. */
export function renderService(listed: ListedService): Markup {
  const { service, stack, stackLabel } = listed;
  const [words, tone] = STATUS[service.status];
  return html`<article data-stack="${stackLabel}" data-since="${service.since ?? ''}" class="${tone}">
<h3><b class="tag">${words}</b> <span>${service.logicalId}</span>${service.since !== undefined && html` <i>${service.since}</i>`}</h3>
${renderFacts(listed)}${service.reason !== undefined && html`<p class="reason">${service.reason}</p>\n`}${service.status === 'DELETED' && html`<p>${DELETED}.</p>\n`}${renderFindings(service, stack.comparison)}</article>
`;
}

function renderFindings(service: ServiceReport, comparison: ListedService['stack']['comparison']): Markup {
  const summary = describeFindings(service);
  if (summary === '') return html``;
  const causes = describeCauses(service, comparison);
  const { own, shared } = placeRemedies(service.differences);
  const differences = service.differences.map((difference) => {
    const remedies = own.get(difference.path) ?? [];
    return renderDifference(difference, { cause: causes.describe(difference), remedies }, comparison);
  });
  const outlooks = causes.shared.map((line) => html`<p class="shared">${line}.</p>\n`);
  return html`<details open><summary>${summary}</summary>
${differences}${outlooks}${renderRemedies(shared, comparison)}${renderAsides(service, comparison, 'h4')}</details>
`;
}

/** `3 differences, 1 unresolved`; empty where there is nothing. */
export function describeFindings({ differences, unresolved, notes, ignored }: ServiceReport): string {
  const parts = [
    differences.length > 0 && countOf(differences.length, 'difference'),
    unresolved.length > 0 && `${unresolved.length} unresolved`,
    notes.length > 0 && countOf(notes.length, 'note'),
    ignored.length > 0 && `${ignored.length} ignored`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
