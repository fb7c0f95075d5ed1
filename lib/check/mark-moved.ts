import type { Note } from '../model/report';
import type { ServiceToCheck } from './collect-services';
import type { OpenedStack } from './open-stack';
import type { ResolvedStack } from './resolve-services';

type Checked = Extract<ServiceToCheck, { kind: 'check' }>;
type Settled = Extract<ServiceToCheck, { kind: 'settled' }>;

/**
 * Makes one finding of a service that the code moved from one stack to another: of the service that runs, where both
 * stacks have it already, else of the one that the deploy deletes. Gives the opened stacks without what was dropped.
 */
export function markMoved(opened: readonly OpenedStack[], resolved: readonly ResolvedStack[]): OpenedStack[] {
  const closed = opened.flatMap((stack) => (stack.kind === 'closed' ? stack.services : []));
  const all = [...resolved.flatMap(({ services }) => services), ...closed];
  const left = all.filter((service): service is Checked => service.kind === 'check' && isLeft(service));
  if (left.length === 0) return [...opened];
  const dropped = new Set<ServiceToCheck>();
  const notes = new Map<ServiceToCheck, Note>();
  for (const old of left) {
    const owner = all.find((service) => service.kind === 'check' && !isLeft(service) && isSame(service, old));
    const coming = all.find(
      (service): service is Settled => service.kind === 'settled' && !dropped.has(service) && isToBe(service, old),
    );
    if (owner !== undefined) {
      dropped.add(old);
      notes.set(owner, movedHere(old));
    } else if (coming !== undefined) {
      dropped.add(coming);
      notes.set(old, movedAway(coming));
    }
  }
  const settle = (services: readonly ServiceToCheck[]): ServiceToCheck[] =>
    services
      .filter((service) => !dropped.has(service))
      .map((service) => {
        const note = notes.get(service);
        return note === undefined || service.kind === 'settled'
          ? service
          : { ...service, notes: [...service.notes, note] };
      });
  for (const stack of resolved) stack.services = settle(stack.services);
  return opened.map((stack) => (stack.kind === 'closed' ? { ...stack, services: settle(stack.services) } : stack));
}

/** Whether the code no longer has it where it was deployed. */
function isLeft({ notes }: Checked): boolean {
  return notes.some(({ kind }) => kind === 'deleted-by-deploy' || kind === 'retained-by-deploy');
}

function isSame(one: Checked, other: Checked): boolean {
  return one.serviceArn === other.serviceArn && one.taskSetId === other.taskSetId;
}

/** Whether a service that is to come takes the explicit name of one that goes. */
function isToBe({ status, named, identity }: Settled, { deployed, cluster, identity: old }: Checked): boolean {
  if (status !== 'NOT_DEPLOYED' || named === undefined || named.serviceName !== deployed?.ServiceName) return false;
  const isElsewhere =
    (identity.account !== undefined && identity.account !== old.account) ||
    (identity.region !== undefined && identity.region !== old.region) ||
    (named.cluster !== undefined && lastSegment(named.cluster) !== lastSegment(cluster));
  return !isElsewhere;
}

function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function movedHere({ identity, nextDeploy }: Checked): Note {
  const does = nextDeploy === 'deletes' ? 'deletes it, though it is this stack’s' : 'lets go of it';
  return {
    kind: 'moved',
    text: `it moved here from stack ${identity.stackName}, which still lists it: the next deploy of that stack ${does}`,
  };
}

function movedAway({ identity }: Settled): Note {
  return {
    kind: 'moved',
    text: `the code has it in stack ${identity.stackName} now, as ${identity.logicalId}: the deploy of that stack makes a new one of its name`,
  };
}
