import type { Report } from '../model/report';
import { fitSections, sizeOf } from './markdown/fit-sections';
import { runSections } from './markdown/run-sections';
import { NOUNS, type Noun, worstFirst } from './markdown/section';
import { stackSection } from './markdown/stack-section';
import type { RenderOptions } from './render-options';
import { countOf } from './words/count-of';
import { describeMasks } from './words/describe-masks';
import { describeVerdict, isNothingDeployed, type Verdict } from './words/describe-verdict';
import { groupByStack } from './words/group-by-stack';

/** The first line of every comment, by which the next run finds it to update it; invisible when rendered. */
export const MARKER = '<!-- cdk-ecs-drift -->';

/** GitHub's limit for a comment: it says characters; bytes are never fewer. */
export const COMMENT_LIMIT = 65_536;

/** What the sentence on what is left out may take. */
const RESERVE = 500;

const SIGNS = { good: '✅', unsure: '⚠️', bad: '❌' };

/**
 * The report as one comment on a pull request, never longer than GitHub takes. All that comes from the report stands
 * as escaped code within HTML blocks, where no Markdown acts; Markdown is only the verdict.
 */
export function renderMarkdown(report: Report, { verbose = false }: RenderOptions = {}): string {
  const head = writeHead(report);
  const stacks = groupByStack(report).flatMap(([stack, services]) => stackSection(stack, services, verbose));
  const masks = describeMasks(report);
  const foot = `${masks === undefined ? '' : `\n<p>${masks}</p>\n`}${stacks.length === 0 ? '' : LEGEND}`;
  const budget = COMMENT_LIMIT - RESERVE - sizeOf(head) - sizeOf(foot);
  const { text, leftOut } = fitSections([...worstFirst(stacks), ...runSections(report)], budget);
  return `${head}${writeLeftOut(leftOut)}${text}${foot}`;
}

const LEGEND = `
<sub>deployed: what CloudFormation last deployed; live: what ECS runs now; synthesized: what the code says now</sub>
`;

function writeHead(report: Report): string {
  const verdict = describeVerdict(report);
  const { tone, headline, counts } = verdict;
  const paragraphs = [`## ${SIGNS[tone]} ${headline}`, counts, describeTone(report, verdict)];
  return [MARKER, ...paragraphs.filter((paragraph) => paragraph !== '')].join('\n\n').concat('\n');
}

/** Says what the verdict means for what an earlier run wrote in the same comment. */
function describeTone(report: Report, { tone }: Verdict): string {
  const { summary } = report;
  if (tone === 'bad') return '';
  if (tone === 'good') {
    const but = summary.ignored > 0 ? ', apart from what is ignored' : '';
    const which = summary.notDeployed > 0 ? ' about them' : '';
    return `All clear: every deployed service was checked, and none has drifted${but}. What this comment reported before${which} no longer holds.`;
  }
  if (summary.services === 0) return 'This is not an all-clear: nothing was checked.';
  return isNothingDeployed(report)
    ? 'This is not an all-clear: no service is deployed in the account and region that were asked. What this comment reported before was not checked again.'
    : 'This is not an all-clear: what could not be checked stands below.';
}

function writeLeftOut(leftOut: ReadonlyMap<Noun, number>): string {
  if (leftOut.size === 0) return '';
  const counts = NOUNS.flatMap((noun) => {
    const number = leftOut.get(noun);
    return number === undefined ? [] : [countOf(number, noun)];
  });
  return `\n**Left out, because a comment holds only so much: ${counts.join(', ')}.** The worst is shown; the JSON report has all.\n`;
}
