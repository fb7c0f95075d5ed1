import type { Report } from '../../model/report';
import { html, type Markup } from './markup';

/** What the run tells beside the services of the stacks: resolved, unmanaged, notices. */
export function renderRest(report: Report): Markup {
  return html`${renderResolved(report)}${renderUnmanaged(report)}${renderNotices(report)}`;
}

function renderResolved({ resolved = [] }: Report): Markup {
  if (resolved.length === 0) return html``;
  const rows = resolved.map(
    ({ path, serviceArn }) => html`<tr><th scope="row">${path}</th><td>${serviceArn}</td></tr>\n`,
  );
  return html`<section><h2>Resolved since the earlier report</h2>
<table class="list"><thead><tr><th scope="col">Property</th><th scope="col">Service</th></tr></thead><tbody>
${rows}</tbody></table></section>
`;
}

function renderUnmanaged({ unmanaged = [] }: Report): Markup {
  if (unmanaged.length === 0) return html``;
  const rows = unmanaged.map(
    ({ serviceArn, createdBy = 'not known', createdAt = 'not known' }) =>
      html`<tr><th scope="row">${serviceArn}</th><td>${createdBy}</td><td>${createdAt}</td></tr>\n`,
  );
  return html`<section><h2>Unmanaged</h2>
<p>Services of the checked clusters that no stack owns.</p>
<table class="list"><thead><tr><th scope="col">Service</th><th scope="col">Created by</th><th scope="col">Created at</th></tr></thead><tbody>
${rows}</tbody></table></section>
`;
}

function renderNotices({ notices }: Report): Markup {
  if (notices.length === 0) return html``;
  const items = notices.map(({ kind, text }) => html`<li><b class="tag">${kind}</b> <span>${text}</span></li>\n`);
  return html`<section class="gaps"><h2>Notices about this run</h2>
<ul>
${items}</ul></section>
`;
}
