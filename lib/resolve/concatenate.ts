import { Ambiguous, isMap, NotDeployed, Unknown, type Value } from '../model/value';
import type { Place } from './evaluation';
import { fault } from './fault';
import { boundedDisplay, boundedIdentity } from './identity';
import { overAmbiguous } from './over-ambiguous';
import { withSecrecyOf } from './secrecy';
import { decisive } from './unresolved-call';

/** Characters that a string may grow to; CloudFormation's own limit for a whole template is 1 MB. */
export const LONGEST_STRING = 1024 * 1024;
const MOST_REASONS = 3;
/** Beyond so many pieces a string proves nothing that is worth keeping them. */
const MOST_PIECES = 1000;

/** Puts scalars together to one string, keeping the known pieces where some are unknown. `name` is the function's. */
export function concatenate(parts: readonly Value[], at: Place, name: string): Value {
  const wrong = parts.find((part) => Array.isArray(part) || isMap(part));
  if (wrong !== undefined) {
    return fault(at, `${name} puts strings together, but met ${Array.isArray(wrong) ? 'a list' : 'an object'}`);
  }
  return overAmbiguous(parts, (readings) => join(readings as readonly Value[], at)) ?? '';
}

function join(parts: readonly Value[], at: Place): Value {
  if (parts.reduce<number>((length, part) => length + lengthOf(part), 0) > LONGEST_STRING) {
    return withSecrecyOf(parts, tooLong(at));
  }
  const cause = decisive(parts);
  if (cause === undefined) return parts.map(String).join('');
  // Known empty strings around a lone unknown change nothing: it stays what it is.
  const telling = parts.filter((part) => part !== '');
  if (telling.length === 1) return cause;
  const text = telling.map(displayOf).join('');
  const display = boundedDisplay(text);
  // A reference may be put together from parts none of which is one.
  const sources = [...telling, text];
  if (cause instanceof NotDeployed) return withSecrecyOf(sources, new NotDeployed(display, cause.reason));
  const { fault: isFault } = cause;
  return withSecrecyOf(
    sources,
    new Unknown(reasonOf(telling, cause), display, identityOf(telling), piecesOf(telling), isFault),
  );
}

/** What a string is that would grow past all bounds. */
export function tooLong(at: Place): Unknown {
  return new Unknown(`${at.where}: the string is too long, over ${LONGEST_STRING} characters`, '${…}', at.where);
}

function lengthOf(part: Value): number {
  if (part instanceof Unknown) return (part.pieces ?? []).reduce((sum, piece) => sum + (piece?.length ?? 0), 0);
  return part instanceof NotDeployed ? 0 : String(part).length;
}

function displayOf(part: Value): string {
  return part instanceof Unknown || part instanceof NotDeployed ? part.display : String(part);
}

function reasonOf(parts: readonly Value[], cause: Unknown): string {
  if (cause.fault) return cause.reason;
  const reasons = new Set(parts.filter((part) => part instanceof Unknown).map(({ reason }) => reason));
  return [...reasons].slice(0, MOST_REASONS).join('; ');
}

/** Neighbouring known parts count as one, so that the same string has one identity however it was put together. */
function identityOf(parts: readonly Value[]): string {
  const tokens: string[] = [];
  let known = '';
  const flush = () => {
    if (known !== '') tokens.push(JSON.stringify(known));
    known = '';
  };
  for (const part of parts) {
    if (part instanceof Unknown) {
      flush();
      tokens.push(`?{${part.identity}}`);
    } else known += String(part);
  }
  flush();
  return boundedIdentity(tokens.join('+'));
}

function piecesOf(parts: readonly Value[]): (string | null)[] | undefined {
  const count = parts.reduce<number>((sum, part) => sum + ((part instanceof Unknown && part.pieces?.length) || 1), 0);
  if (count > MOST_PIECES) return undefined;
  const pieces: (string | null)[] = [];
  const add = (piece: string | null) => {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else if (piece !== '') pieces.push(piece);
  };
  for (const part of parts) {
    if (part instanceof Unknown) for (const piece of part.pieces ?? [null]) add(piece);
    else if (!(part instanceof NotDeployed || part instanceof Ambiguous)) add(String(part));
  }
  return pieces;
}
