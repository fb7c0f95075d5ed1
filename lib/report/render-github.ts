import type { Report } from '../model/report';
import { type Finding, listFindings } from './github/list-findings';
import { type Annotation, workflowCommand } from './github/workflow-command';
import { countOf } from './words/count-of';
import { describeMasks } from './words/describe-masks';
import { describeVerdict } from './words/describe-verdict';

/** GitHub shows so many annotations of one level per step. */
const SHOWN = 10;

/** Annotations for a GitHub workflow: the worst findings, one that counts the rest, and the verdict as plain text. */
export function renderGithub(report: Report): string {
  const findings = listFindings(report);
  const annotations = findings.slice(0, SHOWN).map((finding) => finding.write());
  const rest = findings.slice(SHOWN);
  if (rest.length > 0) annotations.push(annotateRest(rest, annotations));
  const { headline, counts } = describeVerdict(report);
  const verdict = counts === '' ? headline : `${headline}: ${counts}`;
  return `${[...annotations.map(workflowCommand), verdict, describeMasks(report) ?? []].flat().join('\n')}\n`;
}

function annotateRest(rest: readonly Finding[], shown: readonly Annotation[]): Annotation {
  const counts = (['error', 'warning', 'notice'] as const)
    .map((level): [string, number] => [level, rest.filter((finding) => finding.level === level).length])
    .filter(([, number]) => number > 0)
    .map(([level, number]) => countOf(number, level));
  // GitHub would not show an eleventh warning.
  const full = shown.every(({ level }) => level === 'warning');
  const level = full || rest.every((finding) => finding.level === 'notice') ? 'notice' : 'warning';
  return {
    level,
    title: `ECS drift: ${countOf(rest.length, 'more finding')}`,
    message: [`${counts.join(', ')} not shown here: the worst ${SHOWN} are; the other formats have all of them`],
  };
}
