import type { Json } from '../../model/json';
import type { Comparison, Difference } from '../../model/report';
import { changedLines, type Line, plainLines } from './changed-lines';
import { markChange } from './mark-change';
import { html, type Markup } from './markup';

type Side = 'synthesized' | 'deployed' | 'live';
type Mark = 'del' | 'ins';

const SIDES: readonly Side[] = ['synthesized', 'deployed', 'live'];

/** The three values of a difference as a table: what the baseline lost and what the others have in its place is marked. */
export function renderValues(difference: Difference, comparison: Comparison | undefined): Markup {
  const baseline: Side = comparison === 'two-way' ? 'synthesized' : 'deployed';
  const rows = SIDES.map((side) => {
    const cell = renderSide(difference, side, baseline, comparison);
    return html`<tr><th scope="row">${side}</th><td>${cell}</td></tr>`;
  });
  return html`<table class="values"><tbody>${rows}</tbody></table>`;
}

function renderSide(difference: Difference, side: Side, baseline: Side, comparison: Comparison | undefined): Markup {
  if (side === 'deployed' && comparison === 'two-way') return html`<i>could not be read</i>`;
  if (side === 'synthesized' && comparison === 'deployed-only') return html`<i>not compared</i>`;
  const value = difference[side];
  const remark = side === 'live' || difference.declared ? undefined : remarkOf(value);
  return html`${renderSideValue(difference, side, baseline)}${remark !== undefined && html` <i>${remark}</i>`}`;
}

function remarkOf(value: Json | undefined): string {
  return value === undefined ? 'not in the template' : 'not in the template; ECS default';
}

function renderSideValue(difference: Difference, side: Side, baseline: Side): Markup {
  const from = difference[baseline];
  if (side === baseline) {
    const changedSide = isSame(difference.live, from) ? 'synthesized' : 'live';
    const { before, after } = changedLines(from, difference[changedSide]);
    return renderLines(before, 'del', after);
  }
  const value = difference[side];
  if (value !== undefined && isSame(value, from)) return renderLines(plainLines(value), 'ins', []);
  const { before, after, reordered } = changedLines(from, value);
  return html`${renderLines(after, 'ins', before)}${reordered && html`<i>the same elements in another order</i>`}`;
}

function isSame(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function renderLines(lines: readonly Line[], mark: Mark, others: readonly Line[]): Markup {
  if (lines.length === 0) return html`<i>none</i>`;
  // Only where one thing became another is it plain which belongs to which.
  const [counterpart, second] = others.filter(({ changed }) => changed);
  const paired = second === undefined && lines.filter(({ changed }) => changed).length === 1;
  return html`${lines.map(({ text, changed }) => {
    if (!changed) return html`<span>${text}</span>`;
    const content = markChange(text, paired ? counterpart?.text : undefined);
    return mark === 'del' ? html`<del>${content}</del>` : html`<ins>${content}</ins>`;
  })}`;
}
