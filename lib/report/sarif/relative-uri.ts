/** Absolute on any system, or with a scheme: `/app/x.ts`, `\\share\x.ts`, `C:\app\x.ts`, `node:internal/x`. */
const OUTSIDE = /^(?:[/\\]|[a-z][a-z0-9+.-]*:)/i;

/**
 * A path below the working directory as a URI reference, each segment percent-encoded; undefined for a path that is
 * absolute or leads out, because GitHub refuses what lies outside the repository.
 */
export function relativeUri(path: string): string | undefined {
  if (OUTSIDE.test(path)) return undefined;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '' && segment !== '.' && segment !== '..') segments.push(segment);
  }
  return segments.length === 0 ? undefined : segments.map(encodeSegment).join('/');
}

/** Half of a surrogate pair has no bytes that could be encoded. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'));
}
