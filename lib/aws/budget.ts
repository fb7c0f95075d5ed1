/** How often AWS lets an operation be called, per account and region. */
export interface Budget {
  /** Operations with the same name of theirs share it. */
  readonly name: string;
  /** So many at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Amazon ECS API Reference, "Request throttling for the Amazon ECS API": service read actions a bucket of 100, cluster
 * read actions one of 50, each filled by 20 in a second.
 */
const SERVICE_READ: Budget = { name: 'ecs service read', burst: 100, perSecond: 20 };
const ECS_READ = { burst: 50, perSecond: 20 };

const ECS: ReadonlyMap<string, Budget> = new Map([
  ['DescribeServices', SERVICE_READ],
  ['ListServices', SERVICE_READ],
]);

/**
 * CloudFormation and the others publish none, and what users report of throttling names no number. The CDK CLI reads the
 * templates of an account with 20 requests in flight and no pause (aws-cdk-cli, pull request 927): a burst that a
 * hundred stacks need passes; below that a rate that one account's other tools leave room for. What is too fast
 * nevertheless slows the pace down.
 */
const UNPUBLISHED = { burst: 100, perSecond: 10 };

/** The budget that an operation draws on. Each operation has its own, but for those that AWS counts together. */
export function budgetOf(service: string, operation: string): Budget {
  const name = `${service} ${operation}`;
  if (service === 'ecs') return ECS.get(operation) ?? { name, ...ECS_READ };
  return { name, ...UNPUBLISHED };
}
