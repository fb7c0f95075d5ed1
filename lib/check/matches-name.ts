/** Compiled once: a run asks of every rule and every service. */
const globs = new Map<string, (name: string) => boolean>();

/** True where a pattern is one of the names, or a glob that one of them fits: as `*` in a shell, `**` across slashes. */
export function matchesName(pattern: string, names: readonly (string | undefined)[]): boolean {
  const known = names.filter((name) => name !== undefined);
  return known.includes(pattern) || known.some(globOf(pattern));
}

function globOf(pattern: string): (name: string) => boolean {
  const compiled = globs.get(pattern);
  if (compiled !== undefined) return compiled;
  const picomatch = require('picomatch') as typeof import('picomatch');
  const matcher = picomatch(pattern);
  const isPlain = !/[\\{}[\]()!+@|]|\*\*|^\.\//.test(pattern);
  const glob = (name: string): boolean => (!isPlain || mayMatch(pattern, name)) && matcher(name);
  globs.set(pattern, glob);
  return glob;
}

/**
 * Whether each segment of a name fits that of a glob of `*` and `?`, as it has to. The expression that stands for a
 * glob would try all ways to share a long name out among its stars before it says no.
 */
function mayMatch(pattern: string, name: string): boolean {
  const wanted = pattern.split('/');
  const segments = name.replace(/\/$/, '').split('/');
  if (wanted.at(-1) === '') wanted.pop();
  return wanted.length === segments.length && wanted.every((glob, index) => fits(glob, segments[index] ?? ''));
}

/** Takes what stands between stars as early as it comes, which is never wrong. */
function fits(glob: string, text: string): boolean {
  let [at, from] = [0, 0];
  let star: { readonly after: number; taken: number } | undefined;
  while (from < text.length) {
    if (glob[at] === '*') {
      at += 1;
      star = { after: at, taken: from };
    } else if (glob[at] === '?' || glob[at] === text[from]) {
      at += 1;
      from += 1;
    } else if (star !== undefined) {
      star.taken += 1;
      [at, from] = [star.after, star.taken];
    } else return false;
  }
  return /^\**$/.test(glob.slice(at));
}
