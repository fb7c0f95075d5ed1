import { createHash } from 'node:crypto';
import { type ServiceReport, type StackReport, withoutHashes } from '../../model/report';

/** Tells a finding from all others, and stays the same while the finding does: no value, line or position in it. */
export interface Identity {
  readonly of: Pick<StackReport, 'stackName' | 'account' | 'region'> &
    Partial<Pick<ServiceReport, 'nestedStackName' | 'logicalId'>>;
  /** The cause of a difference, else the word for the finding. */
  readonly kind: string;
  /** The property's path, or what else there is to tell it by. */
  readonly path?: string;
}

/**
 * The same digits twice: GitHub reads only `primaryLocationLineHash`, and would else count the findings of one source
 * line in their order.
 */
export function fingerprintsOf({ of, kind, path }: Identity): { readonly [algorithm: string]: string } {
  const stable = path === undefined ? undefined : withoutHashes(path);
  const parts = [of.stackName, of.account, of.region, of.nestedStackName, of.logicalId, stable, kind];
  const text = JSON.stringify(parts.map((part) => part ?? ''));
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { primaryLocationLineHash: digits, 'ecsDriftFinding/v1': digits };
}
