import type { Comparison, IgnoredEntry, Note, ServiceReport, Unresolved } from '../../model/report';
import { html, type Markup } from './markup';
import { renderValues } from './render-values';

/** What there is to say of a service besides its differences, under headings of a level: unresolved, notes, ignored. */
export function renderAsides(service: ServiceReport, comparison: Comparison | undefined, heading: 'h3' | 'h4'): Markup {
  const { unresolved, notes, ignored } = service;
  return html`${renderList(heading, 'Unresolved', renderUnresolved(unresolved))}${renderList(
    heading,
    'Notes',
    notes.map(renderNote),
  )}${renderList(
    heading,
    'Ignored',
    ignored.map((entry) => renderIgnored(entry, comparison)),
  )}`;
}

function renderList(heading: 'h3' | 'h4', title: string, items: readonly Markup[]): Markup {
  if (items.length === 0) return html``;
  return html`<div class="aside ${title.toLowerCase()}"><${heading}>${title}</${heading}><ul>${items}</ul></div>\n`;
}

/** Properties with one reason in one entry: a missing permission would else repeat itself. */
function renderUnresolved(entries: readonly Unresolved[]): Markup[] {
  const groups = new Map<string, Unresolved[]>();
  for (const entry of entries) {
    const key = `${entry.side} ${entry.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].map((group) => {
    const { side, reason } = group[0] as Unresolved;
    const sides = side === 'both' ? 'synthesized and deployed values' : `${side} value`;
    const paths = group.map(({ path }, index) => html`${index > 0 && ', '}<code>${path}</code>`);
    return html`<li>${paths} <span>${sides} not known: ${reason}</span></li>`;
  });
}

function renderNote({ kind, path, text }: Note): Markup {
  return html`<li>${path !== undefined && html`<code>${path}</code> `}<span>${kind}: ${text}</span></li>`;
}

function renderIgnored(entry: IgnoredEntry, comparison: Comparison | undefined): Markup {
  const { path, reason, source, expires, difference, unresolved } = entry;
  const until = expires === undefined ? '' : `, until ${expires}`;
  const unknown = unresolved !== undefined && html` <span>unresolved: ${unresolved.reason}</span>`;
  return html`<li><code>${path}</code> <span>${reason} <i>(${source}${until})</i></span>${unknown}${
    difference !== undefined && renderValues(difference, comparison)
  }</li>`;
}
