import type { Comparison, IgnoredEntry, Note, ServiceReport, Unresolved } from '../../model/report';
import { groupUnresolved } from '../words/group-unresolved';
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

function renderUnresolved(entries: readonly Unresolved[]): Markup[] {
  return groupUnresolved(entries).map(({ what, reason, paths }) => {
    const codes = paths.map((path, index) => html`${index > 0 && ', '}<code>${path}</code>`);
    return html`<li>${codes} <span>${what}: ${reason}</span></li>`;
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
