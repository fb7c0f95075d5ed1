import type { FieldNode } from '../../compare/field-tree';
import type { UpdateParameter } from '../../model/field';
import type { Json } from '../../model/json';
import { isDrift } from '../../model/report';
import { isMap, type ValueMap } from '../../model/value';
import { type CommandOption, jsonWord } from './command-line';
import { type DeployedSide, deployedValue, filledObject } from './deployed-value';
import { nodesTo } from './node-at';
import type { RemedyContext } from './remedy-context';
import { memberName } from './spell';
import { splitPath } from './split-path';

/** The options of UpdateService that set a first-level property to its deployed value; undefined where they cannot. */
export function updateOptions(
  top: FieldNode,
  restore: UpdateParameter,
  segments: readonly string[],
  context: RemedyContext,
): CommandOption[] | undefined {
  const { table, deployed, options } = context;
  if (deployed === undefined) return undefined;
  const side: DeployedSide = { table, properties: deployed, showValues: options.showValues === true };
  const node = restore.property === undefined ? top : (nodesTo(table, [restore.property])?.at(-1) ?? top);
  const value = restore.merges
    ? mergedValue(node, segments, side, context)
    : wholeValue(node, restore, side, differingIn(node.name, context));
  if (value === undefined) return undefined;
  return [optionOf(restore, value), ...(restore.together ?? []).map((name): CommandOption => [name])];
}

/** `enableECSManagedTags` is `enable-ecs-managed-tags`. */
export function optionName(parameter: string): string {
  return parameter
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

function optionOf({ parameter, negative }: UpdateParameter, value: Json): CommandOption {
  const name = optionName(parameter);
  if (value === true) return [`--${name}`];
  if (value === false) return [`--${negative ?? `no-${name}`}`];
  return [`--${name}`, typeof value === 'string' ? value : jsonWord(value)];
}

/** The property as a whole: what is left out inside is gone then. */
function wholeValue(
  node: FieldNode,
  { undeclared }: UpdateParameter,
  side: DeployedSide,
  differing: readonly (readonly string[])[],
): Json | undefined {
  const value = side.properties[node.name];
  const spread = [...node.members.values()].find((member) => member.row.shape.type === 'spread');
  if (spread !== undefined && (value === undefined || isMap(value))) return spreadValue(spread, value, side, differing);
  if (value === undefined)
    return undeclared ?? (node.row.shape.type === 'object' ? undefined : deployedValue(node, value, side));
  return deployedValue(node, value, side);
}

/** With an element for each name that differs and that the template leaves out. */
function spreadValue(
  node: FieldNode,
  parent: ValueMap | undefined,
  side: DeployedSide,
  differing: readonly (readonly string[])[],
): Json | undefined {
  const { shape } = node.row;
  const declared = parent?.[node.name];
  const list = declared === undefined ? [] : deployedValue(node, declared, side);
  if (shape.type !== 'spread' || !Array.isArray(list)) return undefined;
  const [names, value] = [memberName(shape.names, 'api'), memberName(shape.value, 'api')];
  const said = new Set(list.flatMap((item) => (item as { [key: string]: Json })[names] as Json[]));
  const missing = differing
    .flatMap(([, , key]) => (key === undefined ? [] : [key.slice(1)]))
    .filter((name) => !said.has(name));
  const added = missing.length === 0 ? [] : [{ [names]: missing, [value]: shape.absentValue }];
  return { [node.liveName]: [...list, ...added] };
}

/** Only the member in which the difference lies: UpdateService keeps the others. Undefined if it cannot be said. */
function mergedValue(
  node: FieldNode,
  [, name = '']: readonly string[],
  side: DeployedSide,
  context: RemedyContext,
): Json | undefined {
  const declared = side.properties[node.name];
  const member = node.members.get(name);
  if (member === undefined || (declared !== undefined && !isMap(declared))) return undefined;
  const value = memberValue(member, declared?.[name], side, differingIn(node.name, context));
  return value === undefined ? undefined : { [member.liveName]: value };
}

function memberValue(
  member: FieldNode,
  declared: ValueMap[string] | undefined,
  side: DeployedSide,
  differing: readonly (readonly string[])[],
): Json | undefined {
  const { shape } = member.row;
  if (shape.type !== 'object') return deployedValue(member, declared, side);
  const inside = new Set(differing.filter(([, name]) => name === member.name).map(([, , name]) => name));
  // An object that came or went whole: what is not there cannot be sent.
  if (inside.has(undefined)) return declared === undefined ? undefined : deployedValue(member, declared, side);
  return filledObject(member, declared, side, ({ name, row }) => row.needed === true || inside.has(name));
}

/** The segments of what drifted below a first-level property. */
export function differingIn(top: string, { differences }: RemedyContext): string[][] {
  return differences
    .filter(isDrift)
    .map(({ path }) => splitPath(path))
    .filter(([first]) => first === top);
}

/** Whether something below, at or above the place has to stay as it runs. */
export function isTouchy(place: readonly string[], { untouched }: RemedyContext): boolean {
  return untouched.some((path) => {
    const other = splitPath(path);
    return place.every((segment, index) => index >= other.length || other[index] === segment);
  });
}
