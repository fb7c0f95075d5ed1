import { bareObject, isObject, type Json, type JsonObject, member } from '../../model/json';
import { escapeText } from '../escape';
import { firstChange, formatValue } from '../words/format-value';
import { listChanges } from '../words/list-changes';

/** One element of a value, and whether the other value has it, too. */
export interface Line {
  readonly text: string;
  readonly changed: boolean;
}

/** Two values, element by element where both are lists or maps. */
export interface ChangedLines {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
  /** The same elements in another order. */
  readonly reordered: boolean;
}

/** Which elements of two values went and came; a value that is not there has none. */
export function changedLines(before: Json | undefined, after: Json | undefined): ChangedLines {
  const { before: left, after: right, reordered } = compareElements(before, after);
  return { before: orWhole(left, before), after: orWhole(right, after), reordered };
}

/** The elements of one value. */
export function plainLines(value: Json): Line[] {
  return changedLines(value, value).before.map(({ text }) => ({ text, changed: false }));
}

function compareElements(before: Json | undefined, after: Json | undefined): ChangedLines {
  // A whole list or map came or went: each of its elements did.
  const [left, right] = [before ?? emptyLike(after), after ?? emptyLike(before)];
  if (Array.isArray(left) && Array.isArray(right)) return compareLists(left, right);
  if (isObject(left) && isObject(right)) return compareMaps(left as JsonObject, right as JsonObject);
  const at = before === undefined || after === undefined ? 0 : firstChange(before, after);
  return { before: wholeLine(before, at), after: wholeLine(after, at), reordered: false };
}

function emptyLike(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return [];
  return isObject(value) ? {} : undefined;
}

function wholeLine(value: Json | undefined, changedAt: number): Line[] {
  return value === undefined ? [] : [{ text: formatValue(value, changedAt), changed: true }];
}

/** An empty list is a value, too. */
function orWhole(lines: readonly Line[], value: Json | undefined): readonly Line[] {
  return lines.length === 0 ? wholeLine(value, 0) : lines;
}

function compareLists(before: readonly Json[], after: readonly Json[]): ChangedLines {
  const changes = listChanges([...before], [...after]);
  return {
    before: markLines(before, changes?.removed ?? []),
    after: markLines(after, changes?.added ?? []),
    reordered: before.length > 1 && changes?.reordered === true,
  };
}

function markLines(items: readonly Json[], changed: readonly string[]): Line[] {
  const left = [...changed];
  return items.map((item) => {
    const text = formatValue(item);
    const at = left.indexOf(text);
    if (at !== -1) left.splice(at, 1);
    return { text, changed: at !== -1 };
  });
}

/** Member by member, so that each keeps its place among those that did not change. */
function compareMaps(before: JsonObject, after: JsonObject): ChangedLines {
  return {
    before: Object.keys(before).map((key) => {
      const changes = listChanges(memberAlone(before, key), memberAlone(after, key));
      return lineOf(before, key, changes?.removed[0]);
    }),
    after: Object.keys(after).map((key) => {
      const changes = listChanges(memberAlone(before, key), memberAlone(after, key));
      return lineOf(after, key, changes?.added[0]);
    }),
    reordered: false,
  };
}

function lineOf(object: JsonObject, key: string, changedText: string | undefined): Line {
  if (changedText !== undefined) return { text: changedText, changed: true };
  return { text: `${escapeText(key)}: ${formatValue(member(object, key))}`, changed: false };
}

function memberAlone(object: JsonObject, key: string): JsonObject {
  const alone = bareObject<Json>();
  const value = member(object, key);
  if (value !== undefined) alone[key] = value;
  return alone;
}
