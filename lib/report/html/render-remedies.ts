import type { Comparison, Remedy } from '../../model/report';
import type { RemedyGroup } from '../words/group-remedies';
import { html, type Markup, multiline } from './markup';

/** What can be done about a difference or several, to be copied; nothing here runs anything. */
export function renderRemedies(groups: readonly RemedyGroup[], comparison: Comparison | undefined): Markup {
  if (groups.length === 0) return html``;
  return html`<ul class="remedies">${groups.map((group) => renderRemedy(group, comparison))}</ul>\n`;
}

function renderRemedy({ remedy, text, paths }: RemedyGroup, comparison: Comparison | undefined): Markup {
  const codes = paths.map((path, index) => html`${index > 0 && ', '}<code>${path}</code>`);
  return html`<li><span>${titleOf(remedy, comparison)}${
    paths.length > 1 && html`, for all of ${codes}`
  }</span><pre><code>${multiline(text)}</code></pre></li>`;
}

function titleOf(remedy: Remedy, comparison: Comparison | undefined): string {
  if (remedy.kind === 'adopt') return 'Adopt the live value: write into the code';
  if (remedy.scope === 'stack') return 'Restore the whole stack: run';
  return `Restore the ${comparison === 'two-way' ? 'synthesized' : 'deployed'} value: run`;
}
