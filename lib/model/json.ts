/** A JSON value, as a template or an answer of AWS holds it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. Names in it are untrusted (`__proto__`, `constructor`): read members with {@link member}. */
export type JsonObject = { [key: string]: Json };

/** True for a plain object: neither null, nor a list, nor an instance of a class of ours. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The object's own member, never one that it inherits; undefined where it has none. */
export function member<T>(object: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An object without a prototype, so that any name can be a key. */
export function bareObject<T>(): { [key: string]: T } {
  return Object.create(null) as { [key: string]: T };
}
