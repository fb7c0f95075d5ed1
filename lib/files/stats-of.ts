import { type Stats, statSync } from 'node:fs';

/** Of what a path leads to; undefined if nothing is there, or it cannot be followed: whoever opens it says why. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
