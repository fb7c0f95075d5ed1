import { countOf } from '../words/count-of';
import type { ListedService } from './listed-service';
import { html, type Markup } from './markup';
import { renderAsides } from './render-asides';
import { describeFindings } from './render-service';

/** The services that are in sync, in one list that is closed at first. */
export function renderQuietServices(services: readonly ListedService[]): Markup {
  if (services.length === 0) return html``;
  return html`<section id="in-sync"><h2>In sync</h2>
<details><summary>${countOf(services.length, 'service')} in sync</summary>
<ul class="quiet">
${services.map(renderQuietService)}</ul></details></section>
`;
}

function renderQuietService({ service, stack, stackLabel }: ListedService): Markup {
  const asides = describeFindings(service);
  return html`<li data-stack="${stackLabel}"><span>${service.logicalId}</span> <i>${stackLabel}${
    service.nestedStackName !== undefined && html`, nested stack ${service.nestedStackName}`
  }${service.serviceName !== undefined && html`, service ${service.serviceName}`}</i>${
    asides !== '' &&
    html`<details><summary>${asides}</summary>${renderAsides(service, stack.comparison, 'h3')}</details>`
  }</li>
`;
}
