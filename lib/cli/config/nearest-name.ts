/** The name that was probably meant: letter case, hyphens and a wrong letter or two do not count. */
export function nearestName(met: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: distance(plain(met), plain(name)) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(plain(name).length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}

/** A key may be as long as its file. */
const LONGEST = 50;

function plain(name: string): string {
  return name.slice(0, LONGEST).toLowerCase().replace(/[-_ ]/g, '');
}

/** How many letters to put in, take out or change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = [...other, ''].map((_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, expected] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === expected ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
