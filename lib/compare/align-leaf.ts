import type { FieldRow, Spelling } from '../model/field';
import { NotDeployed, type Scalar, Unknown } from '../model/value';
import type { Meaning } from './absence';
import { ANY, type Cells, OUT, type Side } from './cell';
import { type Leaf, Options, toLeaf, WrongType } from './leaf';
import { recoverTexts } from './match-unknown';
import { type SameRules, same } from './same';
import type { Tri } from './spelling';
import { leaveUnresolved, type Place, type Walk } from './walk';

/** How the single values at a place are read and compared. */
export interface LeafRules {
  readonly type: FieldRow['shape']['type'];
  readonly spelling?: Spelling | undefined;
  /** What it means on a side that it is left out there. */
  readonly absent: (side: Side) => Meaning | typeof ANY;
  /** Set where an empty text is a value of its own: entries of maps. Elsewhere AWS knows no empty texts. */
  readonly keepsEmpty?: boolean;
  /** Set where no value of a template can be the live one. */
  readonly refuted?: boolean;
}

type Leaves = Readonly<Record<Side, Leaf>>;

/**
 * Puts a single value into the three trees so that what is equal is the same text there: the deployed value is turned
 * towards the live one, the synthesized one towards the live one, else towards the deployed one.
 */
export function alignLeaf(walk: Walk, rules: LeafRules, cells: Cells, place: Place, segment: string): void {
  const leaves = readLeaves(rules, cells, place.shared);
  const { synthesized, deployed, live } = leaves;
  const how: SameRules = { spelling: rules.spelling, names: walk.names };
  const refuted = rules.refuted === true && deployed instanceof Unknown && !(live instanceof Unknown);
  // What ECS answers in a wrong type is nothing that a template accepts, though it accept anything.
  const odd = live instanceof Unknown && !(deployed instanceof Unknown);
  const liveVerdict = refuted ? false : odd ? undefined : same(deployed, live, { ...how, questionMarks: true });
  if (liveVerdict === undefined) {
    leaveOpen(walk, place, segment, leaves, same(synthesized, live, how));
    return;
  }
  const shownLive = show(live) ?? (live === ANY ? show(deployed) : undefined);
  const liveCounts = live !== OUT;
  const shownDeployed = liveCounts && liveVerdict ? shownLive : showDeployed(leaves);
  put(place, 'live', segment, shownLive, leaves);
  put(place, 'deployed', segment, shownDeployed, leaves);
  if (synthesized === OUT || place.shared) return;
  const turned = turnSynthesized(leaves, { ...how, refuted }, liveVerdict);
  if (turned === 'unknown') {
    leaveUnresolved(walk, place, segment, 'synthesized', reasonOf(walk, synthesized, deployed, live));
    if (!liveVerdict) place.marks.loseSynthesized(segment);
  }
  const shown = turned === 'live' ? shownLive : turned === 'own' ? show(synthesized) : shownDeployed;
  put(place, 'synthesized', segment, turned === 'unknown' && deployed === OUT ? shownLive : shown, leaves);
}

function readLeaves(rules: LeafRules, cells: Cells, shared: boolean): Leaves {
  const deployed = readLeaf(rules, cells, 'deployed');
  const synthesized = shared ? deployed : readLeaf(rules, cells, 'synthesized');
  return { synthesized, deployed, live: readLeaf(rules, cells, 'live') };
}

/** Towards which side the synthesized value turns; `unknown` where that cannot be told. */
function turnSynthesized(
  leaves: Leaves,
  { refuted, ...how }: SameRules & { readonly refuted: boolean },
  liveVerdict: boolean,
): 'deployed' | 'live' | 'own' | 'unknown' {
  const { synthesized, deployed, live } = leaves;
  if (isSameLeaf(synthesized, deployed)) return 'deployed';
  // A deployed value that equals the live one stands for it: it may accept others too, which the live one does not.
  const standsForLive = liveVerdict && live !== OUT && live !== ANY;
  const apart = deployed === OUT || (standsForLive && synthesized !== ANY);
  const toDeployed: Tri = apart ? false : same(synthesized, deployed, { ...how, questionMarks: true });
  const isRefuted = live === OUT || (refuted && synthesized instanceof Unknown);
  const toLive: Tri = isRefuted ? false : same(synthesized, live, how);
  if (toDeployed === true) return 'deployed';
  if (toLive === true) return deployed === OUT || !liveVerdict ? 'live' : 'deployed';
  if (toDeployed !== undefined && toLive !== undefined) return 'own';
  // The code now takes a changed value from a secret. Nobody can say that it is either of the two, and the deploy sets it.
  return !liveVerdict && synthesized instanceof Unknown && synthesized.secret ? 'own' : 'unknown';
}

