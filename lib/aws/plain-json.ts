import { bareObject, type Json, type JsonObject } from '../model/json';

/** An answer of the SDK as JSON: dates as ISO 8601, nothing undefined or null, no prototypes. */
export function plainJson(value: unknown): Json | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (Array.isArray(value)) return value.map(plainJson).filter((item) => item !== undefined);
  return typeof value === 'object' && value !== null ? plainObject(value) : undefined;
}

/** An object of the SDK as a JSON object, as {@link plainJson} does it. */
export function plainObject(value: object, leaveOut: readonly string[] = []): JsonObject {
  const object: JsonObject = bareObject();
  for (const name of Object.keys(value)) {
    const json = leaveOut.includes(name) ? undefined : plainJson((value as Record<string, unknown>)[name]);
    if (json !== undefined) object[name] = json;
  }
  return object;
}
