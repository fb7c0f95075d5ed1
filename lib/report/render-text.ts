import { createColors } from 'picocolors';
import type { Report, ServiceReport, StackReport } from '../model/report';
import type { RenderOptions } from './render-options';
import { renderStack } from './text/render-stack';
import { renderUnmanaged } from './text/render-unmanaged';
import { renderVerdict } from './text/render-verdict';
import type { TextStyle } from './text/text-style';

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
    ...renderAdvice(report),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** Every service under the first stack that it fits; one that fits none makes its own group rather than be lost. */
function groupByStack(report: Report): [StackReport, ServiceReport[]][] {
  const groups = report.stacks.map((stack): [StackReport, ServiceReport[]] => [stack, []]);
  for (const service of report.services) {
    const group = groups.find(([stack]) => belongsTo(service, stack));
    const { stackName, account, region } = service;
    if (group === undefined) groups.push([{ stackName, account, region, status: 'CHECKED' }, [service]]);
    else group[1].push(service);
  }
  return groups;
}

/** A stack that is not tied to an account or a region takes the services of any. */
function belongsTo(service: ServiceReport, stack: StackReport): boolean {
  const fits = (left: string | undefined, right: string | undefined) => (left ?? right) === (right ?? left);
  return (
    service.stackName === stack.stackName && fits(service.account, stack.account) && fits(service.region, stack.region)
  );
}

function renderAdvice({ summary, stacks }: Report): string[] {
  if (summary.differences.drift + summary.differences.conflict === 0) return [];
  const baseline = stacks.some((stack) => stack.comparison === 'two-way') ? 'deployed (or synthesized)' : 'deployed';
  return [
    `To keep a live value, write it into the code and deploy. To undo it, set the ${baseline} value on the service again.`,
  ];
}
