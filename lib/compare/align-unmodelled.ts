import { joinPath } from '../model/property-path';
import { isMap, type ValueMap } from '../model/value';
import { alignLeaf } from './align-leaf';
import { ANY, type Cell, type Cells, eachSide, isHeld, OUT, SIDES, type Side } from './cell';
import { type FieldNode, type FieldTree, smallFirst } from './field-tree';
import { looselySame } from './loosely-same';
import { open, type Place, type Walk } from './walk';

type Maps = Readonly<Record<Side, ValueMap | typeof ANY | typeof OUT>>;

const NOT_GIVEN_BACK = 'ECS does not give this property back, so nobody has compared it';

/** Compares what a template declares and no row knows with its twin among ECS's own names, where ECS gives that back. */
export function alignUnmodelled(walk: Walk, node: FieldNode, maps: Maps, inside: Place): void {
  for (const name of unknownNames(walk.tree, node, maps)) {
    const twin = smallFirst(name);
    const cells = eachSide((side): Cell => {
      const map = maps[side];
      return map === ANY || map === OUT ? map : map[side === 'live' ? twin : name];
    });
    if (cells.live === OUT || cells.live === ANY) continue;
    // Under that name ECS shows another property.
    const isTaken = [...node.members.values()].some(({ liveName }) => liveName === twin);
    if (cells.live === undefined || isTaken) {
      unverifiable(walk, [...inside.segments, name], NOT_GIVEN_BACK);
    } else {
      alignLoosely(walk, { ...node, name, liveName: twin, members: new Map() }, cells, inside);
    }
  }
}

function unverifiable(walk: Walk, segments: readonly string[], reason: string): void {
  walk.notes.push({ kind: 'unverifiable', path: joinPath(segments), text: reason });
}

function unknownNames(tree: FieldTree, node: FieldNode, maps: Maps): Set<string> {
  const names = new Set<string>();
  for (const map of [maps.synthesized, maps.deployed]) {
    if (map === ANY || map === OUT) continue;
    for (const name of Object.keys(map)) {
      if (node.members.has(name) || (node.members === tree.members && tree.notCompared.has(name))) continue;
      names.add(name);
    }
  }
  return names;
}

/** Member by member where all that declare it have objects; else as one value, where only what is declared counts. */
function alignLoosely(walk: Walk, node: FieldNode, cells: Cells, inside: Place): void {
  const declared = isHeld(cells.synthesized) || isHeld(cells.deployed);
  inside.marks.set(node.name, { node: asText(node), element: false, declared });
  const held = SIDES.map((side) => cells[side]).filter(isHeld);
  if (held.every(isMap)) {
    alignMembersLoosely(walk, node, cells, inside);
    return;
  }
  const turned = eachSide((side): Cell => {
    const { [side]: cell, live } = cells;
    return isHeld(cell) && isHeld(live) && looselySame(cell, live) ? live : (cell ?? ANY);
  });
  const scalar = held.every((value) => !isMap(value) && !Array.isArray(value));
  alignLeaf(walk, { type: scalar ? 'string' : 'json', absent: () => ANY }, turned, inside, node.name);
}

function alignMembersLoosely(walk: Walk, node: FieldNode, cells: Cells, inside: Place): void {
  const present = eachSide((side) => isHeld(cells[side]));
  const place = inside.below(node.name, open(inside, node.name, present));
  const declared = (['synthesized', 'deployed'] as const).flatMap((side) => {
    const { [side]: cell } = cells;
    return isHeld(cell) && isMap(cell) ? [cell] : [];
  });
  for (const name of new Set(declared.flatMap((map) => Object.keys(map)))) {
    const own = eachSide((side): Cell => {
      const cell = cells[side];
      if (!isHeld(cell) || !isMap(cell)) return side === 'live' ? OUT : ANY;
      return side === 'live' ? (cell[smallFirst(name)] ?? cell[name] ?? OUT) : cell[name];
    });
    if (own.live === OUT) unverifiable(walk, [...place.segments, name], NOT_GIVEN_BACK);
    else alignLoosely(walk, { ...node, name, liveName: smallFirst(name) }, own, place);
  }
}

function asText(node: FieldNode): FieldNode {
  return { ...node, row: { ...node.row, shape: { type: 'json' } } };
}
