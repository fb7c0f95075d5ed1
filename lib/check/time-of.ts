import type { Json } from '../model/json';

/** A time in an answer of ECS, which is in seconds since 1970, in ISO 8601; undefined where there is none. */
export function timeOf(seconds: Json | undefined): string | undefined {
  if (typeof seconds !== 'number') return undefined;
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
