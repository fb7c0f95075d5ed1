import type { FieldTable, LivePlace } from '../model/field';
import { bareObject } from '../model/json';
import type { Category, Note, Unresolved } from '../model/report';
import type { Value, ValueMap } from '../model/value';
import { alignProperty } from './align-property';
import { alignUnmodelled } from './align-unmodelled';
import { type Cell, isHeld, OUT } from './cell';
import { conditionHolds, lookUp } from './conditions';
import { type FieldNode, type FieldTree, fieldTree } from './field-tree';
import { type Finding, findDifferences } from './find-differences';
import { keeperOf, managerOf } from './manager-of';
import { MarkTree } from './mark-tree';
import type { Names } from './names';
import { isDisplaced, type NextDeploy, onDeploy } from './on-deploy';
import { leavingNotes, stoppedNote, updateNotes } from './pending-notes';
import { findReplacement, replacementNotes } from './replacement';
import { type Beside, type LivePlaces, NOTHING_BESIDE, rootsOf } from './roots';
import type { Tri } from './spelling';
import { templateChanged } from './template-changed';
import { type Canonical, leaveUnresolved, type Place, rootPlace, type Undeclared, type Walk } from './walk';

/** One service on its sides. A template side that is not there is left out; the comparison is then of the other two. */
export interface ServiceSides {
  readonly synthesized?: ValueMap;
  readonly deployed?: ValueMap;
  /** What other resources of the templates say that act upon the service, by the names of the rows with `of`. */
  readonly beside?: Readonly<Partial<Record<'synthesized' | 'deployed', ValueMap>>>;
  readonly live: LivePlaces;
  /** True if the service's ARN is of the old form, `service/NAME`. */
  readonly hasShortArn?: boolean;
  /** Without a synthesized side: set where the next deploy deletes the service, or what it brings is not known. */
  readonly nextDeploy?: 'deletes' | 'unknown';
}

export interface CompareOptions {
  /** Names of things that a value may name by its ARN. */
  readonly names?: Names;
}

export interface ComparedService {
  readonly differences: Finding['difference'][];
  readonly unresolved: (Unresolved & Undeclared)[];
  readonly notes: (Note & Undeclared)[];
}

/** Compares a service's synthesized, deployed and live properties by a field table. */
export function compareService(table: FieldTable, sides: ServiceSides, options: CompareOptions = {}): ComparedService {
  const synthesized = sides.synthesized ?? sides.deployed ?? bareObject<Value>();
  const deployed = sides.deployed ?? synthesized;
  const beside = besideOf(sides);
  const roots = rootsOf({ synthesized, deployed, live: sides.live }, beside);
  const walk = startWalk(table, roots, options);
  alignService(walk, sides);
  const changed = templateChanged(synthesized, deployed);
  const findings = findDifferences(walk);
  const replacement = findReplacement(walk, findings, sides.deployed === undefined);
  const differences: Finding['difference'][] = [];
  for (const finding of findings) {
    const own = finding.mark.node.row.of ? besideChanged(finding, beside) : changed;
    const next = { changed: own, replaced: replacement.replaced, displaced: isDisplaced(walk, finding) };
    const manager = managerOf(walk, finding);
    if (manager === undefined) differences.push(finish(walk, finding, sides, next));
    else walk.notes.push(manager, ...leavingNotes(walk, finding, onDeploy(finding, next)));
  }
  for (const [path, entry] of walk.unresolved) {
    const keeper = keeperOf(walk, entry);
    if (keeper === undefined) continue;
    walk.unresolved.delete(path);
    walk.notes.push({ ...keeper, ...(entry.undeclared && { undeclared: true }) });
  }
  walk.notes.push(...replacementNotes(replacement), ...updateNotes(walk, findings, replacement));
  const byPath = (a: { path?: string }, b: { path?: string }): number => ((a.path ?? '') < (b.path ?? '') ? -1 : 1);
  return {
    differences: differences.sort(byPath),
    unresolved: [...walk.unresolved.values()].map((entry) => onOwnSide(entry, sides)).sort(byPath),
    notes: walk.notes.sort(byPath),
  };
}

function besideOf({ beside = {}, synthesized, deployed }: ServiceSides): Beside {
  const code = synthesized === undefined ? beside.deployed : beside.synthesized;
  return {
    synthesized: code ?? NOTHING_BESIDE,
    deployed: (deployed === undefined ? code : beside.deployed) ?? NOTHING_BESIDE,
  };
}

/** Whether the template of the resource that a finding belongs to changes. */
function besideChanged({ segments }: Finding, beside: Beside): Tri {
  const name = segments[0] ?? '';
  return templateChanged(beside.synthesized[name], beside.deployed[name]);
}

