/** How often AWS lets an operation be called, per account and region. */
export interface Budget {
  /** Operations with the same name of theirs share it. */
  readonly name: string;
  /** So many at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/** The read quotas of the ECS API (ECS developer guide, request throttling). */
const SERVICE_READ: Budget = { name: 'ecs service read', burst: 100, perSecond: 20 };
const ECS_READ = { burst: 50, perSecond: 20 };

const ECS: ReadonlyMap<string, Budget> = new Map([
  ['DescribeServices', SERVICE_READ],
  ['ListServices', SERVICE_READ],
]);

/** CloudFormation and the others do not publish theirs; what users were told by support is 5 to 10 in a second. */
const UNPUBLISHED = { burst: 50, perSecond: 10 };

/** The budget that an operation draws on. Each operation has its own, but for those that AWS counts together. */
export function budgetOf(service: string, operation: string): Budget {
  const name = `${service} ${operation}`;
  if (service === 'ecs') return ECS.get(operation) ?? { name, ...ECS_READ };
  return { name, ...UNPUBLISHED };
}
