import type { AssemblyStack } from './open-assembly';

/** What the report says of where something is. */
interface Place {
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  readonly constructPath?: string;
}

/** The first of these stacks that a part of the report is about; undefined where it is about another one. */
export function findStack(place: Place, stacks: readonly AssemblyStack[]): AssemblyStack | undefined {
  return stacks.find((stack) => {
    if (stack.stackName !== place.stackName) return false;
    if (!fits(stack.account, place.account) || !fits(stack.region, place.region)) return false;
    return place.constructPath === undefined || place.constructPath.startsWith(`${stack.constructPath}/`);
  });
}

/** A stack without an environment is deployed to any. */
function fits(own: string | undefined, met: string | undefined): boolean {
  return own === undefined || met === undefined || own === met;
}
