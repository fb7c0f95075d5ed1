/** A stack as CloudFormation knows it, as it was read; the template still as text. */
export interface DeployedStack {
  readonly stackId: string;
  readonly stackName: string;
  /** From the stack's id. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** `UPDATE_COMPLETE`, …: CloudFormation's StackStatus. */
  readonly status: string;
  readonly statusReason?: string;
  /** When it was last created or updated. */
  readonly lastUpdated?: Date;
  readonly parameters: ReadonlyMap<string, DeployedParameter>;
  readonly outputs: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly notificationArns: readonly string[];
  /** By logical id, deleted ones left out; undefined where the list could not be read. */
  readonly resources?: ReadonlyMap<string, DeployedResource>;
  /** The Processed template as text; undefined where it could not be read. */
  readonly templateText?: string;
  /** The reads that failed: the action and its reason in words. */
  readonly failures: readonly ReadFailure[];
  /** By logical id of the `AWS::CloudFormation::Stack`. */
  readonly nested: ReadonlyMap<string, DeployedStack>;
}

export interface DeployedParameter {
  readonly value: string;
  /** For SSM types: the parameter's value at the last deploy. */
  readonly resolvedValue?: string;
}

export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** CloudFormation's ResourceStatus. */
  readonly status: string;
  /** When its status last changed. */
  readonly lastUpdated?: Date;
}

/** A read that AWS refused or that failed for good. */
export interface ReadFailure {
  /** The IAM action: `cloudformation:GetTemplate`. */
  readonly action: string;
  /** True where the credentials lack the permission. */
  readonly denied: boolean;
  /** True where AWS answered that there is no such thing. */
  readonly absent?: true;
  /** One line for people with the API, what it was asked for and AWS's own words. */
  readonly reason: string;
}

/** Tells a failed read from what would have been read. */
export function isReadFailure(read: object): read is ReadFailure {
  return 'action' in read && 'denied' in read && 'reason' in read;
}
