import { type Difference, isDrift, type Remedy, type ServiceReport } from '../model/report';
import { CHECKED_TYPES } from './checked-types';
import { HiddenValues } from './hidden-values';
import type { Outcome } from './outcome';
import { adoptCode } from './remedies/adopt-code';
import type { RemedyContext, RemedyOptions } from './remedies/remedy-context';
import { restoreCommand } from './remedies/restore-command';
import { tagChanges } from './remedies/tag-changes';

/**
 * Gives each drift of a service what can be done about it: the command that undoes it, the code that keeps it.
 * `stackPath` is the construct path of its root stack.
 */
export function withRemedies(
  { service, found }: Outcome,
  reported: ServiceReport,
  options: RemedyOptions,
  stackPath: string | undefined,
): ServiceReport {
  if (service.kind !== 'check' || found === undefined || !reported.differences.some(isDrift)) return reported;
  const context: RemedyContext = {
    ...service,
    options,
    table: CHECKED_TYPES[service.identity.resourceType].table,
    removed: reported.notes.some(({ kind }) => kind === 'deleted-by-deploy'),
    live: found.live,
    service: found.service,
    differences: reported.differences,
    untouched: untouchedPaths(reported),
    changedTags: tagChanges(reported.differences),
    deregistered: found.deregistered === true,
    // Without a construct path it is no CDK app's.
    stackPath:
      service.synthesized === undefined || service.identity.constructPath === undefined ? undefined : stackPath,
  };
  const hidden = new HiddenValues(service);
  const differences = reported.differences.map((difference) => {
    const told = isDrift(difference) && (options.showValues === true || !hidden.coversAll(difference.path));
    const remedies = told ? remediesOf(difference, context) : [];
    return remedies.length === 0 ? difference : { ...difference, remedies };
  });
  return { ...reported, differences };
}

function remediesOf(difference: Difference, context: RemedyContext): Remedy[] {
  const [command, code] = [restoreCommand(difference, context), adoptCode(difference, context)];
  return [
    ...(command === undefined ? [] : [{ kind: 'restore', command } as const]),
    ...(code === undefined ? [] : [{ kind: 'adopt', code } as const]),
  ];
}

/** Where live and deployed values are to stay apart. */
function untouchedPaths({ differences, ignored, notes }: ServiceReport): string[] {
  const adopted = differences.filter(({ cause }) => cause === 'adopted').map(({ path }) => path);
  const kept = notes.flatMap(({ kind, path }) => (kind === 'managed' && path !== undefined ? [path] : []));
  return [...adopted, ...ignored.map(({ path }) => path), ...kept];
}
