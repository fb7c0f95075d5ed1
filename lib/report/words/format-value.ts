import { isObject, type Json } from '../../model/json';
import { escapeText } from '../escape';

/** Longest text of one value; beyond it, only the part around the first change is shown. */
const LIMIT = 1000;
const LEAD = 60;

/** A value on one line, harmless to a terminal; a string stands bare where nothing else could be meant. */
export function formatValue(value: Json | undefined, changedAt = 0): string {
  if (value === undefined) return '(none)';
  if (typeof value === 'string') return excerpt(isPlain(value) ? value : escapeText(JSON.stringify(value)), changedAt);
  return excerpt(escapeText(toSpacedJson(value)), changedAt);
}

/** Where two texts first differ, so that a long value can be cut there. */
export function firstChange(left: Json | undefined, right: Json | undefined): number {
  const [a, b] = [formatText(left), formatText(right)];
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  return index;
}

function formatText(value: Json | undefined): string {
  return typeof value === 'string' ? value : toSpacedJson(value ?? null);
}

/** False for what would read as a number, a list, a quoted text, … or holds characters that are escaped. */
function isPlain(text: string): boolean {
  if (text === '' || text !== text.trim() || !Number.isNaN(Number(text))) return false;
  return !/^["'{[(]|^(?:true|false|null)$|→/.test(text) && escapeText(text) === text;
}

function excerpt(text: string, changedAt: number): string {
  if (text.length <= LIMIT) return text;
  const start = Math.min(Math.max(0, changedAt - LEAD), text.length - LIMIT);
  const end = start + LIMIT;
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  return `${before}${text.slice(start, end)}${after} (${text.length} characters)`;
}

/** JSON on one line with a space after each colon and comma. */
function toSpacedJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(toSpacedJson).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${toSpacedJson(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
