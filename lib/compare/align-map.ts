import { elementKey } from '../model/property-path';
import { isMap, NotDeployed, Unknown, type Value } from '../model/value';
import { alignLeaf, type LeafRules } from './align-leaf';
import { ANY, type Cells, eachSide, OUT, SIDES, type Side } from './cell';
import { type FieldNode, smallFirst } from './field-tree';
import { Options, readingOf, toLeaf } from './leaf';
import { type Members, matchUnknown, recoverTexts } from './match-unknown';
import { leaveMembersOpen } from './open-members';
import { LIST, OBJECT, settle } from './settle';
import { open, type Place, type Walk } from './walk';

/** The names and values of one side. */
interface Entries {
  readonly values: ReadonlyMap<string, Value>;
  readonly unknown: readonly Unknown[];
  readonly coming: readonly NotDeployed[];
}
type EntriesCell = Entries | typeof ANY | typeof OUT;

const NO_ENTRIES: Entries = { values: new Map(), unknown: [], coming: [] };

/** Puts names and values that the user chose into the three trees. */
export function alignMap(walk: Walk, node: FieldNode, cells: Cells, place: Place): void {
  const { shape } = node.row;
  if (shape.type !== 'map') return;
  const { entries, reserved } = shape;
  const settled =
    entries === undefined ? settle(walk, cells, place, node.name, OBJECT) : settle(walk, cells, place, node.name, LIST);
  if (settled === undefined) return;
  const liveNames = new Set(
    entries !== undefined && Array.isArray(settled.live)
      ? fromList(settled.live, 'live', entries, new Set()).values.keys()
      : [],
  );
  const read = (side: Side): EntriesCell => {
    const cell = settled[side];
    if (cell === OUT || cell === ANY) return cell;
    if (cell === undefined) return NO_ENTRIES;
    if (entries === undefined) return { ...NO_ENTRIES, values: new Map(Object.entries(cell)) };
    return fromList(cell as Value[], side, entries, liveNames);
  };
  const deployed: EntriesCell = read('deployed');
  const synthesized: EntriesCell = settled.synthesized === settled.deployed ? deployed : read('synthesized');
  const sides: Record<Side, EntriesCell> = { synthesized, deployed, live: read('live') };
  const rules: LeafRules = { type: 'string', absent: () => ({ values: [undefined] }), keepsEmpty: true };
  const keep = (name: string): boolean => reserved === undefined || !name.startsWith(reserved);
  putEntries(walk, node, sides, place, { rules, keep, byName: entries !== undefined });
}

/** Puts objects that give one value to several names into the three trees: name by name. */
export function alignSpread(walk: Walk, node: FieldNode, cells: Cells, place: Place): void {
  const { shape } = node.row;
  if (shape.type !== 'spread') return;
  const settled = settle(walk, cells, place, node.name, LIST);
  if (settled === undefined) return;
  const names = new Set<string>();
  const sides = eachSide((side): EntriesCell => {
    const cell = settled[side];
    if (cell === OUT || cell === ANY) return cell;
    const entries = spread((cell ?? []) as Value[], side, shape);
    for (const name of entries.values.keys()) names.add(name);
    return entries;
  });
  const filled = eachSide((side): EntriesCell => {
    const cell = sides[side];
    if (cell === ANY || cell === OUT) return cell;
    const { values, ...rest } = cell;
    return { ...rest, values: new Map([...names].map((name) => [name, values.get(name) ?? shape.absentValue])) };
  });
  const rules: LeafRules = { type: 'number', absent: () => ({ values: [shape.absentValue] }) };
  putEntries(walk, node, filled, place, { rules, keep: () => true, byName: false });
}

