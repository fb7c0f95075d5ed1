import { elementKey } from '../model/property-path';
import { isMap, NotDeployed, Unknown, type Value } from '../model/value';
import type { Meaning } from './absence';
import { alignElement } from './align-element';
import { ANY, type Cell, type Cells, eachSide, OUT, type Side } from './cell';
import { displayKey, distinguish, type Element, readElement } from './element-keys';
import type { FieldNode } from './field-tree';
import { stableJson } from './leaf';
import { type ListCell, openList } from './open-list';
import { pairElements, type Unpaired } from './pair-elements';
import { recoverKeys } from './recover-keys';
import { leaveUnresolved, type Place, type Walk } from './walk';

/** The elements of one side, and those of which nothing at all is known. */
interface Elements {
  readonly elements: readonly Element[];
  readonly unknown: readonly Unknown[];
}
type Sides = Readonly<Record<Side, Elements>>;

/** Puts a list of objects that are told apart by members into the three trees: each key is a name. */
export function alignKeyed(
  walk: Walk,
  node: FieldNode,
  cells: Cells,
  place: Place,
  absent: (side: Side) => Meaning | typeof ANY,
): void {
  const { shape } = node.row;
  if (shape.type !== 'keyed') return;
  const opened = openList(walk, node, cells, place, absent);
  if (opened === undefined) return;
  const { lists, inside } = opened;
  const live = readElements(walk, node, lists.live, 'live', NO_TEXTS);
  const liveTexts = new Set(live.elements.flatMap(({ parts }) => parts.filter((part) => typeof part === 'string')));
  const sides = eachSide((side) => (side === 'live' ? live : readElements(walk, node, lists[side], side, liveTexts)));
  recoverKeys(sides.deployed.elements, sides.live.elements, sides.synthesized.elements);
  const all = [...sides.live.elements, ...sides.deployed.elements, ...sides.synthesized.elements];
  distinguish(walk, node, shape.key, all);
  const unpaired = pairSides(node, sides);
  leaveElementsOpen(walk, inside, unpaired, sides);
  const byKey = eachSide((side) => new Map(sides[side].elements.map((element) => [element.key, element.value])));
  for (const key of new Set(all.map((element) => element.key))) {
    if (key === undefined || unpaired.deployed.candidates.includes(key)) continue;
    const own = (side: Side): Cell => (lists[side] === ANY ? ANY : (byKey[side].get(key) ?? OUT));
    // What the synthesized side may have, it is taken to have as the deployed one: the list itself is unresolved.
    const follows = unpaired.synthesized.candidates.includes(key) && !byKey.synthesized.has(key);
    const cellOf = (side: Side): Cell => (side === 'synthesized' && follows ? own('deployed') : own(side));
    alignElement(walk, node, eachSide(cellOf), inside, elementKey(key));
  }
}

const NO_TEXTS: ReadonlySet<string> = new Set();

function readElements(
  walk: Walk,
  node: FieldNode,
  list: ListCell,
  side: Side,
  liveTexts: ReadonlySet<string>,
): Elements {
  const { shape } = node.row;
  const elements: Element[] = [];
  const unknown: Unknown[] = [];
  if (!Array.isArray(list) || shape.type !== 'keyed') return { elements, unknown };
  for (const item of (list as readonly Value[]).flatMap((value) => (Array.isArray(value) ? value : [value]))) {
    if (isMap(item)) elements.push(readElement(walk, node, side, item, liveTexts));
    else if (item instanceof Unknown) unknown.push(item);
    else if (item instanceof NotDeployed) unknown.push(new Unknown(item.reason, item.display));
    else unknown.push(new Unknown('a single value stands where an object should', '(wrong type)'));
  }
  return { elements, unknown };
}

type UnpairedSides = Readonly<Record<'synthesized' | 'deployed', Unpaired>>;

/** Gives keys to the elements whose key is unknown, as far as the other sides allow. */
function pairSides(node: FieldNode, { synthesized, deployed, live }: Sides): UnpairedSides {
  const openDeployed = deployed.elements.filter((element) => element.key === undefined);
  const openSynthesized = synthesized.elements.filter((element) => element.key === undefined);
  const pairedDeployed = pairElements(node, openDeployed, keysOf(deployed.elements), live.elements);
  const twins = new Map(openDeployed.map((element) => [stableJson(element.value), element]));
  const own = openSynthesized.filter((element) => {
    const twin = twins.get(stableJson(element.value));
    if (twin !== undefined) element.key = twin.key;
    return twin === undefined;
  });
  const partners = deployed.elements.length > 0 ? deployed.elements : live.elements;
  const pairedSynthesized = pairElements(node, own, keysOf(synthesized.elements), partners);
  return {
    deployed: withWholeUnknowns(pairedDeployed, deployed, live),
    synthesized: withWholeUnknowns(pairedSynthesized, synthesized, { ...deployed, elements: partners }),
  };
}

function keysOf(elements: readonly Element[]): Set<string> {
  return new Set(elements.map((element) => element.key).filter((key) => key !== undefined));
}

/** An element of which nothing is known may be any that the other side has more. */
function withWholeUnknowns(unpaired: Unpaired, side: Elements, other: Elements): Unpaired {
  if (side.unknown.length === 0) return unpaired;
  const taken = keysOf(side.elements);
  const surplus = [...keysOf(other.elements)].filter((key) => !taken.has(key));
  return { ...unpaired, candidates: [...new Set([...unpaired.candidates, ...surplus])] };
}

function leaveElementsOpen(walk: Walk, inside: Place, unpaired: UnpairedSides, { synthesized, deployed }: Sides): void {
  const reasons = (side: Elements, { elements }: Unpaired): string[] => [
    ...side.unknown.map((unknown) => unknown.reason),
    ...elements.map((element) => `${displayKey(element)}: ${keyReason(element)}`),
  ];
  const onDeployed = reasons(deployed, unpaired.deployed);
  const onSynthesized = reasons(synthesized, unpaired.synthesized);
  const [reason] = [...onDeployed, ...onSynthesized];
  if (reason === undefined) return;
  const both = onDeployed.length > 0 && synthesized.elements.length + synthesized.unknown.length > 0;
  const side = onDeployed.length === 0 ? 'synthesized' : both ? 'both' : 'deployed';
  const surplus = unpaired.deployed.candidates.length;
  const rest =
    surplus === 0
      ? ''
      : `; ${surplus} ${surplus === 1 ? 'element' : 'elements'} on the live side cannot be judged for it`;
  leaveUnresolved(walk, inside, undefined, side, reason + rest);
}

function keyReason(element: Element): string {
  const unknown = element.parts.find((part) => part instanceof Unknown);
  return unknown instanceof Unknown ? unknown.reason : 'it cannot be told apart from others';
}
