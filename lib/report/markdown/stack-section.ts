import type { ServiceReport, StackReport } from '../../model/report';
import { hasFindings } from '../words/has-findings';
import { withoutRepeatedReason } from '../words/without-repeated-reason';
import { inlineCode } from './inline-code';
import { type Piece, RANK, type Section, worstFirst } from './section';
import { serviceSection } from './service-section';

/** One stack with its services, the worst first; none where there is nothing to say. */
export function stackSection(stack: StackReport, services: readonly ServiceReport[], verbose: boolean): Section[] {
  const shown = verbose ? services : services.filter(hasFindings);
  const facts = factsOf(stack);
  if (shown.length === 0 && facts.length === 0) return [];
  const sections = shown.map((service) => serviceSection(withoutRepeatedReason(service, stack), stack.comparison));
  const section: Section = {
    open: `\n${writeHeading(stack)}`,
    close: '',
    noun: 'stack',
    items: [...facts, ...worstFirst(sections)],
  };
  return [section];
}

function writeHeading({ stackName, account, region, comparison, missingPermissions = [] }: StackReport): string {
  const place = [account, region].filter((part) => part !== undefined).join(', ');
  const where = place === '' ? '' : ` (${inlineCode(place)})`;
  const facts: string[] = [];
  if (comparison === 'two-way') facts.push('compared two-way, the code with live, without the deployed template');
  if (comparison === 'deployed-only') facts.push('compared deployed with live, without the code');
  if (missingPermissions.length > 0) facts.push(`missing permissions: ${inlineCode(missingPermissions.join(', '))}`);
  return `<h3>Stack ${inlineCode(stackName)}${where}</h3>\n${facts.map((fact) => `<p>${fact}</p>\n`).join('')}`;
}

/** What is wrong with the stack itself. */
function factsOf({ status, reason, missingPermissions = [] }: StackReport): Piece[] {
  if (status === 'CHECKED') {
    // The heading says which ones.
    return missingPermissions.length === 0 ? [] : [{ rank: RANK.unchecked, write: () => '' }];
  }
  const rank = status === 'UNCHECKED' ? RANK.unchecked : RANK.notDeployed;
  return [{ rank, write: () => `<p>${status}: ${inlineCode(reason ?? 'no reason known')}</p>\n` }];
}
