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
  const glob = (name: string): boolean => matcher(name);
  globs.set(pattern, glob);
  return glob;
}
