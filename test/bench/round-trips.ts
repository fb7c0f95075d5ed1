/** How many calls had to wait for one another, by when they arrived: each came after the answer to the one before. */
export function roundTrips(arrivals: readonly number[], latency: number): number {
  let depth = 0;
  let answered = Number.NEGATIVE_INFINITY;
  for (const arrived of [...arrivals].sort((a, b) => a - b)) {
    if (arrived < answered) continue;
    depth += 1;
    answered = arrived + latency;
  }
  return depth;
}
