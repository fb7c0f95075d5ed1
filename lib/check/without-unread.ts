import type { ComparedService, ServiceSides } from '../compare/compare-service';
import type { FieldRow, FieldTable, LivePlace } from '../model/field';
import { isDrift } from '../model/report';

/** Why places of a live service could not be read. */
export type WhyUnread = Readonly<Partial<Record<LivePlace, string>>>;

/** The places of a live service, as far as they were read. */
type LiveParts = Partial<ServiceSides['live']>;

/**
 * What only an unread place shows is unresolved: nobody looked at it, whether the permission is missing or the read
 * failed. So is a difference that what lies there might explain; one that a place shows of which a part was read (a band
 * without its schedule) is doubtful at that place alone.
 */
export function withoutUnread(
  compared: ComparedService,
  { rows }: FieldTable,
  why: WhyUnread,
  live: LiveParts = {},
  /** Places that are looked at though no template declares what they show. */
  sought: ReadonlySet<LivePlace> = NO_PLACES,
): ComparedService {
  if (Object.keys(why).length === 0) return compared;
  const reasons = reasonsByName(rows, why, live);
  const reasonOf = (path: string): string | undefined => reasons.get(nameIn(path));
  const isDoubtful = (difference: ComparedService['differences'][number]): boolean =>
    isDrift(difference) && reasonOf(difference.path) !== undefined;
  const known = new Set(compared.unresolved.map(({ path }) => path));
  const places = new Map(rows.map(({ path, place = 'service' }) => [path, place]));
  const isWhollyUnread = (path: string): boolean =>
    !known.has(path) && reasonOf(path) !== undefined && live[places.get(path) ?? 'service'] === undefined;
  return {
    differences: compared.differences.filter((difference) => !isDoubtful(difference)),
    notes: compared.notes,
    unresolved: [
      // That the read failed says more than that the answer does not have it.
      ...compared.unresolved.map((entry) =>
        entry.side === 'live' ? { ...entry, reason: reasonOf(entry.path) ?? entry.reason } : entry,
      ),
      ...compared.differences.filter(isDoubtful).map(({ path, declared }) => ({
        path,
        side: 'live' as const,
        reason: reasonOf(path) ?? '',
        ...(!declared && { undeclared: true as const }),
      })),
      ...rows
        .filter(({ path, place }) => place !== undefined && sought.has(place) && isWhollyUnread(path))
        .map(({ path }) => ({ path, side: 'live' as const, reason: reasonOf(path) ?? '', undeclared: true as const })),
    ],
  };
}

const NO_PLACES: ReadonlySet<LivePlace> = new Set();

/** By the first name of the path: what lies in an unread place, and what something there may keep. */
function reasonsByName(rows: readonly FieldRow[], why: WhyUnread, live: LiveParts): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  const whole = new Map<string, string>();
  for (const { path, place } of rows) {
    if (place === undefined) continue;
    const reason = why[place];
    if (reason === undefined) continue;
    reasons.set(path, reason);
    if (live[place] === undefined) whole.set(path, reason);
  }
  for (const { path, managed = [] } of rows) {
    for (const { between = [] } of managed) {
      const reason = between.map((property) => whole.get(nameIn(property))).find((found) => found !== undefined);
      if (reason !== undefined) reasons.set(path, reason);
    }
  }
  return reasons;
}

function nameIn(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? '';
}