function spread(
  list: readonly Value[],
  side: Side,
  shape: { names: string; value: string; absentValue: number },
): Entries {
  const values = new Map<string, Value>();
  const unknown: Unknown[] = [];
  const named = (name: string): string => (side === 'live' ? smallFirst(name) : name);
  for (const item of list) {
    if (item instanceof Unknown) unknown.push(item);
    if (!isMap(item)) continue;
    const names = item[named(shape.names)];
    for (const name of Array.isArray(names) ? names : names === undefined ? [] : [names]) {
      const leaf = toLeaf(name, 'string');
      if (leaf instanceof Options) values.set(String(leaf.values[0]), item[named(shape.value)] ?? shape.absentValue);
      else if (leaf instanceof Unknown) unknown.push(leaf);
    }
  }
  return { values, unknown, coming: [] };
}

function fromList(
  list: readonly Value[],
  side: Side,
  { name, value }: { name: string; value: string },
  live: ReadonlySet<string>,
): Entries {
  const values = new Map<string, Value>();
  const unknown: Unknown[] = [];
  const coming: NotDeployed[] = [];
  const named = (member: string): string => (side === 'live' ? smallFirst(member) : member);
  for (const item of list.flatMap((one) => (Array.isArray(one) ? one : [one]))) {
    const key = isMap(item) ? item[named(name)] : item;
    const leaf = key === undefined ? key : toLeaf(key, 'string');
    if (leaf instanceof Options && isMap(item)) values.set(readingOf(leaf, live), item[named(value)] ?? '');
    else if (leaf instanceof Unknown) unknown.push(leaf);
    else if (leaf instanceof NotDeployed) coming.push(leaf);
    else unknown.push(new Unknown(`an element has no ${name} of type string`, '(wrong type)'));
  }
  return { values, unknown, coming };
}

interface EntryRules {
  readonly rules: LeafRules;
  readonly keep: (name: string) => boolean;
  /** Whether each name is declared by itself, not with the property. */
  readonly byName: boolean;
}

function putEntries(
  walk: Walk,
  node: FieldNode,
  sides: Readonly<Record<Side, EntriesCell>>,
  place: Place,
  { rules, keep, byName }: EntryRules,
): void {
  const inside = place.below(
    node.name,
    open(
      place,
      node.name,
      eachSide((side) => sides[side] !== OUT),
    ),
  );
  const maps = recover(sides);
  const members = eachSide((side) => toMembers(maps[side]));
  const follow = (side: Side, from: Members): Members => (sides[side] === ANY ? from : members[side]);
  const live = follow('live', members.deployed);
  const deployed = follow('deployed', live);
  const matched = matchUnknown({ live, deployed, synthesized: follow('synthesized', deployed) });
  leaveMembersOpen(walk, inside, matched, members.synthesized.unknown.length > 0, 'entry');
  for (const name of matched.texts) {
    if (matched.open.has(name) || !keep(name)) continue;
    const cells = eachSide((side) => {
      if (sides[side] === ANY) return ANY;
      return maps[side].values.get(name) ?? (matched.has(side, name) && sides[side] !== OUT ? name : OUT);
    });
    const declaredSides = SIDES.filter((side) => inside.declaredBy[side] && (!byName || matched.has(side, name)));
    inside.marks.set(elementKey(name), {
      node,
      element: true,
      declared: declaredSides.length > 0,
      omitted: place.omitted,
    });
    alignLeaf(walk, rules, cells, inside, elementKey(name));
  }
}

function toMembers({ values, unknown, coming }: Entries): Members {
  return { known: new Set(values.keys()), unknown, coming };
}

/** Deployed names that lost their characters outside ASCII get them back from the other sides. */
function recover(sides: Readonly<Record<Side, EntriesCell>>): Record<Side, Entries> {
  const read = eachSide((side): Entries => {
    const cell = sides[side];
    return cell === ANY || cell === OUT ? NO_ENTRIES : cell;
  });
  const { live, deployed, synthesized } = read;
  const names = recoverTexts(deployed.values.keys(), new Set(live.values.keys()), new Set(synthesized.values.keys()));
  if (names.size === 0) return read;
  const recovered = ({ values, ...rest }: Entries): Entries => ({
    ...rest,
    values: new Map([...values].map(([name, value]) => [names.get(name) ?? name, value])),
  });
  return { live, deployed: recovered(deployed), synthesized: recovered(synthesized) };
}
