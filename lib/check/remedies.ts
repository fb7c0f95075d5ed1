import { type Difference, isDrift, isRolledBack, type Remedy, type ServiceReport } from '../model/report';
import { CHECKED_TYPES } from './checked-types';
import { HiddenValues } from './hidden-values';
import type { FoundOutcome, Outcome } from './outcome';
import { adoptCode } from './remedies/adopt-code';
import type { RemedyContext, RemedyOptions } from './remedies/remedy-context';
import { restoreRemedy } from './remedies/restore-command';
import { tagChanges } from './remedies/tag-changes';

/**
 * Gives each drift of a service what can be done about it: the command that undoes it, the code that keeps it.
 * `stackPath` is the construct path of its root stack, if a deploy may take back all drift there.
 */
export function withRemedies(
  { service, found }: Outcome,
  reported: ServiceReport,
  options: RemedyOptions,
  stackPath: string | undefined,
): ServiceReport {
  if (service.kind !== 'check' || found === undefined || !reported.differences.some(isDrift)) return reported;
  const hidden = new HiddenValues(service);
  const isTold = ({ path }: Difference): boolean => options.showValues === true || !hidden.coversAll(path);
  const told = reported.differences.filter(isTold);
  const context: RemedyContext = {
    ...service,
    options,
    table: CHECKED_TYPES[service.identity.resourceType].table,
    removed: reported.notes.some(({ kind }) => kind === 'deleted-by-deploy'),
    notes: reported.notes,
    live: found.live,
    service: found.service,
    // A command for all tags that drifted must not write a mask into one of them.
    differences: told,
    untouched: untouchedPaths(reported, found),
    changedTags: tagChanges(told),
    deregistered: found.deregistered === true,
    // Without a construct path it is no CDK app's.
    stackPath:
      service.synthesized === undefined || service.identity.constructPath === undefined ? undefined : stackPath,
  };
  const differences = reported.differences.map((difference) => {
    const remedies = isDrift(difference) && isTold(difference) ? remediesOf(difference, context) : [];
    return remedies.length === 0 ? difference : { ...difference, remedies };
  });
  return { ...reported, differences };
}

/** False if a deploy that takes back all drift would also change what is not drift, or what has to stay as it runs. */
export function isRevertible({ found }: Outcome, reported: ServiceReport): boolean {
  const { differences, notes } = reported;
  if (differences.some((one) => one.cause !== 'drift' || isRolledBack(one, notes))) return false;
  return found === undefined || untouchedPaths(reported, found).length === 0;
}

function remediesOf(difference: Difference, context: RemedyContext): Remedy[] {
  const [restore, code] = [restoreRemedy(difference, context), adoptCode(difference, context)];
  return [
    ...(restore === undefined ? [] : [restore]),
    ...(code === undefined ? [] : [{ kind: 'adopt', code } as const]),
  ];
}

/** Where live and deployed values are to stay apart, also if nobody asked to see that. */
function untouchedPaths({ differences, ignored, notes }: ServiceReport, { compared }: FoundOutcome): string[] {
  const adopted = differences.filter(({ cause }) => cause === 'adopted').map(({ path }) => path);
  const kept = notes.flatMap(({ kind, path }) => (kind === 'managed' && path !== undefined ? [path] : []));
  const shown = new Set(differences.map(({ path }) => path));
  const hidden = compared.differences.map(({ path }) => path).filter((path) => !shown.has(path));
  return [...adopted, ...ignored.map(({ path }) => path), ...hidden, ...kept];
}
