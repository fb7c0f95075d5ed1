import type { AwsPort } from './aws-ports';
import type { BesideSides } from './beside';
import type { ServiceToCheck } from './collect-services';
import type { Denied } from './explain';
import { NamespaceNames } from './namespace-names';
import { compareLive, type Outcome } from './outcome';
import type { LiveReader } from './read-live';
import type { ResolvedStack } from './resolve-services';

export interface ComparisonSources {
  readonly live: LiveReader;
  readonly beside: ReadonlyMap<AwsPort, ReadonlyMap<string, BesideSides>>;
  /** Takes the actions that are denied on the way. */
  readonly denied: Denied;
}

/** Compares every service with its live side: again where names that only AWS knows stood in the way. */
export async function compareServices(
  resolved: readonly ResolvedStack[],
  { live, beside, denied }: ComparisonSources,
): Promise<Outcome[]> {
  const byPort = new Map(resolved.map(({ stack }) => [stack.aws, new NamespaceNames()]));
  const compareOne = (service: ServiceToCheck, port: AwsPort): Outcome => {
    return compareLive(service, port, live, beside.get(port) ?? new Map(), { names: byPort.get(port) });
  };
  const first = resolved.flatMap(({ stack, services }) =>
    services.map((service) => {
      const names = byPort.get(stack.aws);
      const before = names?.misses ?? 0;
      const outcome = compareOne(service, stack.aws);
      return { outcome, port: stack.aws, nameless: (names?.misses ?? 0) > before };
    }),
  );
  const refused = await Promise.all([...byPort].map(([port, names]) => names.lookUp(port)));
  for (const action of refused.flat()) denied.add(action);
  return first.map(({ outcome, port, nameless }) => (nameless ? compareOne(outcome.service, port) : outcome));
}
