import { bareObject, type Json, type JsonObject } from '../model/json';

/** Levels of an answer that are followed, more than the comparison follows: AWS answers with a dozen. */
const DEEPEST = 300;

/**
 * An answer as JSON: dates as ISO 8601, no member undefined or null, no prototypes, and `…` for what is nested too deep.
 * A list keeps its nulls, and a number that JSON does not know is a text: neither is what it should be.
 */
export function plainJson(value: unknown, levels = DEEPEST): Json | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (levels === 0) return '…';
  return Array.isArray(value) ? plainList(value, levels) : plainObject(value, [], levels);
}

/** An object of an answer as {@link plainJson} does it, without the members to leave out. */
export function plainObject(value: object, leaveOut: readonly string[] = [], levels = DEEPEST): JsonObject {
  const object: JsonObject = bareObject();
  for (const name of Object.keys(value)) {
    if (leaveOut.includes(name)) continue;
    const json = plainJson((value as Record<string, unknown>)[name], levels - 1);
    if (json !== undefined) object[name] = json;
  }
  return object;
}

function plainList(items: readonly unknown[], levels: number): Json[] {
  return items.map((item) => plainJson(item, levels - 1) ?? null);
}
