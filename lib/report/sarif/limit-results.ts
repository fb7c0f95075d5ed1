import type { SarifResult } from './sarif-log';

/** The most results that GitHub accepts in one run; it refuses the whole file that has more. */
export const MOST_RESULTS = 25_000;

/** The worst results, in their order: errors before warnings before notes, what is suppressed last. */
export function limitResults(results: readonly SarifResult[], most = MOST_RESULTS): readonly SarifResult[] {
  if (results.length <= most) return results;
  const ranked = results.map((result, index) => ({ index, rank: rankOf(result) }));
  // Sorting keeps the order of equals.
  const kept = ranked.sort((a, b) => a.rank - b.rank).slice(0, most);
  return kept.sort((a, b) => a.index - b.index).flatMap(({ index }) => results[index] ?? []);
}

function rankOf({ level, suppressions = [] }: SarifResult): number {
  return suppressions.length > 0 ? 3 : { error: 0, warning: 1, note: 2 }[level];
}
