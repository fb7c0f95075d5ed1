import { type Comparison, type Difference, isRolledBack, type ServiceReport } from '../../model/report';

const OUTSIDE = {
  ADD: 'added outside CloudFormation',
  REMOVE: 'removed outside CloudFormation',
  NOT_EQUAL: 'changed outside CloudFormation',
};
const IN_CODE = { ADD: 'added in the code', REMOVE: 'removed in the code', NOT_EQUAL: 'changed in the code' };

/** What happened to the live side: nobody knows of what was left in a list that the template empties. */
function describeOutside(difference: Difference, { notes }: Noted): string {
  if (isRolledBack(difference, notes)) return 'changed by ECS, which rolled the deployment back';
  return difference.leftover
    ? 'live is not what was deployed; CloudFormation may have left it'
    : OUTSIDE[difference.differenceType];
}

type Noted = Pick<ServiceReport, 'notes'>;

/** The cause of a difference of a service and what the next deploy does with it, in words. */
export function describeCause(difference: Difference, service: Noted, comparison?: Comparison): string {
  const outlook = describeOutlook(difference, comparison);
  const origin = describeOrigin(difference, service, comparison);
  return outlook === undefined ? origin : `${origin}; ${outlook}`;
}

/** The cause alone: what happened to the property. */
export function describeOrigin(difference: Difference, service: Noted, comparison?: Comparison): string {
  const { cause, differenceType } = difference;
  const live = describeOutside(difference, service);
  switch (cause) {
    case 'drift':
      // Without the deployed template nobody can tell whether the code or the service was changed.
      return comparison === 'two-way'
        ? 'drift: live is not what the code says (without the deployed template it may be a change not deployed yet)'
        : `drift: ${live}`;
    case 'conflict':
      return `conflict: ${live}, and ${inCode(difference)}`;
    case 'adopted':
      return `adopted: ${live}, and the code has caught up`;
    case 'pending':
      return `pending: ${IN_CODE[differenceType]}, not deployed yet`;
  }
}

function inCode({ onDeploy }: Difference): string {
  return onDeploy === 'kept' ? 'the code no longer declares it' : 'the code changes it to something else';
}

/** What the next deploy does with a difference, or with several alike; undefined if that is not known. */
export function describeOutlook(difference: Difference, comparison?: Comparison, many = false): string | undefined {
  switch (difference.cause) {
    case 'drift':
      return comparison === 'two-way' ? twoWayOutlook(difference, many) : driftOutlook(difference, many);
    case 'conflict':
      return conflictOutlook(difference);
    case 'adopted':
      return 'the next deploy keeps the live value';
    case 'pending':
      return pendingOutlook(difference, many);
  }
}

function driftOutlook({ declared, deployed, onDeploy, leftover }: Difference, many: boolean): string | undefined {
  const it = many ? 'them' : 'it';
  if (onDeploy === 'reverted') {
    if (leftover) return `the next deploy sends the empty list${many ? 's' : ''} again`;
    return deployed === undefined
      ? `the next deploy removes ${it} again`
      : `the next deploy sets the deployed value${many ? 's' : ''} again`;
  }
  if (onDeploy !== 'kept') return undefined;
  return declared
    ? `the next deploy leaves ${it} so, because nothing makes CloudFormation send ${many ? 'these properties' : 'this property'} again`
    : `the next deploy leaves ${it} so, because no template declares ${it}`;
}

function twoWayOutlook({ onDeploy }: Difference, many: boolean): string | undefined {
  if (onDeploy === 'kept') return `the next deploy leaves ${many ? 'them' : 'it'} so`;
  return onDeploy === 'reverted' ? 'the next deploy sets what the code says' : undefined;
}

function conflictOutlook({ synthesized, onDeploy }: Difference): string {
  if (onDeploy === 'kept') return 'the next deploy leaves the live value, only declaring the property changes it';
  return synthesized === undefined
    ? 'the next deploy removes it'
    : 'the next deploy overwrites the live value with the synthesized one';
}

function pendingOutlook({ onDeploy }: Difference, many: boolean): string | undefined {
  if (onDeploy !== 'kept') return undefined;
  return many
    ? 'the next deploy leaves the live values, only declaring the properties changes them'
    : 'the next deploy leaves the live value, only declaring the property changes it';
}
