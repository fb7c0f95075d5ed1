import type { Difference, Remedy } from '../../model/report';
import { groupRemedies, type RemedyGroup } from '../words/group-remedies';
import { codeBlock, inlineCode } from './inline-code';
import { RANK, type Section } from './section';

/** Longest command that is shown, in UTF-16 units: half a command is worse than none. */
const LIMIT = 3000;

/** What can be done about the differences of a service, folded; a command that serves several is there once. */
export function remedySection(differences: readonly Difference[]): Section[] {
  const groups = groupRemedies(differences);
  if (groups.length === 0) return [];
  return [
    {
      open: '<details><summary>Remedies, to be run or written by hand</summary>\n',
      close: '</details>\n',
      items: groups.map((group) => ({
        rank: RANK.remedy,
        noun: 'remedy snippet',
        write: () => writeRemedy(group),
      })),
    },
  ];
}

function writeRemedy({ remedy, text, paths }: RemedyGroup): string {
  const names = paths.map((path) => inlineCode(path)).join(', ');
  const purpose = purposeOf(remedy);
  if (text.length > LIMIT) return `<p>${names}, ${purpose}: too long to show here, the JSON report has it</p>\n`;
  return `<p>${names}, ${purpose}:</p>\n${codeBlock(text, remedy.kind === 'restore' ? 'sh' : 'ts')}\n`;
}

function purposeOf(remedy: Remedy): string {
  if (remedy.kind === 'adopt') return 'to keep the live value, in the code';
  return remedy.scope === 'stack'
    ? 'to set the deployed values of the whole stack again'
    : 'to set the deployed value again';
}