/** Whether two templates say the very same, in the same words. */
function isSameLeaf(a: Leaf, b: Leaf): boolean {
  if (!(a instanceof Options && b instanceof Options)) return a === b;
  return a.values.length === b.values.length && a.values.every((value, index) => value === b.values[index]);
}

function readLeaf(rules: LeafRules, cells: Cells, side: Side): Leaf {
  const cell = cells[side];
  if (cell === OUT || cell === ANY) return cell;
  if (cell === undefined) return absentLeaf(rules, side);
  const leaf = toLeaf(cell, rules.type);
  if (leaf instanceof WrongType) return new Unknown(leaf.reason, '(wrong type)');
  const empty = leaf instanceof Options && leaf.values.length === 1 && leaf.values[0] === '';
  return empty && !rules.keepsEmpty ? absentLeaf(rules, side) : leaf;
}

function absentLeaf(rules: LeafRules, side: Side): Leaf {
  const meaning = rules.absent(side);
  if (meaning === ANY) return ANY;
  const options: (Scalar | undefined)[] = [];
  for (const value of meaning.values) {
    const leaf = value === undefined ? new Options([undefined]) : toLeaf(value, rules.type);
    if (leaf instanceof Options) options.push(...leaf.values);
    else if (leaf instanceof Unknown || leaf instanceof NotDeployed) return leaf;
  }
  return new Options(options);
}

function show(leaf: Leaf): Scalar | undefined {
  if (leaf instanceof Options) return leaf.values[0];
  return leaf instanceof Unknown || leaf instanceof NotDeployed ? leaf.display : undefined;
}

/** The deployed text, with what it lost outside ASCII where the synthesized one still has it. */
function showDeployed({ synthesized, deployed }: Leaves): Scalar | undefined {
  const shown = show(deployed);
  const written = show(synthesized);
  if (typeof shown !== 'string' || typeof written !== 'string') return shown;
  return recoverTexts([shown], new Set(), new Set([written])).get(shown) ?? shown;
}

function put(place: Place, side: Side, segment: string, value: Scalar | undefined, leaves: Leaves): void {
  const into = place.into[side];
  if (into !== undefined && value !== undefined && leaves[side] !== OUT) into[segment] = value;
}

/** The deployed value and the live one cannot be told apart: says on which side the unknown stands. */
function leaveOpen(walk: Walk, place: Place, segment: string, leaves: Leaves, toLive: Tri): void {
  const { synthesized, deployed, live } = leaves;
  const reason = reasonOf(walk, deployed, live, synthesized);
  if (live instanceof Unknown) leaveUnresolved(walk, place, segment, 'live', reason);
  else if (toLive === undefined) {
    leaveUnresolved(walk, place, segment, 'both', reason);
  } else leaveUnresolved(walk, place, segment, 'deployed', reason);
}

function reasonOf({ names }: Walk, ...leaves: readonly Leaf[]): string {
  const unknown = leaves.find((leaf) => leaf instanceof Unknown);
  if (unknown instanceof Unknown) return unknown.reason;
  const shown = [...new Set(leaves.map(show).filter((text) => text !== undefined))];
  const [refusal] = shown.map((text) => names?.whyNot(String(text))).filter((why) => why !== undefined);
  const rest = refusal === undefined ? '' : `: ${refusal}`;
  return `${shown.join(' and ')} may be two names of one thing, which only AWS can tell${rest}`;
}
