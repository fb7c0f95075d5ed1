import { isDeepStrictEqual } from 'node:util';

/** A copy of a JSON document. Not structuredClone: what that makes under jest is no plain object to the code under test. */
export function clone<T>(json: T): T {
  return JSON.parse(JSON.stringify(json)) as T;
}

/** True for two JSON documents that say the same, whatever their prototypes are. */
export function sameJson(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(clone([left ?? null]), clone([right ?? null]));
}
