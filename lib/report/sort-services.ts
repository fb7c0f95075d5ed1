import type { ResolvedDifference, ServiceReport, StackReport, UnmanagedService } from '../model/report';

/** By stack name, then logical id, with all lists of a service by path; the order of code units, the same everywhere. */
export function sortServices(services: readonly ServiceReport[]): ServiceReport[] {
  const key = (service: ServiceReport) => [
    service.stackName,
    service.logicalId,
    service.nestedStackName,
    service.account,
    service.region,
  ];
  return sortBy(services, key).map((service) => ({
    ...service,
    differences: sortBy(service.differences, (entry) => [entry.path, entry.differenceType]),
    unresolved: sortBy(service.unresolved, (entry) => [entry.path, entry.side]),
    notes: sortBy(service.notes, (entry) => [entry.path, entry.kind, entry.text]),
    ignored: sortBy(service.ignored, (entry) => [entry.path, entry.difference?.differenceType]),
  }));
}

/** By name, then account and region. */
export function sortStacks(stacks: readonly StackReport[]): StackReport[] {
  return sortBy(stacks, (stack) => [stack.stackName, stack.account, stack.region, stack.stackId]);
}

/** By ARN. */
export function sortUnmanaged(services: readonly UnmanagedService[]): UnmanagedService[] {
  return sortBy(services, ({ serviceArn }) => [serviceArn]);
}

/** By service, then path. */
export function sortResolved(differences: readonly ResolvedDifference[]): ResolvedDifference[] {
  return sortBy(differences, ({ serviceArn, path }) => [serviceArn, path]);
}

type SortKey = readonly (string | undefined)[];

function sortBy<T>(items: readonly T[], keyOf: (item: T) => SortKey): T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ item }) => item);
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index] ?? '', b[index] ?? ''];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
