import type { Cause, Comparison, Difference, ServiceReport } from '../../model/report';
import { describeCause, describeOrigin, describeOutlook } from './describe-cause';

/** The causes of a service's differences in words; what is true of all with one cause is said once. */
export interface Causes {
  describe(difference: Difference): string;
  /** `drift: the next deploy sets the deployed values again` */
  readonly shared: readonly string[];
}

type Findings = Pick<ServiceReport, 'differences' | 'notes'>;

/** Describes the causes of the differences that are shown together, under one service. */
export function describeCauses(service: Findings, comparison: Comparison | undefined): Causes {
  const outlooks = new Map<Cause, string>();
  for (const cause of ['drift', 'pending'] as const) {
    const outlook = sharedOutlook(
      service.differences.filter((difference) => difference.cause === cause),
      comparison,
    );
    if (outlook !== undefined) outlooks.set(cause, outlook);
  }
  return {
    describe: (difference) =>
      outlooks.has(difference.cause)
        ? describeOrigin(difference, service, comparison)
        : describeCause(difference, service, comparison),
    shared: [...outlooks].map(([cause, outlook]) => `${cause}: ${outlook}`),
  };
}

/** What the next deploy does with several differences, if it does the same with all. */
function sharedOutlook(differences: readonly Difference[], comparison: Comparison | undefined): string | undefined {
  const [first, ...others] = differences;
  if (first === undefined || others.length === 0) return undefined;
  const outlook = describeOutlook(first, comparison);
  if (others.some((other) => describeOutlook(other, comparison) !== outlook)) return undefined;
  return describeOutlook(first, comparison, true);
}
