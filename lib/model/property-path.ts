/** The key of a list's element, a set's member or a map's entry within a path, as the canonical trees spell it. */
export function elementKey(key: string): string {
  return `[${key}`;
}

/** True for a segment that {@link elementKey} made. */
export function isElementKey(segment: string): boolean {
  return segment.startsWith('[');
}

/** Joins segments to a property path: names by dots, keys in square brackets, a `]` in a key as `\]`. */
export function joinPath(segments: readonly string[]): string {
  let path = '';
  for (const segment of segments) {
    if (isElementKey(segment)) path += `[${segment.slice(1).replaceAll(']', '\\]')}]`;
    else path += path === '' ? segment : `.${segment}`;
  }
  return path;
}
