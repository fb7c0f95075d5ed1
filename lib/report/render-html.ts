import { createHash } from 'node:crypto';
import type { Report } from '../model/report';
import { isQuiet, type ListedService, listServices } from './html/listed-service';
import { html, type Markup, verbatim } from './html/markup';
import { renderFilters } from './html/render-filters';
import { renderGaps } from './html/render-gaps';
import { renderLegend } from './html/render-legend';
import { renderQuietServices } from './html/render-quiet-services';
import { renderRest } from './html/render-rest';
import { renderService } from './html/render-service';
import { renderVerdict } from './html/render-verdict';
import { SCRIPT } from './html/script';
import { STYLE } from './html/style';
import type { RenderOptions } from './render-options';
import { describeVerdict } from './words/describe-verdict';

/** The report as one page that needs nothing else: to open, to attach, to print. */
export function renderHtml(report: Report, options: RenderOptions = {}): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${describeVerdict(report).headline} – ECS drift report</title>
<style>${verbatim(STYLE)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${renderVerdict(report, options.seconds)}${renderMain(report)}${renderLegend()}<script>${verbatim(SCRIPT)}</script>
</body>
</html>
`.text;
}

function renderMain(report: Report): Markup {
  const services = listServices(report);
  const found = services.filter(({ service }) => !isQuiet(service));
  const quiet = services.filter(({ service }) => isQuiet(service));
  return html`<main>
${renderGaps(report)}<section id="findings" tabindex="-1"><h2>Findings</h2>
${renderFilters(report, found)}${found.length === 0 && html`<p>${sayNothingFound(services)}</p>\n`}${found.map(renderService)}</section>
${renderQuietServices(quiet)}${renderRest(report)}</main>
<p id="copied" role="status"></p>
`;
}

/** Of the services only: a stack that could not be read stands above. */
function sayNothingFound(services: readonly ListedService[]): string {
  return services.length === 0 ? 'No service was compared.' : 'No service has a difference or an unresolved value.';
}

/** The page runs its own style and script and fetches nothing, whatever text a report brings along. */
function contentSecurityPolicy(): string {
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
