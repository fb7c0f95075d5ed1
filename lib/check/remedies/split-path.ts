import { elementKey } from '../../model/property-path';

/** The segments that were joined to a property path: names, and keys of elements with their `[` before them. */
export function splitPath(path: string): string[] {
  const segments: string[] = [];
  const pattern = /\[((?:[^\]\\]|\\\]|\\)*)\]|([^.[]+)/g;
  for (const [, key, name] of path.matchAll(pattern)) {
    segments.push(name ?? elementKey((key ?? '').replaceAll('\\]', ']')));
  }
  return segments;
}
