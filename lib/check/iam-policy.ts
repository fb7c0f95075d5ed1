import { PERMISSIONS } from '../aws/permissions';
import { flag, vetMembers } from './vet-members';

/** An IAM policy for a check, with what its optional statements are for. */
export interface IamPolicy {
  readonly document: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly IamStatement[];
  };
  /** What each optional statement adds, by its Sid, in the order of the policy. */
  readonly additions: ReadonlyMap<string, string>;
}

export interface IamStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
}

/** What of the policy is asked for. */
export interface PolicyOptions {
  /** Only what no check can do without. */
  readonly requiredOnly?: boolean;
}

/** The least policy that a check needs; every action in it is a read. Throws a TypeError for a wrong option. */
export function iamPolicy(options: PolicyOptions = {}): IamPolicy {
  vetMembers(options, { requiredOnly: flag }, 'iamPolicy');
  const wanted = PERMISSIONS.filter(({ adds }) => options.requiredOnly !== true || adds === undefined);
  return {
    document: {
      Version: '2012-10-17',
      Statement: wanted.map(({ sid, actions, resource }) => ({
        Sid: sid,
        Effect: 'Allow',
        Action: actions,
        Resource: resource ?? '*',
      })),
    },
    additions: new Map(wanted.flatMap(({ sid, adds }) => (adds === undefined ? [] : [[sid, adds] as const]))),
  };
}
