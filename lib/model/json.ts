/** A JSON value, as a template or an answer of AWS holds it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. Names in it are untrusted (`__proto__`, `constructor`): read members with {@link member}. */
export type JsonObject = { [key: string]: Json };

/** True for a plain object: neither null, nor a list, nor an instance of a class of ours. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || prototype === NOTHING;
}

/** The object's own member, never one that it inherits; undefined where it has none. */
export function member<T>(object: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** What bare objects inherit. */
const NOTHING: object = Object.freeze(Object.create(null));

// An object that Object.create(null) gives is a hash table, larger and slower than one that a constructor gives.
const Bare = function Bare() {} as unknown as { new (): object; prototype: object };
Bare.prototype = NOTHING;

/** An object that inherits nothing, so that any name can be a key: `__proto__` is one like others. */
export function bareObject<T>(): { [key: string]: T } {
  return new Bare() as { [key: string]: T };
}

/** Whether maps and lists are nested in more levels than that. Goes level by level, since recursion has an end. */
export function isDeeperThan(document: unknown, levels: number): boolean {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}
