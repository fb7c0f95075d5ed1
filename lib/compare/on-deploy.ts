import type { Cause, OnDeploy } from '../model/report';
import { Unknown } from '../model/value';
import type { Finding } from './find-differences';
import type { Tri } from './spelling';
import type { Walk } from './walk';

/** What is known of the next deploy, undefined where nobody can tell. */
export interface NextDeploy {
  /** Whether CloudFormation finds a change in the template of the resource that the finding belongs to. */
  readonly changed: Tri;
  /** Whether it replaces the service by a new one. */
  readonly replaced: Tri;
  /** Whether another property, which the code declares, takes the place of the finding's. */
  readonly displaced: Tri;
}

/** What the next deploy does with a difference; undefined where there is nothing to say or nobody can tell. */
export function onDeploy(finding: Finding, next: NextDeploy): OnDeploy | undefined {
  const anew = MADE_ANEW[finding.difference.cause];
  if (next.replaced) return anew;
  const updated = inUpdate(finding, next);
  return next.replaced === false || updated === anew ? updated : undefined;
}

/** A new service is made of the code alone. */
const MADE_ANEW: Readonly<Record<Cause, OnDeploy | undefined>> = {
  drift: 'reverted',
  conflict: 'overwritten',
  pending: undefined,
  adopted: undefined,
};

function inUpdate({ difference, mark }: Finding, { changed, displaced }: NextDeploy): OnDeploy | undefined {
  const { cause, declared } = difference;
  const isOmitted = mark.omitted?.row.omission === 'kept';
  if (cause === 'adopted' || (displaced === undefined && (isOmitted || !declared))) return undefined;
  const keepsRunning = isOmitted && !displaced;
  if (cause === 'conflict') return keepsRunning ? 'kept' : 'overwritten';
  if (cause === 'pending') return keepsRunning ? 'kept' : undefined;
  if (!(declared || displaced) || keepsRunning || changed === false) return 'kept';
  return changed ? 'reverted' : undefined;
}

/** Whether the code declares the property that takes the place of this one. */
export function isDisplaced({ tree, roots }: Walk, { segments: [name = ''] }: Finding): Tri {
  const other = tree.members.get(name)?.row.displacedBy;
  const declared = other === undefined ? undefined : roots.synthesized[other];
  if (declared instanceof Unknown) return undefined;
  return Array.isArray(declared) ? declared.length > 0 : declared !== undefined;
}
