import { type Comparison, type Difference, isRolledBack, type Note, type Remedy } from '../model/report';
import { plainLines, plainText, plainValue } from './plain-text';

const CHANGED = { ADD: 'added', REMOVE: 'removed', NOT_EQUAL: 'changed' };

/** A drifted property in one sentence: what it was and is, and what the next deploy does with it. */
export function describeDifference(
  difference: Difference,
  notes: readonly Note[],
  comparison: Comparison | undefined,
): string {
  const { path, synthesized, deployed, live } = difference;
  const before = comparison === 'two-way' ? synthesized : deployed;
  const side = comparison === 'two-way' ? 'synthesized' : 'deployed';
  const values = `${plainValue(before)} (${side}) → ${plainValue(live)} (live)`;
  const how = comparison === 'two-way' ? 'live is not what the code says' : describeOutside(difference, notes);
  return `${plainText(path)}: ${values}, ${how}${describeDeploy(difference)}`;
}

function describeOutside(difference: Difference, notes: readonly Note[]): string {
  if (isRolledBack(difference, notes)) return 'changed by ECS, which rolled the deployment back';
  return difference.leftover
    ? 'live is not what was deployed; CloudFormation may have left it'
    : `${CHANGED[difference.differenceType]} outside CloudFormation`;
}

function describeDeploy({ cause, onDeploy, declared, synthesized }: Difference): string {
  const code = `the code says ${plainValue(synthesized)}`;
  switch (onDeploy) {
    case 'kept':
      return `; the next deploy leaves it so${declared ? '' : ', because no template declares it'}`;
    case 'reverted':
      return '; the next deploy sets it back';
    case 'overwritten':
      return `; ${code}, and the next deploy overwrites it`;
    default:
      return cause === 'conflict' ? `; ${code}` : '';
  }
}

/** What can be done about it, one remedy a line; undefined where the report has none. */
export function describeRemedies(remedies: readonly Remedy[] | undefined): string | undefined {
  if (remedies === undefined || remedies.length === 0) return undefined;
  const lines = remedies.map((remedy) =>
    remedy.kind === 'restore'
      ? `set the deployed value again: ${remedy.command}`
      : `keep it in the code: ${remedy.code}`,
  );
  return plainLines(lines.join('\n'));
}
