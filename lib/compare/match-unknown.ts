import type { NotDeployed, Unknown } from '../model/value';
import type { Side } from './cell';
import { fits, sameButQuestionMarks } from './same';

/** The members of one side's set, or the names in its map: known texts, unknown ones, and ones still to come. */
export interface Members {
  readonly known: ReadonlySet<string>;
  readonly unknown: readonly Unknown[];
  readonly coming: readonly NotDeployed[];
}

/** Which side has which member, as far as that can be told. */
export interface Matched {
  /** Texts on which nothing can be said: one side's unknown may be the other's member. They are counted, not named. */
  readonly open: ReadonlySet<string>;
  /** Unknowns that may be anything, by side. */
  readonly openUnknowns: Readonly<Record<'synthesized' | 'deployed', readonly Unknown[]>>;
  readonly has: (side: Side, text: string) => boolean;
  /** Everything to put into the trees, in the order deployed, live, synthesized. */
  readonly texts: readonly string[];
}

/** Tells members apart on three sides though some of the templates' are unknown. */
export function matchUnknown(members: Readonly<Record<Side, Members>>): Matched {
  const { synthesized, deployed, live } = members;
  const all = new Set([...deployed.known, ...live.known, ...synthesized.known]);
  if (synthesized.unknown.length + deployed.unknown.length + synthesized.coming.length === 0) {
    const has = (side: Side, text: string): boolean => members[side].known.has(text);
    return { open: new Set(), openUnknowns: { synthesized: [], deployed: [] }, has, texts: [...all] };
  }
  const openDeployed = deployed.unknown.filter((unknown) => fitsAny(unknown, live.known));
  const provenDeployed = deployed.unknown.filter((unknown) => !openDeployed.includes(unknown));
  const twins = new Set(deployed.unknown.map((unknown) => unknown.identity));
  const owns = synthesized.unknown.filter((unknown) => !twins.has(unknown.identity));
  const around = new Set([...deployed.known, ...live.known]);
  const openSynthesized = owns.filter((unknown) => fitsAny(unknown, around));
  const proven: Record<Side, Set<string>> = {
    deployed: displays(provenDeployed),
    synthesized: displays([
      ...owns.filter((unknown) => !openSynthesized.includes(unknown)),
      ...provenDeployed.filter((unknown) => synthesized.unknown.some(({ identity }) => identity === unknown.identity)),
      ...synthesized.coming,
    ]),
    live: new Set(),
  };
  const has = (side: Side, text: string): boolean => {
    if (members[side].known.has(text) || proven[side].has(text)) return true;
    return side === 'synthesized' && has('deployed', text) && openSynthesized.some((unknown) => mayBe(unknown, text));
  };
  const open = [...all].filter((text) => !deployed.known.has(text) && openDeployed.some((one) => mayBe(one, text)));
  return {
    open: new Set(open),
    openUnknowns: { synthesized: openSynthesized, deployed: openDeployed },
    has,
    texts: [...new Set([...all, ...proven.deployed, ...proven.synthesized])],
  };
}

function displays(values: readonly (Unknown | NotDeployed)[]): Set<string> {
  return new Set(values.map((value) => value.display));
}

function fitsAny(unknown: Unknown, texts: ReadonlySet<string>): boolean {
  return [...texts].some((text) => mayBe(unknown, text));
}

function mayBe(unknown: Unknown, text: string): boolean {
  return unknown.pieces === undefined || fits(unknown.pieces, text);
}

/** The texts that deployed ones with question marks stand for, where the live or the synthesized side has them; no others. */
export function recoverTexts(
  deployed: Iterable<string>,
  live: ReadonlySet<string>,
  synthesized: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  let others: string[] | undefined;
  const recovered = new Map<string, string>();
  for (const text of deployed) {
    if (!text.includes('?') || live.has(text)) continue;
    others ??= [...live, ...synthesized];
    const found = others.find((other) => sameButQuestionMarks(text, other));
    if (found) recovered.set(text, found);
  }
  return recovered;
}
