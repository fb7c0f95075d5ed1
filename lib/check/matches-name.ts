/** So many combinations of its alternatives a glob may have; beyond them its braces are letters like others. */
const MOST_ALTERNATIVES = 1_000;

/** Expanded once: a run asks of every rule and every service. */
const expanded = new Map<string, readonly (readonly string[])[]>();

/**
 * True if a pattern is one of the names, or a glob that fits one of them: `*` and `?` stand for characters of a segment,
 * `**` for any number of whole segments, `{a,b}` for either. A regular expression would try all ways to share a name
 * out among the stars before it says no; this takes no longer than the length of the glob times that of the name.
 */
export function matchesName(pattern: string, names: readonly (string | undefined)[]): boolean {
  const known = names.filter((name) => name !== undefined);
  return known.includes(pattern) || known.some((name) => alternativesOf(pattern).some((glob) => isPath(glob, name)));
}

/** The globs without braces that a glob stands for, each by its segments. */
function alternativesOf(glob: string): readonly (readonly string[])[] {
  const found = expanded.get(glob) ?? expand(glob).map((alternative) => alternative.split('/'));
  expanded.set(glob, found);
  return found;
}

const INNERMOST_BRACES = /\{([^{}]*)\}/;

function expand(glob: string): string[] {
  const texts = [glob];
  const plain: string[] = [];
  // The list grows as it is walked.
  for (const text of texts) {
    const [braces, inside] = INNERMOST_BRACES.exec(text) ?? [];
    if (braces === undefined || inside === undefined) plain.push(text);
    else for (const alternative of inside.split(',')) texts.push(text.replace(braces, () => alternative));
    if (texts.length > MOST_ALTERNATIVES) return [glob];
  }
  return plain;
}

function isPath(glob: readonly string[], name: string): boolean {
  return fits(glob, name.split('/'), '**', (wanted, segment) => fits([...wanted], [...segment], '*', isCharacter));
}

function isCharacter(wanted: string, met: string): boolean {
  return wanted === '?' || wanted === met;
}

/**
 * Whether items fit a pattern in which a star stands for any number of them. Takes what stands between two stars as
 * early as it comes, which is never wrong.
 */
function fits(
  pattern: readonly string[],
  items: readonly string[],
  star: string,
  isOne: (wanted: string, met: string) => boolean,
): boolean {
  let [at, from] = [0, 0];
  let last: { readonly after: number; taken: number } | undefined;
  while (from < items.length) {
    const [wanted, met] = [pattern[at], items[from]];
    if (wanted === star) {
      at += 1;
      last = { after: at, taken: from };
    } else if (wanted !== undefined && met !== undefined && isOne(wanted, met)) {
      at += 1;
      from += 1;
    } else if (last !== undefined) {
      last.taken += 1;
      [at, from] = [last.after, last.taken];
    } else return false;
  }
  return pattern.slice(at).every((rest) => rest === star);
}
