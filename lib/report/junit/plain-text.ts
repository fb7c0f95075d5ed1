import { createColors } from 'picocolors';
import type { Comparison, Report, ServiceReport, StackReport } from '../../model/report';
import { renderResolved } from '../text/render-resolved';
import { renderService } from '../text/render-service';
import { renderStack } from '../text/render-stack';
import { renderUnmanaged } from '../text/render-unmanaged';
import type { TextStyle } from '../text/text-style';
import { describeMasks } from '../words/describe-masks';

/** As the text report without colours. */
const STYLE: TextStyle = { colors: createColors(false), width: 120, verbose: false };

/** All that the text report says of a service, and what can be done about it. */
export function serviceLines(service: ServiceReport, comparison: Comparison | undefined): string[] {
  return renderService(service, comparison, { ...STYLE, verbose: true });
}

/** What the text report says of a stack itself; nothing for one that was checked whole. */
export function stackLines(stack: StackReport): string[] {
  return linesOf(renderStack(stack, [], STYLE));
}

/** What the text report says beside the stacks: what is resolved, and what no stack owns. */
export function runLines(report: Report): string[] {
  const masks = describeMasks(report);
  const said = masks === undefined ? [] : [masks];
  return linesOf([...renderResolved(report, STYLE), ...renderUnmanaged(report, STYLE), ...said]);
}

function linesOf(paragraphs: readonly string[]): string[] {
  return paragraphs.flatMap((paragraph) => paragraph.split('\n'));
}
