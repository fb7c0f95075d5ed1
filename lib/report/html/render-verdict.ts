import type { Report } from '../../model/report';
import { describeMasks } from '../words/describe-masks';
import { describeVerdict, type Verdict } from '../words/describe-verdict';
import { html, type Markup } from './markup';

const SIGNS: Readonly<Record<Verdict['tone'], string>> = { good: '✓', unsure: '?', bad: '!' };

/** The first thing to read: what came out, in a headline and in counts. */
export function renderVerdict(report: Report, seconds: number | undefined): Markup {
  const { tone, headline, counts } = describeVerdict(report);
  const masks = describeMasks(report);
  const time = seconds === undefined ? '' : `, checked in ${seconds.toFixed(1)} s`;
  return html`<header class="${tone}"><div>
<p class="kind">ECS drift report</p>
<h1><b aria-hidden="true">${SIGNS[tone]}</b> ${headline}</h1>
${counts !== '' && html`<p class="counts">${counts}</p>\n`}<p class="made">${report.generator.name} ${report.generator.version}${time}</p>
${masks !== undefined && html`<p class="made">${masks}</p>\n`}</div></header>
`;
}
