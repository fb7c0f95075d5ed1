/** The name of AWS's error or the code of the network's: `ValidationError`, `ECONNREFUSED`. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = (error as { code?: unknown }).code;
  // AWS's errors have a fault (whose it is); what came out of the network has a code of Node's.
  return typeof code === 'string' && !('$fault' in error) ? code : error.name;
}

/** The HTTP status of the answer; undefined where none came. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

/** True for a connection that was cut, where its error says so in words alone: Node's of an answer, the proxy's. */
export function isCut(error: unknown): boolean {
  return (
    error instanceof Error &&
    /\bError: aborted\b|\b(ECONNRESET|EPIPE)\b|^aborted\b|^Proxy connection ended\b/.test(error.message)
  );
}

/** True for a body that is no answer of AWS. What the parser says of it quotes it, so it is not to be shown. */
export function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'SyntaxError' || (NAMELESS.has(nameOf(error)) && cameWithAnswer(error));
}

/** The SDK leaves the answer, or its status, on what it throws about one. */
function cameWithAnswer(error: Error): boolean {
  return statusOf(error) !== undefined || '$response' in error;
}

/** What the SDK calls an error, or its own failing, where the answer names none. */
export const NAMELESS: ReadonlySet<string> = new Set([
  '',
  'Error',
  'RangeError',
  'TypeError',
  'Unknown',
  'UnknownError',
]);
