import type { ComparedService } from '../compare/compare-service';
import type { FieldRow, FieldTable, LivePlace } from '../model/field';
import { isDrift } from '../model/report';

/** Why places of a live service could not be read. */
export type WhyUnread = Readonly<Partial<Record<LivePlace, string>>>;

/**
 * What only an unread place shows is unresolved: nobody looked at it, whether the permission is missing or the read
 * failed. So is a difference that what lies there might explain.
 */
export function withoutUnread(compared: ComparedService, { rows }: FieldTable, why: WhyUnread): ComparedService {
  const reasons = reasonsByName(rows, why);
  if (reasons.size === 0) return compared;
  const reasonOf = (path = ''): string | undefined => reasons.get(nameIn(path));
  const isHidden = ({ kind, path }: ComparedService['notes'][number]): boolean =>
    kind === 'unverifiable' && reasonOf(path) !== undefined;
  const isDoubtful = (difference: ComparedService['differences'][number]): boolean =>
    isDrift(difference) && reasonOf(difference.path) !== undefined;
  const doubtful = [...compared.notes.filter(isHidden), ...compared.differences.filter(isDoubtful)];
  return {
    differences: compared.differences.filter((difference) => !isDoubtful(difference)),
    notes: compared.notes.filter((note) => !isHidden(note)),
    unresolved: [
      ...compared.unresolved,
      ...doubtful.map(({ path = '' }) => ({ path, side: 'live' as const, reason: reasonOf(path) ?? '' })),
    ],
  };
}

/** By the first name of the path: what lies in an unread place, and what something there may keep. */
function reasonsByName(rows: readonly FieldRow[], why: WhyUnread): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const { path, place } of rows) {
    const reason = place === undefined ? undefined : why[place];
    if (reason !== undefined) reasons.set(path, reason);
  }
  for (const { path, managed = [] } of rows) {
    for (const { between = [] } of managed) {
      const reason = between.map((property) => reasons.get(nameIn(property))).find((found) => found !== undefined);
      if (reason !== undefined) reasons.set(path, reason);
    }
  }
  return reasons;
}

function nameIn(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? '';
}
