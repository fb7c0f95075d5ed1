import type { Difference, Remedy } from '../../model/report';
import { codeBlock, inlineCode } from './inline-code';
import { RANK, type Section } from './section';

/** Longest command that is shown, in UTF-16 units: half a command is worse than none. */
const LIMIT = 3000;
/** So many properties are named before a command that serves more. */
const NAMED = 5;

/** What can be done about the differences of a service, folded; a command that serves several is there once. */
export function remedySection(differences: readonly Difference[]): Section[] {
  const groups = new Map<string, { remedy: Remedy; paths: string[] }>();
  for (const { path, remedies = [] } of differences) {
    for (const remedy of remedies) {
      const key = `${remedy.kind} ${textOf(remedy)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { remedy, paths: [path] });
      else group.paths.push(path);
    }
  }
  if (groups.size === 0) return [];
  return [
    {
      open: '<details><summary>Remedies, to be run or written by hand</summary>\n',
      close: '</details>\n',
      items: [...groups.values()].map(({ remedy, paths }) => ({
        rank: RANK.remedy,
        noun: 'remedy snippet',
        write: () => writeRemedy(remedy, paths),
      })),
    },
  ];
}

function textOf(remedy: Remedy): string {
  return remedy.kind === 'restore' ? remedy.command : remedy.code;
}

function writeRemedy(remedy: Remedy, paths: readonly string[]): string {
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  const names = `${paths
    .slice(0, NAMED)
    .map((path) => inlineCode(path))
    .join(', ')}${more}`;
  const purpose = remedy.kind === 'restore' ? 'to set the deployed value again' : 'to keep the live value, in the code';
  const text = textOf(remedy);
  if (text.length > LIMIT) return `<p>${names}, ${purpose}: too long to show here, the JSON report has it</p>\n`;
  return `<p>${names}, ${purpose}:</p>\n${codeBlock(text, remedy.kind === 'restore' ? 'sh' : 'ts')}\n`;
}
