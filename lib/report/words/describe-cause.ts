import type { Comparison, Difference } from '../../model/report';

const OUTSIDE = {
  ADD: 'added outside CloudFormation',
  REMOVE: 'removed outside CloudFormation',
  NOT_EQUAL: 'changed outside CloudFormation',
};
const IN_CODE = { ADD: 'added in the code', REMOVE: 'removed in the code', NOT_EQUAL: 'changed in the code' };

/** What happened to the live side: nobody knows of what was left in a list that the template empties. */
export function describeOutside({ differenceType, leftover }: Difference): string {
  return leftover ? 'live is not what was deployed; CloudFormation may have left it' : OUTSIDE[differenceType];
}

/** The cause of a difference and what the next deploy does with it, in words. */
export function describeCause(difference: Difference, comparison?: Comparison): string {
  switch (difference.cause) {
    case 'drift':
      return comparison === 'two-way' ? describeTwoWay(difference) : describeDrift(difference);
    case 'conflict':
      return `conflict: ${describeOutside(difference)}, and ${inCode(difference)}; ${describeOverwrite(difference)}`;
    case 'adopted':
      return `adopted: ${describeOutside(difference)}, and the code has caught up; the next deploy keeps the live value`;
    case 'pending':
      return describePending(difference);
  }
}

function describeDrift(difference: Difference): string {
  const { declared, deployed, onDeploy, leftover } = difference;
  const what = `drift: ${describeOutside(difference)}`;
  if (onDeploy === 'reverted') {
    if (leftover) return `${what}; the next deploy sends the empty list again`;
    return deployed === undefined
      ? `${what}; the next deploy removes it again`
      : `${what}; the next deploy sets the deployed value again`;
  }
  if (onDeploy !== 'kept') return what;
  return declared
    ? `${what}; the next deploy leaves it so, because nothing makes CloudFormation send this property again`
    : `${what}; the next deploy leaves it so, because no template declares it`;
}

/** Without the deployed template nobody can tell whether the code or the service was changed. */
function describeTwoWay({ onDeploy }: Difference): string {
  const what =
    'drift: live is not what the code says (without the deployed template it may be a change not deployed yet)';
  if (onDeploy === 'kept') return `${what}; the next deploy leaves it so`;
  return onDeploy === 'reverted' ? `${what}; the next deploy sets what the code says` : what;
}

function inCode({ onDeploy }: Difference): string {
  return onDeploy === 'kept' ? 'the code no longer declares it' : 'the code changes it to something else';
}

function describeOverwrite({ synthesized, onDeploy }: Difference): string {
  if (onDeploy === 'kept') return 'the next deploy leaves the live value, only declaring the property changes it';
  return synthesized === undefined
    ? 'the next deploy removes it'
    : 'the next deploy overwrites the live value with the synthesized one';
}

function describePending({ differenceType, onDeploy }: Difference): string {
  const what = `pending: ${IN_CODE[differenceType]}, not deployed yet`;
  return onDeploy === 'kept'
    ? `${what}; the next deploy leaves the live value, only declaring the property changes it`
    : what;
}
