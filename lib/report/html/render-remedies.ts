import type { Comparison, Remedy } from '../../model/report';
import { html, type Markup, multiline } from './markup';

/** What can be done about a difference, to be copied; nothing here runs anything. */
export function renderRemedies(remedies: readonly Remedy[], comparison: Comparison | undefined): Markup {
  if (remedies.length === 0) return html``;
  return html`<ul class="remedies">${remedies.map((remedy) => renderRemedy(remedy, comparison))}</ul>\n`;
}

function renderRemedy(remedy: Remedy, comparison: Comparison | undefined): Markup {
  const baseline = comparison === 'two-way' ? 'synthesized' : 'deployed';
  const [title, text] =
    remedy.kind === 'restore'
      ? [`Restore the ${baseline} value: run`, remedy.command]
      : ['Adopt the live value: write into the code', remedy.code];
  return html`<li><span>${title}</span><pre><code>${multiline(text)}</code></pre></li>`;
}
