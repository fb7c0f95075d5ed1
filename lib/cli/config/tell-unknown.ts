import type { ConfigMap } from './config-node';
import type { ConfigProblems } from './config-problems';
import { nearestName } from './nearest-name';

/** Tells of every key that is not known, with the one that was probably meant. */
export function tellUnknown(
  { entries }: ConfigMap,
  known: readonly string[],
  where: string,
  problems: ConfigProblems,
): void {
  for (const [key, { at }] of entries) {
    if (known.includes(key)) continue;
    const near = nearestName(key, known);
    const advice = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
    problems.add(at, where, `there is no ${JSON.stringify(key)}: ${advice}`);
  }
}
