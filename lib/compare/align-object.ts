import { bareObject } from '../model/json';
import { isMap, type Value, type ValueMap } from '../model/value';
import { absenceOf } from './absence';
import { alignProperty } from './align-property';
import { alignUnmodelled } from './align-unmodelled';
import { ANY, type Cell, type Cells, eachSide, isHeld, OUT, type Side } from './cell';
import type { FieldNode } from './field-tree';
import { Options, toLeaf } from './leaf';
import { OBJECT, presentSides, type Settled, settle } from './settle';
import { open, type Place, type Walk } from './walk';

/** Puts an object into the three trees: filled in where it has defaults inside, else there or not there as a whole. */
export function alignObject(walk: Walk, node: FieldNode, cells: Cells, place: Place): void {
  const settled = settle(walk, cells, place, node.name, OBJECT);
  if (settled === undefined) return;
  const maps = eachSide((side) => fill(walk, node, side, settled[side]));
  const present = presentSides(eachSide((side) => (maps[side] === ANY ? 'any' : maps[side] === OUT ? 'out' : 'in')));
  const inside = place.below(node.name, open(place, node.name, present));
  alignMembers(
    walk,
    node,
    eachSide((side) => (present[side] ? maps[side] : OUT)),
    inside,
  );
}

/** An object that is left out: one with nothing but defaults, anything, or really none. */
function fill(walk: Walk, node: FieldNode, side: Side, cell: Settled<ValueMap>): ValueMap | typeof ANY | typeof OUT {
  if (cell === OUT || cell === ANY) return cell;
  if (cell !== undefined && !isEmpty(cell)) return cell;
  const { shape } = node.row;
  const filled = shape.type === 'object' ? shape.filled : undefined;
  const holds = filled === undefined || filled === true ? filled : walk.holds(side, filled);
  if (holds) return bareObject<Value>();
  return absenceOf(walk, node.row, side, () => undefined) === ANY ? ANY : OUT;
}

/** Whether a value says nothing: AWS tells lists and objects with nothing in them from none at all nowhere. */
function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (!isMap(value)) return false;
  for (const name in value) if (!isEmpty(value[name] as Value)) return false;
  return true;
}

/** Puts the members of an object that the sides hold into the trees, known ones by their rows. */
export function alignMembers(
  walk: Walk,
  node: FieldNode,
  maps: Readonly<Record<Side, ValueMap | typeof ANY | typeof OUT>>,
  inside: Place,
): void {
  const cellOf = (side: Side, member: FieldNode): Cell => {
    const map = maps[side];
    if (map === ANY || map === OUT) return map;
    return map[side === 'live' ? member.liveName : member.name];
  };
  const sibling = (side: Side, name: string): Cell => {
    const member = node.members.get(name);
    return member === undefined ? undefined : cellOf(side, member);
  };
  const { shape } = node.row;
  const gate = shape.type === 'object' && shape.gate !== undefined ? node.members.get(shape.gate) : undefined;
  const off = eachSide((side) => gate !== undefined && !isOn(cellOf(side, gate)));
  for (const member of node.members.values()) {
    if (member.row.auxiliary) continue;
    const cells = eachSide((side) => {
      const cell = cellOf(side, member);
      return off[side] && member !== gate && cell !== OUT ? ANY : cell;
    });
    alignProperty(walk, member, cells, inside, sibling);
  }
  alignUnmodelled(walk, node, maps, inside);
}

/** Whether a gate lets its object's other members count: not while it is false, left out or unknown. */
function isOn(cell: Cell): boolean {
  if (!isHeld(cell)) return cell === ANY;
  const leaf = toLeaf(cell, 'boolean');
  return leaf instanceof Options && leaf.values.includes(true);
}
