import type { Report, StackReport, StackStatus } from '../../model/report';
import { html, type Markup } from './markup';

const STATUS: Readonly<Record<StackStatus, string>> = {
  UNCHECKED: 'unchecked',
  NOT_DEPLOYED: 'not deployed',
  CHECKED: 'checked in part',
};
const ORDER: readonly StackStatus[] = ['UNCHECKED', 'CHECKED', 'NOT_DEPLOYED'];

/** The stacks that the verdict does not cover, or not wholly, and why. */
export function renderGaps({ stacks }: Report): Markup {
  const gaps = ORDER.flatMap((status) => stacks.filter((stack) => stack.status === status && isGap(stack)));
  if (gaps.length === 0) return html``;
  return html`<section class="gaps"><h2>Stacks not checked, or only in part</h2>
<ul>
${gaps.map(renderStack)}</ul></section>
`;
}

function isGap({ status, comparison = 'three-way', missingPermissions = [] }: StackReport): boolean {
  return status !== 'CHECKED' || comparison !== 'three-way' || missingPermissions.length > 0;
}

function renderStack(stack: StackReport): Markup {
  const place = [stack.account, stack.region].filter((part) => part !== undefined).join(', ');
  const tone = stack.status === 'NOT_DEPLOYED' ? 'neutral' : 'unsure';
  return html`<li class="${tone}"><b class="tag">${STATUS[stack.status]}</b> <span><strong>${stack.stackName}</strong>${
    place !== '' && html` <i>${place}</i>`
  }: ${describeGap(stack).join('; ')}</span></li>
`;
}

function describeGap({ status, reason, comparison, missingPermissions = [] }: StackReport): string[] {
  const words: string[] = [];
  if (status !== 'CHECKED') words.push(reason ?? 'no reason known');
  if (comparison === 'two-way')
    words.push('the code is compared with live alone: the deployed template could not be read');
  if (comparison === 'deployed-only') words.push('deployed is compared with live alone, without the code');
  if (missingPermissions.length > 0) words.push(`missing permissions: ${missingPermissions.join(', ')}`);
  return words;
}
