import type { Json } from '../../model/json';
import type { Comparison, Difference, ServiceReport } from '../../model/report';
import { describeCauses } from '../words/describe-causes';
import { firstChange, formatValue } from '../words/format-value';
import { type ListChanges, listChanges } from '../words/list-changes';
import { inlineCode } from './inline-code';
import { RANK, type Section } from './section';

/** Longest cell, in UTF-16 units before it is escaped for HTML; a single value is never cut by it. */
const CELL_LIMIT = 1200;

type Side = 'deployed' | 'live' | 'synthesized';

/** A row for each difference, the worst first; no section where there is none. */
export function differenceTable(service: ServiceReport, comparison: Comparison | undefined): Section[] {
  const { differences } = service;
  if (differences.length === 0) return [];
  const causes = describeCauses(service, comparison);
  const sides = sidesToShow(differences, comparison);
  const headings = ['Property and what happened', ...sides.map((side) => HEADINGS[side])];
  const head = headings.map((heading) => `<th>${heading}</th>`).join('');
  const ranked = differences.map((difference) => ({ difference, rank: rankOf(difference) }));
  const rows = ranked.sort((a, b) => a.rank - b.rank);
  return [
    {
      open: `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n`,
      close: `</tbody>\n</table>\n${causes.shared.map((line) => `<p>${line}</p>\n`).join('')}`,
      items: rows.map(({ difference, rank }) => ({
        rank,
        noun: 'difference',
        write: () => writeRow(difference, causes.describe(difference), sides, comparison),
      })),
    },
  ];
}

const HEADINGS = { deployed: 'Deployed', live: 'Live', synthesized: 'Synthesized' };

/** What an earlier report had already comes after what is new. */
function rankOf({ cause, since }: Difference): number {
  return RANK[cause] + (since === 'known' ? 0.5 : 0);
}

/** The synthesized values only where they say more than the deployed ones, or stand in for them. */
function sidesToShow(differences: readonly Difference[], comparison: Comparison | undefined): Side[] {
  if (comparison === 'two-way') return ['synthesized', 'live'];
  return differences.every(({ cause }) => cause === 'drift')
    ? ['deployed', 'live']
    : ['deployed', 'live', 'synthesized'];
}

function writeRow(
  difference: Difference,
  cause: string,
  sides: readonly Side[],
  comparison: Comparison | undefined,
): string {
  const mark = difference.since === 'new' ? '<strong>new</strong> ' : '';
  const values = writeValues(difference, comparison);
  // The cause below the path: as a column of prose it would leave too little room for the values.
  const property = `${mark}${inlineCode(difference.path)}<br>${cause}`;
  const cells = [property, ...sides.map((side) => values[side])];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}

/** The cell of each side; one that equals another side names that side. */
function writeValues(difference: Difference, comparison: Comparison | undefined): Record<Side, string> {
  const { cause, synthesized, deployed, live } = difference;
  if (comparison === 'two-way') {
    const [from, to] = writeChange(synthesized, live, remarkOf(difference, synthesized));
    return { deployed: '', synthesized: from, live: to };
  }
  const remark = remarkOf(difference, deployed);
  if (cause === 'pending') {
    const [from, to] = writeChange(deployed, synthesized, remark);
    return { deployed: from, live: 'as deployed', synthesized: to };
  }
  const [from, to] = writeChange(deployed, live, remark);
  if (cause === 'drift') return { deployed: from, live: to, synthesized: 'as deployed' };
  if (cause === 'adopted') return { deployed: from, live: to, synthesized: 'as live' };
  return { deployed: from, live: to, synthesized: writeValue(synthesized, firstChange(deployed, synthesized)) };
}

function remarkOf({ declared }: Difference, baseline: Json | undefined): string {
  if (declared) return '';
  return baseline === undefined ? 'not in the template' : 'not in the template; ECS default';
}

/** Two cells; of two lists or maps, only the elements that differ. */
function writeChange(from: Json | undefined, to: Json | undefined, remark: string): [string, string] {
  const changes = listChanges(from, to);
  const cells: [string, string] =
    changes === undefined || changes.reordered
      ? [writeValue(from, firstChange(from, to)), writeValue(to, firstChange(from, to))]
      : [writeElements('-', changes.removed, changes), writeElements('+', changes.added, changes)];
  if (remark !== '') cells[0] = from === undefined ? `(${remark})` : `${cells[0]} (${remark})`;
  return cells;
}

function writeValue(value: Json | undefined, changedAt: number): string {
  return value === undefined ? '(none)' : inlineCode(formatValue(value, changedAt), CELL_LIMIT);
}

function writeElements(sign: string, elements: readonly string[], { unchanged }: ListChanges): string {
  const lines: string[] = [];
  let length = 0;
  for (const element of elements) {
    length += element.length;
    if (lines.length > 0 && length > CELL_LIMIT) break;
    lines.push(inlineCode(`${sign} ${element}`, CELL_LIMIT));
  }
  if (lines.length < elements.length) lines.push(`${elements.length - lines.length} more`);
  if (unchanged > 0) lines.push(`${unchanged} unchanged`);
  return lines.length === 0 ? '(empty)' : lines.join('<br>');
}
