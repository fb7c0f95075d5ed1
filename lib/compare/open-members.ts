import type { Unresolved } from '../model/report';
import type { Matched } from './match-unknown';
import { leaveUnresolved, type Place, type Walk } from './walk';

/** Says of a set or a map that some of its members are unknown, with how many on the other side nobody can judge. */
export function leaveMembersOpen(
  walk: Walk,
  inside: Place,
  matched: Matched,
  twins: boolean,
  noun: 'element' | 'entry',
): void {
  const { synthesized, deployed } = matched.openUnknowns;
  const unknowns = deployed.length > 0 ? deployed : synthesized;
  const [first] = unknowns;
  if (first === undefined) return;
  const side: Unresolved['side'] = deployed.length === 0 ? 'synthesized' : twins ? 'both' : 'deployed';
  const surplus = [...matched.open].filter((text) => matched.has('live', text)).length;
  const rest = surplus === 0 ? '' : `; ${count(surplus, noun)} on the live side cannot be judged for it`;
  const more = unknowns.length === 1 ? '' : ` (and ${unknowns.length - 1} more)`;
  leaveUnresolved(walk, inside, undefined, side, `${first.display}: ${first.reason}${more}${rest}`);
}

function count(number: number, noun: 'element' | 'entry'): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun === 'entry' ? 'entries' : `${noun}s`}`;
}
