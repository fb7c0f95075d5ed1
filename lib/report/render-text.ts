import { createColors } from 'picocolors';
import type { Report } from '../model/report';
import { escapeText } from './escape';
import type { RenderOptions } from './render-options';
import { renderResolved } from './text/render-resolved';
import { renderStack } from './text/render-stack';
import { renderUnmanaged } from './text/render-unmanaged';
import { renderVerdict } from './text/render-verdict';
import type { TextStyle } from './text/text-style';
import { describeMasks } from './words/describe-masks';
import { groupByStack } from './words/group-by-stack';

/** The report for people: a verdict, then each stack with its findings; a run without findings is one line. */
export function renderText(report: Report, options: RenderOptions = {}): string {
  const style: TextStyle = {
    colors: createColors(options.color === true),
    width: options.width ?? 120,
    verbose: options.verbose === true,
  };
  const paragraphs = [
    renderVerdict(report, options.seconds, style),
    ...groupByStack(report).flatMap(([stack, services]) => renderStack(stack, services, style)),
    ...renderUnmanaged(report, style),
    ...renderResolved(report, style),
    ...renderAdvice(report, style),
    ...[describeMasks(report) ?? []].flat(),
    ...renderNotRead(report, style),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function renderAdvice({ summary, stacks, services }: Report, { verbose }: TextStyle): string[] {
  if (summary.differences.drift + summary.differences.conflict === 0) return [];
  const baseline = stacks.some((stack) => stack.comparison === 'two-way') ? 'deployed (or synthesized)' : 'deployed';
  const remedied = services.some(({ differences }) => differences.some(({ remedies = [] }) => remedies.length > 0));
  const how = remedied && !verbose ? ' -v shows the code and the commands.' : '';
  return [
    `To keep a live value, write it into the code and deploy. To undo it, set the ${baseline} value on the service again.${how}`,
  ];
}

/** Holds for most runs, so that it is for those who want to know all. */
function renderNotRead({ notices }: Report, { colors, verbose }: TextStyle): string[] {
  if (!verbose) return [];
  return notices.filter(({ kind }) => kind === 'not-read').map(({ text }) => colors.dim(escapeText(text)));
}
