import type { AwsPort } from './aws-ports';
import { type BesideSides, mergeBeside } from './beside';
import type { ResolvedStack } from './resolve-services';

/** What templates say from the side: of any checked stack, for the services of the same account and region. */
export function besideByPort(resolved: readonly ResolvedStack[]): Map<AwsPort, Map<string, BesideSides>> {
  const byPort = new Map<AwsPort, Map<string, BesideSides>>();
  for (const { stack, beside } of resolved) {
    const merged = byPort.get(stack.aws) ?? new Map<string, BesideSides>();
    byPort.set(stack.aws, merged);
    mergeBeside(merged, beside);
  }
  return byPort;
}
