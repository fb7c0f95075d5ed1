/** An IAM role's ARN. */
export const ROLE_ARN = /^arn:[^:]+:iam::[^:]*:role\/./;
