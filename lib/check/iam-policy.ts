import { PERMISSIONS } from '../aws/permissions';

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

/** The least policy that a check needs; every action in it is a read. */
export function iamPolicy(options: { readonly requiredOnly?: boolean } = {}): IamPolicy {
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
