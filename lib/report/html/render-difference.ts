import type { Comparison, Difference } from '../../model/report';
import type { RemedyGroup } from '../words/group-remedies';
import { html, type Markup } from './markup';
import { renderRemedies } from './render-remedies';
import { renderValues } from './render-values';

/** What is said of one difference besides its values. */
export interface Said {
  /** Its cause in words. */
  readonly cause: string;
  /** What can be done about it alone. */
  readonly remedies: readonly RemedyGroup[];
}

/** One difference: property, cause, the three values, what the next deploy does and what can be done. */
export function renderDifference(difference: Difference, said: Said, comparison: Comparison | undefined): Markup {
  const { path, category, cause, since, onDeploy } = difference;
  return html`<section class="difference ${cause}" data-cause="${cause}" data-category="${category}" data-since="${since ?? ''}">
<h4><b class="tag">${cause}</b> <code>${breakable(path)}</code></h4>
<p class="chips"><span>${category}</span>${onDeploy !== undefined && html` <span>next deploy: ${onDeploy}</span>`}${
    since !== undefined && html` <span class="${since}">${since}</span>`
  }</p>
${renderValues(difference, comparison)}
<p>${withoutCause(said.cause, cause)}.</p>
${renderRemedies(said.remedies, comparison)}</section>
`;
}

/** The cause stands in the heading already. */
function withoutCause(sentence: string, cause: string): string {
  const text = sentence.startsWith(`${cause}: `) ? sentence.slice(cause.length + 2) : sentence;
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A long path breaks between its properties first. */
function breakable(path: string): Markup[] {
  return path.split(/(?<=\.)/).map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`));
}
