import type { Unresolved } from '../../model/report';

/** Values of one side that are not known for one reason: a missing permission would else repeat itself. */
export interface UnresolvedGroup {
  /** `synthesized and deployed values not known` */
  readonly what: string;
  readonly reason: string;
  /** At least one. */
  readonly paths: readonly string[];
}

/** Unresolved values, those of one side and reason together, in the order of the first of each. */
export function groupUnresolved(entries: readonly Unresolved[]): UnresolvedGroup[] {
  const groups = new Map<string, UnresolvedGroup & { readonly paths: string[] }>();
  for (const entry of entries) {
    const key = `${entry.side} ${entry.reason}`;
    const group = groups.get(key);
    if (group === undefined)
      groups.set(key, { what: describeUnknown(entry), reason: entry.reason, paths: [entry.path] });
    else group.paths.push(entry.path);
  }
  return [...groups.values()];
}

/** Which values of a property are not known: `live value not known`. */
export function describeUnknown({ side }: Pick<Unresolved, 'side'>): string {
  return `${side === 'both' ? 'synthesized and deployed values' : `${side} value`} not known`;
}
