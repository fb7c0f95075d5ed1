import { elementKey } from '../model/property-path';
import { NotDeployed, Unknown, type Value } from '../model/value';
import type { Meaning } from './absence';
import { ANY, type Cells, OUT, type Side } from './cell';
import type { FieldNode } from './field-tree';
import { Options, readingOf, toLeaf } from './leaf';
import { type Members, matchUnknown, recoverTexts } from './match-unknown';
import { type ListCell, openList } from './open-list';
import { leaveMembersOpen } from './open-members';
import type { Place, Walk } from './walk';

/** Puts a list of texts without order into the three trees: each text is a key. */
export function alignSet(
  walk: Walk,
  node: FieldNode,
  cells: Cells,
  place: Place,
  absent: (side: Side) => Meaning | typeof ANY,
): void {
  const opened = openList(walk, node, cells, place, absent);
  if (opened === undefined) return;
  const { lists, inside } = opened;
  const members = readMembers(lists);
  const matched = matchUnknown(members);
  const twins = members.synthesized.unknown.length > 0;
  leaveMembersOpen(walk, inside, matched, twins, 'element');
  for (const text of matched.texts) {
    if (matched.open.has(text)) continue;
    const segment = elementKey(text);
    inside.marks.set(segment, {
      node,
      element: true,
      declared: inside.declaredBy.synthesized || inside.declaredBy.deployed,
      omitted: place.omitted,
    });
    for (const side of ['synthesized', 'deployed', 'live'] as const) {
      const into = inside.into[side];
      if (into !== undefined && matched.has(side, text)) into[segment] = text;
    }
  }
}

/** The members of each side; one that accepts anything has those of the side that it turns to. */
function readMembers(lists: Readonly<Record<Side, ListCell>>): Record<Side, Members> {
  const liveTexts = Array.isArray(lists.live) ? toMembers(lists.live, new Set()).known : new Set<string>();
  const readSide = (list: ListCell): Members => (Array.isArray(list) ? toMembers(list, liveTexts) : NONE);
  const [readLive, readDeployed] = [readSide(lists.live), readSide(lists.deployed)];
  const same = lists.synthesized === lists.deployed;
  const read = {
    synthesized: same ? readDeployed : readSide(lists.synthesized),
    deployed: readDeployed,
    live: readLive,
  };
  const live = lists.live === ANY ? read.deployed : read.live;
  const recovered = recoverTexts(read.deployed.known, live.known, read.synthesized.known);
  const recover = (members: Members): Members => {
    if (recovered.size === 0) return members;
    return { ...members, known: new Set([...members.known].map((text) => recovered.get(text) ?? text)) };
  };
  const deployed = lists.deployed === ANY ? live : recover(read.deployed);
  const follow = lists.deployed === OUT ? live : deployed;
  return { synthesized: lists.synthesized === ANY ? follow : recover(read.synthesized), deployed, live };
}

const NONE: Members = { known: new Set(), unknown: [], coming: [] };

function toMembers(list: readonly Value[], live: ReadonlySet<string>): Members {
  const known = new Set<string>();
  const unknown: Unknown[] = [];
  const coming: NotDeployed[] = [];
  // A function that gives a list may stand among the texts (a parameter of type List, Fn::Split).
  for (const item of list.flatMap((value) => (Array.isArray(value) ? value : [value]))) {
    const leaf = toLeaf(item, 'string');
    if (leaf instanceof Options) known.add(readingOf(leaf, live));
    else if (leaf instanceof NotDeployed) coming.push(leaf);
    else if (!(leaf instanceof Unknown)) unknown.push(new Unknown(leaf.reason, '(wrong type)'));
    else if (leaf.likely !== undefined && live.has(String(leaf.likely))) known.add(String(leaf.likely));
    else unknown.push(leaf);
  }
  // A blank list parameter has one blank element, with which AWS never answers.
  known.delete('');
  return { known, unknown, coming };
}
