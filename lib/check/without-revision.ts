import type { ComparedService } from '../compare/compare-service';
import type { FieldTable } from '../model/field';

/**
 * What only a service revision shows is unverifiable where the permission for it is missing, which is somebody's
 * choice; where the read failed (the reason is given), it is unresolved: nobody looked at it.
 */
export function withoutRevision(
  compared: ComparedService,
  { rows }: FieldTable,
  reason: string | undefined,
): ComparedService {
  if (reason === undefined) return compared;
  const ofRevision = new Set(rows.filter(({ place }) => place === 'revision').map(({ path }) => path));
  const isHidden = ({ kind, path = '' }: ComparedService['notes'][number]): boolean =>
    kind === 'unverifiable' && ofRevision.has(path.split(/[.[]/, 1)[0] ?? '');
  const hidden = compared.notes.filter(isHidden).map(({ path = '' }) => ({ path, side: 'live' as const, reason }));
  return {
    ...compared,
    notes: compared.notes.filter((note) => !isHidden(note)),
    unresolved: [...compared.unresolved, ...hidden],
  };
}
