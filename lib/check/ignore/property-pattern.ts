/**
 * A property path with `*` for anything within a segment, which covers that path and all that lies below. Patterns are
 * matched in one pass over the path and not by a regular expression, which many a `*` would send backtracking.
 */
export class PropertyPattern {
  private readonly whole: readonly Token[];
  private readonly first: readonly Token[];

  constructor(pattern: string) {
    this.whole = tokensOf(pattern);
    this.first = tokensOf(topOf(pattern));
  }

  covers(path: string): boolean {
    return matches(this.whole, path, (next) => next === undefined || next.text === '.' || next.text === '[');
  }

  /** Whether it may cover something at or below the property of the first level that a path begins with. */
  touches(path: string): boolean {
    return matches(this.first, topOf(path), (next) => next === undefined);
  }
}

/** A character, or within a key a backslash with what follows it. */
interface Token {
  readonly text: string;
  readonly inKey: boolean;
}

/** `LoadBalancers` of `LoadBalancers[web:80].TargetGroupArn` */
function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let inKey = false;
  for (let index = 0; index < text.length; index += 1) {
    const length = inKey && text.charAt(index) === '\\' ? 2 : 1;
    const token = text.slice(index, index + length);
    tokens.push({ text: token, inKey });
    if (token === '[') inKey = true;
    if (token === ']') inKey = false;
    index += length - 1;
  }
  return tokens;
}

/** Whether the pattern fits a beginning of the path after which `ends` holds. Follows all its positions at once. */
function matches(pattern: readonly Token[], path: string, ends: (next: Token | undefined) => boolean): boolean {
  const last = pattern.length;
  let reached = withStars(pattern, [0]);
  for (const token of [...tokensOf(path), undefined]) {
    if (reached.includes(last) && ends(token)) return true;
    if (token === undefined || reached.length === 0) return false;
    reached = withStars(
      pattern,
      reached.flatMap((position) => advance(pattern, position, token)),
    );
  }
  return false;
}

/** The position after one token of the path: a star stays where it is as long as its segment or key goes on. */
function advance(pattern: readonly Token[], position: number, token: Token): number[] {
  const wanted = pattern[position];
  if (wanted === undefined) return [];
  if (wanted.text !== '*') return wanted.text === token.text ? [position + 1] : [];
  const goesOn = wanted.inKey ? token.text !== ']' : token.text !== '.' && token.text !== '[';
  return goesOn ? [position] : [];
}

/** The positions, and those after the stars that they stand at, which may be for nothing. */
function withStars(pattern: readonly Token[], positions: readonly number[]): number[] {
  const found = new Set(positions);
  for (const position of found) if (pattern[position]?.text === '*') found.add(position + 1);
  return [...found];
}