/** Where one template is not there the other stands in for it; what is unknown is unknown on that side alone. */
function onOwnSide(entry: Unresolved, sides: ServiceSides): Unresolved {
  if (entry.side === 'live') return entry;
  if (sides.deployed === undefined) return { ...entry, side: 'synthesized' };
  return sides.synthesized === undefined ? { ...entry, side: 'deployed' } : entry;
}

function startWalk(table: FieldTable, roots: Walk['roots'], { names }: CompareOptions): Walk {
  return {
    tree: fieldTree(table),
    roots,
    trees: emptyTrees(roots.synthesized === roots.deployed),
    marks: new MarkTree(),
    unresolved: new Map(),
    notes: [],
    holds: (side, condition) => conditionHolds(table, roots, side, condition),
    find: (property) => {
      for (const side of ['live', 'deployed', 'synthesized'] as const) {
        const { value } = lookUp(table, roots, side, property);
        if (value !== undefined) return value;
      }
      return undefined;
    },
    read: (side, property) => lookUp(table, roots, side, property).value,
    names,
  };
}

function emptyTrees(shared: boolean): Walk['trees'] {
  const deployed = bareObject<Canonical>();
  return { synthesized: shared ? deployed : bareObject<Canonical>(), deployed, live: bareObject<Canonical>() };
}

function alignService(walk: Walk, { live, hasShortArn }: ServiceSides): void {
  const { synthesized, deployed } = walk.roots;
  const place = rootPlace(walk);
  for (const node of walk.tree.members.values()) {
    const { skipWhen } = node.row;
    if (skipWhen !== undefined && walk.holds('live', skipWhen)) continue;
    if (node.row.auxiliary) continue;
    const where = live[node.place];
    if (hasShortArn && node.row.longArnOnly && isNothing(where?.[node.liveName])) {
      noteShortArn(walk, node);
      continue;
    }
    if (where === undefined) leaveUnread(walk, node, place);
    else alignTop(walk, node, where, place);
  }
  alignUnmodelled(walk, rootNode(walk.tree), { synthesized, deployed, live: live.service }, place);
}

function alignTop(walk: Walk, node: FieldNode, live: ValueMap, place: Place): void {
  const { synthesized, deployed } = walk.roots;
  const cells = { synthesized: synthesized[node.name], deployed: deployed[node.name], live: live[node.liveName] };
  alignProperty(walk, node, cells, place, (side, member): Cell => (side === 'live' ? OUT : walk.roots[side][member]));
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** CloudFormation deploys such a service without it. */
function noteShortArn(walk: Walk, { name }: FieldNode): void {
  const { synthesized, deployed } = walk.roots;
  if (isNothing(synthesized[name]) && isNothing(deployed[name])) return;
  const text = 'the ARN of the service is of the old form, service/NAME: ECS gives such a service none';
  walk.notes.push({ kind: 'unverifiable', path: name, text });
}

/** A property whose place the answer does not have is missed only if a template declares it. */
function leaveUnread(walk: Walk, node: FieldNode, place: Place): void {
  const { synthesized, deployed } = walk.roots;
  if (!isHeld(synthesized[node.name]) && !isHeld(deployed[node.name])) return;
  if (node.row.shownNowhere?.some((condition) => walk.holds('live', condition))) {
    walk.notes.push({ kind: 'unverifiable', path: node.name, text: 'ECS does not show it under this controller' });
  } else leaveUnresolved(walk, place, node.name, 'live', UNREAD[node.place]);
}

const UNREAD: Readonly<Record<LivePlace, string>> = {
  service: 'ECS does not show it',
  deployment: 'ECS shows it on the primary deployment, and the answer has none',
  revision: 'ECS shows it on the service revision, and the answer names none',
  scaling: 'Application Auto Scaling alone shows it, and that could not be read',
  tags: 'the answer of ECS does not say which tags it has',
};

/** Properties without a row have no category of their own. */
export const UNKNOWN_CATEGORY: Category = 'settings';

function rootNode(tree: FieldTree): FieldNode {
  const row = { path: '', category: UNKNOWN_CATEGORY, shape: { type: 'object' }, source: '' } as const;
  return { name: '', liveName: '', place: 'service', row, members: tree.members };
}

function finish(walk: Walk, finding: Finding, sides: ServiceSides, next: NextDeploy): Finding['difference'] {
  const { difference } = finding;
  if (sides.deployed === undefined) {
    const { deployed: _, ...rest } = difference;
    // What is live where the code wants another service is not this one's.
    return difference.declared || next.replaced !== false ? rest : { ...rest, onDeploy: 'kept' };
  }
  if (sides.synthesized === undefined) {
    const { synthesized: _, ...rest } = difference;
    return sides.nextDeploy === undefined ? { ...rest, onDeploy: 'kept' } : rest;
  }
  const outcome = onDeploy(finding, next);
  if (outcome === undefined) return difference;
  if (difference.cause === 'pending') walk.notes.push(stoppedNote(difference.path));
  return { ...difference, onDeploy: outcome };
}
