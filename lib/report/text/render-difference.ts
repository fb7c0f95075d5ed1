import type { Json } from '../../model/json';
import type { Comparison, Difference, DifferenceType } from '../../model/report';
import { escapeText } from '../escape';
import { firstChange, formatValue } from '../words/format-value';
import { listChanges } from '../words/list-changes';
import type { TextStyle } from './text-style';

interface Side {
  readonly label: string;
  readonly value: Json | undefined;
  readonly remark?: string;
}

/** The lines of one difference: its path, the values that matter, and its cause. */
export function renderDifference(
  difference: Difference,
  cause: string,
  comparison: Comparison | undefined,
  style: TextStyle,
): string[] {
  return [
    `${sign(difference.differenceType, style)} ${style.colors.bold(escapeText(difference.path))}${ageOf(difference)}`,
    ...renderValues(difference, comparison, style).map((line) => `    ${line}`),
    `    ${style.colors.dim(cause)}`,
  ];
}

function ageOf({ since }: Difference): string {
  return since === undefined ? '' : ` (${since})`;
}

function sign(type: DifferenceType, { colors }: TextStyle): string {
  if (type === 'ADD') return colors.green('+');
  return type === 'REMOVE' ? colors.red('-') : colors.yellow('~');
}

function renderValues(difference: Difference, comparison: Comparison | undefined, style: TextStyle): string[] {
  const { from, to, third } = sidesOf(difference, comparison);
  const lines = isSaidByPath(difference, from, to) ? undeclaredLine(from) : renderChange(from, to, style);
  return third === undefined ? lines : [...lines, `${third.label} ${formatValue(third.value)}`];
}

/** What was there, what is there, and for a conflict what the code wants. */
function sidesOf(difference: Difference, comparison: Comparison | undefined): { from: Side; to: Side; third?: Side } {
  const { cause, synthesized, deployed, live } = difference;
  const baseline = comparison === 'two-way' ? synthesized : deployed;
  const from: Side = {
    label: comparison === 'two-way' ? 'synthesized' : 'deployed',
    value: baseline,
    remark: difference.declared ? undefined : remarkOf(baseline),
  };
  if (cause === 'pending') {
    return { from: { ...from, label: 'deployed and live' }, to: { label: 'synthesized', value: synthesized } };
  }
  if (cause === 'adopted') return { from, to: { label: 'live and synthesized', value: live } };
  const to: Side = { label: 'live', value: live };
  return cause === 'conflict' ? { from, to, third: { label: 'synthesized', value: synthesized } } : { from, to };
}

function remarkOf(baseline: Json | undefined): string {
  return baseline === undefined ? '(not in the template)' : '(not in the template; ECS default)';
}

/** True where an element came or went whose value is its key in the path: `SecurityGroups[sg-0a1b]`. */
function isSaidByPath({ path, differenceType, cause }: Difference, from: Side, to: Side): boolean {
  const value = from.value ?? to.value;
  if (typeof value === 'object' || differenceType === 'NOT_EQUAL' || cause === 'conflict') return false;
  return path.endsWith(`[${value}]`);
}

function undeclaredLine(from: Side): string[] {
  return from.remark === undefined ? [] : [from.remark];
}

function renderChange(from: Side, to: Side, style: TextStyle): string[] {
  const { red, green } = style.colors;
  if (to.value === undefined) return [red(describeSide(from, 0))];
  if (from.value === undefined) return [green(describeSide({ ...to, remark: from.remark }, 0))];
  const changes = listChanges(from.value, to.value);
  const at = firstChange(from.value, to.value);
  const [before, after] = [describeSide(from, at), describeSide(to, at)];
  const line = `${red(before)} → ${green(after)}`;
  // The line stands below path and service, eight columns in.
  if (before.length + after.length + 11 <= style.width && !changes?.reordered && !Array.isArray(to.value))
    return [line];
  if (changes === undefined) return [red(`- ${before}`), green(`+ ${after}`)];
  if (changes.reordered) return [`${from.label} → ${to.label}: another order`, `- ${before}`, `+ ${after}`];
  return [
    `${from.label} → ${to.label}:${from.remark === undefined ? '' : ` ${from.remark}`}`,
    ...changes.removed.map((text) => red(`- ${text}`)),
    ...changes.added.map((text) => green(`+ ${text}`)),
    ...(changes.unchanged === 0 ? [] : [style.colors.dim(`  ${changes.unchanged} unchanged`)]),
  ];
}

function describeSide({ label, value, remark }: Side, changedAt: number): string {
  const text = `${label} ${formatValue(value, changedAt)}`;
  return remark === undefined ? text : `${text} ${remark}`;
}
