import { isDeploying } from './live-notes';
import type { Patience } from './patience';
import type { LiveReader } from './read-live';
import type { ResolvedStack } from './resolve-services';

/** Reads services again while a deployment of theirs is under way, until all have settled or the time is over. */
export async function settleServices(
  live: LiveReader,
  stacks: readonly ResolvedStack[],
  patience: Patience,
): Promise<void> {
  for (;;) {
    const deploying = live.found(stacks).filter(({ service }) => isDeploying(service));
    const names = [
      ...new Set(deploying.map(({ serviceArn }) => serviceArn.slice(serviceArn.lastIndexOf('/') + 1))),
    ].sort();
    if (names.length === 0 || !(await patience.pause(`deployments of ${names.join(', ')}`))) return;
    live.forget(deploying);
    await live.read(stacks);
  }
}
