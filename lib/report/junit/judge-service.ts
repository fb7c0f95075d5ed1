import { type Comparison, isDrift, type Note, type ServiceReport } from '../../model/report';
import { serviceLines } from './plain-text';
import type { Outcome, TestCase } from './test-case';

/** A service as a test case; what has no influence on the outcome is its output. */
export function judgeService(service: ServiceReport, comparison: Comparison | undefined): TestCase {
  const { source, templateFile, notes, ignored } = service;
  const outcome = outcomeOf(service, comparison);
  const rest =
    outcome === undefined || outcome.text.length === 0
      ? service
      : { ...service, reason: undefined, differences: [], unresolved: [], notes: notes.filter(isAside) };
  const isSilent = rest.differences.length === 0 && rest.notes.length === 0 && ignored.length === 0;
  return {
    name: nameOf(service),
    outcome,
    file: source?.file ?? templateFile,
    line: source?.line,
    output: isSilent ? [] : serviceLines(rest, comparison),
  };
}

/** False for what explains a failure. */
function isAside({ kind }: Note): boolean {
  return kind !== 'rollback';
}

/** Unique within its stack. */
function nameOf({ nestedStackName, logicalId, constructPath }: ServiceReport): string {
  const name = nestedStackName === undefined ? logicalId : `${nestedStackName}/${logicalId}`;
  return constructPath === undefined ? name : `${name} (${constructPath})`;
}

function outcomeOf(service: ServiceReport, comparison: Comparison | undefined): Outcome | undefined {
  const { status: type, reason = 'no reason known', differences, unresolved, ignored } = service;
  const text = () =>
    serviceLines({ ...service, notes: service.notes.filter((note) => !isAside(note)), ignored: [] }, comparison);
  switch (type) {
    case 'DRIFTED':
      return { kind: 'failure', type, message: describeDrift(service), text: text() };
    case 'DELETED':
      return { kind: 'failure', type, message: reason, text: text() };
    case 'UNCHECKED':
      return { kind: 'error', type, message: describeUnchecked(service), text: text() };
    case 'NOT_DEPLOYED':
      return { kind: 'skipped', type, message: `nothing to compare, not deployed yet: ${reason}`, text: [] };
    case 'IN_SYNC':
      if (differences.length > 0 || unresolved.length > 0 || ignored.length === 0) return undefined;
      return { kind: 'skipped', type: 'IGNORED', message: describeIgnored(service), text: [] };
  }
}

/** The worst place and how many more there are: lists of failures show no more. */
function describeDrift({ differences }: ServiceReport): string {
  const [first, ...others] = differences.filter(isDrift);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `drift at ${first?.path}${more}`;
}

function describeUnchecked({ reason, unresolved }: ServiceReport): string {
  const [first] = unresolved;
  return reason ?? (first === undefined ? 'no reason known' : `${first.path} is unresolved: ${first.reason}`);
}

function describeIgnored({ ignored }: ServiceReport): string {
  return [...new Set(ignored.map(({ path, reason }) => `${path}: ${reason}`))].join('; ');
}
