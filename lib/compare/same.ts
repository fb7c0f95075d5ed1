import type { Spelling } from '../model/field';
import { NotDeployed, type Scalar, Unknown } from '../model/value';
import { ANY, OUT } from './cell';
import type { Leaf, Options } from './leaf';
import type { Names } from './names';
import { sameSpelling, type Tri } from './spelling';

export interface SameRules {
  readonly spelling?: Spelling | undefined;
  readonly names?: Names | undefined;
  /** One of the two came through GetTemplate, which answers `?` for each character outside ASCII. */
  readonly questionMarks?: boolean;
}

/** Whether two leaves are equal: yes, no, or not to be told. A side that is out is equal to everything. */
export function same(a: Leaf, b: Leaf, rules: SameRules): Tri {
  if (a === ANY || b === ANY || a === OUT || b === OUT) return true;
  if (a instanceof NotDeployed || b instanceof NotDeployed) {
    return a instanceof NotDeployed && b instanceof NotDeployed && a.display === b.display;
  }
  if (a instanceof Unknown) return b instanceof Unknown ? sameUnknown(a, b) : maybe(a, b as Options, rules);
  if (b instanceof Unknown) return maybe(b, a as Options, rules);
  return sameOptions(a as Options, b as Options, rules);
}

function sameUnknown(a: Unknown, b: Unknown): Tri {
  return a.identity === b.identity ? true : undefined;
}

/** An unknown is proven different only where its known pieces fit none of the other's readings. */
function maybe(unknown: Unknown, options: Options, rules: SameRules): Tri {
  const { pieces, likely } = unknown;
  if (likely !== undefined && options.values.some((value) => sameScalar(likely, value, rules))) return true;
  if (pieces === undefined || rules.spelling !== undefined) return undefined;
  const texts = options.values.filter((value): value is Scalar => value !== undefined).map(String);
  if (texts.length < options.values.length) return undefined;
  return texts.some((text) => fits(pieces, text)) ? undefined : false;
}

/** Whether a text can be these pieces in order with anything where a piece is unknown. */
export function fits(pieces: readonly (string | null)[], text: string): boolean {
  const known = pieces.filter((piece): piece is string => piece !== null);
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  if (typeof first === 'string' && !text.startsWith(first)) return false;
  if (typeof last === 'string' && !text.endsWith(last)) return false;
  let from = 0;
  for (const piece of known) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}

function sameOptions(a: Options, b: Options, rules: SameRules): Tri {
  let result: Tri = false;
  for (const left of a.values) {
    for (const right of b.values) {
      const verdict = sameScalar(left, right, rules);
      if (verdict === true) return true;
      if (verdict === undefined) result = undefined;
    }
  }
  return result;
}

function sameScalar(a: Scalar | undefined, b: Scalar | undefined, rules: SameRules): Tri {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  if (rules.questionMarks && sameButQuestionMarks(a, b)) return true;
  return rules.spelling === undefined ? false : sameSpelling(a, b, rules.spelling, rules.names);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is what is meant
const NOT_ASCII = /[^\x00-\x7f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is what is meant
const LOST = /(?:\?|[^\x00-\x7f])+/g;

/** Whether two texts differ only where one has `?` for characters outside ASCII. */
export function sameButQuestionMarks(a: string, b: string): boolean {
  if (!(a.includes('?') && NOT_ASCII.test(b)) && !(b.includes('?') && NOT_ASCII.test(a))) return false;
  return a.replace(LOST, '?') === b.replace(LOST, '?');
}
