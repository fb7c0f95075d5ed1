import type { ServiceReport, StackReport } from '../../model/report';
import { escapeText } from '../escape';
import { hasFindings } from '../words/has-findings';
import { withoutRepeatedReason } from '../words/without-repeated-reason';
import { renderService } from './render-service';
import type { TextStyle } from './text-style';

/** The paragraphs of one stack, its heading first; none where there is nothing to say. */
export function renderStack(stack: StackReport, services: readonly ServiceReport[], style: TextStyle): string[] {
  const shown = style.verbose ? services : services.filter(hasFindings);
  const facts = describeStack(stack);
  if (shown.length === 0 && facts.length === 0 && !style.verbose) return [];
  const heading = [`${style.colors.bold(`Stack ${escapeText(stack.stackName)}`)}${placeOf(stack)}`];
  const paragraphs = shown.map((service) =>
    renderService(withoutRepeatedReason(service, stack), stack.comparison, style),
  );
  // How it was compared matters only beside a finding.
  const comparison = shown.length > 0 || facts.length > 0 ? describeComparison(stack) : [];
  return [[...heading, ...[...facts, ...comparison].map((fact) => `  ${fact}`)], ...paragraphs].map((lines) =>
    lines.join('\n'),
  );
}

function placeOf({ account, region }: StackReport): string {
  const place = [account, region].filter((part) => part !== undefined).join(', ');
  return place === '' ? '' : ` (${escapeText(place)})`;
}

/** What is wrong with the stack itself. */
function describeStack({ status, reason, missingPermissions = [] }: StackReport): string[] {
  const facts: string[] = [];
  if (status !== 'CHECKED') facts.push(`${status}: ${escapeText(reason ?? 'no reason known')}`);
  if (missingPermissions.length > 0) facts.push(`missing permissions: ${escapeText(missingPermissions.join(', '))}`);
  return facts;
}

function describeComparison({ comparison }: StackReport): string[] {
  if (comparison === 'two-way')
    return ['compared two-way, the code with live: the deployed template could not be read'];
  return comparison === 'deployed-only' ? ['compared deployed with live, without the code'] : [];
}
