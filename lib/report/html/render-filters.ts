import type { Difference, Report } from '../../model/report';
import { CATEGORIES } from '../../model/report';
import { countOf } from '../words/count-of';
import type { ListedService } from './listed-service';
import { html, type Markup } from './markup';

type Facet = 'cause' | 'category' | 'since';

const CAUSES = ['drift', 'conflict', 'pending', 'adopted'];

/** The filters, which only the script shows, and the line that says how many differences there are to see. */
export function renderFilters(report: Report, services: readonly ListedService[]): Markup {
  const differences = report.services.flatMap((service) => service.differences);
  if (differences.length === 0) return html``;
  return html`<form id="filters" role="search" aria-label="Filter the differences" hidden>
<p><label for="search">Search</label><input id="search" name="q" type="search" autocomplete="off" spellcheck="false" placeholder="service, property or value"></p>
<p><label for="stack">Stack</label>${renderStacks(services)}</p>
${renderFacet('Cause', 'cause', CAUSES, differences)}${renderFacet('Category', 'category', CATEGORIES, differences)}${renderFacet(
  'Since the earlier report',
  'since',
  ['new', 'known'],
  differences,
)}<p class="actions"><button type="button" id="clear">Clear filters</button><button type="button" id="open">Open all</button><button type="button" id="close">Close all</button></p>
</form>
<p id="shown" role="status">${countOf(differences.length, 'difference')}</p>
`;
}

function renderStacks(services: readonly ListedService[]): Markup {
  const counts = new Map<string, number>();
  for (const { stackLabel, service } of services) {
    counts.set(stackLabel, (counts.get(stackLabel) ?? 0) + service.differences.length);
  }
  const labels = [...counts.keys()].sort((a, b) => (a < b ? -1 : 1));
  const options = labels.map((label) => html`<option value="${label}">${label} (${counts.get(label)})</option>`);
  return html`<select id="stack" name="stack"><option value="">All stacks</option>${options}</select>`;
}

/** One checkbox for each word that occurs; none where there is no choice. */
function renderFacet(legend: string, name: Facet, words: readonly string[], all: readonly Difference[]): Markup {
  const counted = words.map((word): [string, number] => [word, all.filter((one) => one[name] === word).length]);
  const choices = counted.filter(([, count]) => count > 0);
  if (choices.length === 0) return html``;
  const boxes = choices.map(
    ([word, count]) =>
      html`<label><input type="checkbox" name="${name}" value="${word}"> <span>${word} <i>${count}</i></span></label>`,
  );
  return html`<fieldset class="${name}"><legend>${legend}</legend>${boxes}</fieldset>
`;
}
