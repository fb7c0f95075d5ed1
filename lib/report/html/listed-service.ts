import type { Report, ServiceReport, ServiceStatus, StackReport } from '../../model/report';
import { isDrift } from '../../model/report';
import { groupByStack } from '../words/group-by-stack';

/** A service with the stack that it belongs to. */
export interface ListedService {
  readonly service: ServiceReport;
  readonly stack: StackReport;
  /** The stack's name, with account and region where it is not the only one of that name. */
  readonly stackLabel: string;
}

const SEVERITY: readonly ServiceStatus[] = ['DELETED', 'DRIFTED', 'UNCHECKED', 'NOT_DEPLOYED', 'IN_SYNC'];

/** All services, the worst first: by status, then by what is drift, unresolved, and different at all. */
export function listServices(report: Report): ListedService[] {
  const groups = groupByStack(report);
  const named = new Map<string, number>();
  for (const [{ stackName }] of groups) named.set(stackName, (named.get(stackName) ?? 0) + 1);
  const ranked = groups.flatMap(([stack, services]) => {
    const stackLabel = named.get(stack.stackName) === 1 ? stack.stackName : qualify(stack);
    return services.map((service) => ({ service, stack, stackLabel, rank: rankOf(service) }));
  });
  return ranked.sort((a, b) => compareRanks(a.rank, b.rank)).map(({ rank, ...listed }) => listed);
}

/** True where there is nothing to say of a service but that it is in sync. */
export function isQuiet({ status, differences, unresolved }: ServiceReport): boolean {
  return status === 'IN_SYNC' && differences.length === 0 && unresolved.length === 0;
}

function qualify({ stackName, account, region }: StackReport): string {
  return `${stackName} (${[account, region].filter((part) => part !== undefined).join(', ')})`;
}

function rankOf({ status, differences, unresolved }: ServiceReport): number[] {
  return [SEVERITY.indexOf(status), -differences.filter(isDrift).length, -unresolved.length, -differences.length];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((number, at) => number !== b[at]);
  return index === -1 ? 0 : (a[index] as number) - (b[index] as number);
}
