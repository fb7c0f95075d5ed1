import { diff } from 'deep-diff';
import { joinPath } from '../model/property-path';
import type { Cause, Difference, DifferenceType } from '../model/report';
import type { SecretJson } from '../model/secret';
import type { Side } from './cell';
import { display } from './display';
import { stableJson } from './leaf';
import type { Mark } from './mark-tree';
import type { Canonical, CanonicalObject, Walk } from './walk';

/** A difference whose secrets are not masked yet, with what else is known of its place. */
export interface Finding {
  readonly difference: Omit<Difference, Side> & Partial<Record<Side, SecretJson>>;
  readonly segments: readonly string[];
  readonly mark: Mark;
}

/** What differs between the three canonical trees: one finding per changed place, with all three values and the cause. */
export function findDifferences(walk: Walk): Finding[] {
  const { synthesized, deployed, live } = walk.trees;
  const paths = [...changedPaths(deployed, live), ...changedPaths(deployed, synthesized)];
  return shortest(paths).map((segments) => describe(walk, segments));
}

function changedPaths(left: CanonicalObject, right: CanonicalObject): string[][] {
  if (left === right) return [];
  return (diff(left, right) ?? []).map((change) => (change.path ?? []).map(String));
}

/** Each path once, and none below another: a whole element that went is one difference. */
function shortest(paths: readonly string[][]): string[][] {
  const kept = new Set<string>();
  return [...paths]
    .sort((a, b) => a.length - b.length)
    .filter((path) => {
      for (let length = 1; length <= path.length; length += 1) {
        if (kept.has(keyOf(path.slice(0, length)))) return false;
      }
      kept.add(keyOf(path));
      return true;
    });
}

function keyOf(path: readonly string[]): string {
  return path.join('\u0000');
}

function describe(walk: Walk, segments: readonly string[]): Finding {
  const mark = walk.marks.find(segments);
  if (mark === undefined) throw new Error(`nothing is known of ${joinPath(segments)}`);
  const [synthesized, deployed, live] = [walk.trees.synthesized, walk.trees.deployed, walk.trees.live].map((tree) =>
    valueAt(tree, segments),
  );
  const cause = causeOf(synthesized, deployed, live);
  const shown = (value: Canonical | undefined): SecretJson | undefined =>
    value === undefined ? undefined : display(mark.node, mark.element, value);
  const difference: Finding['difference'] = {
    path: joinPath(segments),
    category: mark.node.row.category,
    cause,
    differenceType: cause === 'pending' ? typeOf(deployed, synthesized) : typeOf(deployed, live),
    declared: mark.declared,
  };
  if (isLeftover(walk, segments, mark) && difference.differenceType === 'ADD' && cause !== 'pending') {
    difference.leftover = true;
  }
  if (!walk.marks.lacksSynthesized(segments)) setShown(difference, 'synthesized', shown(synthesized));
  setShown(difference, 'deployed', shown(deployed));
  setShown(difference, 'live', shown(live));
  return { difference, segments, mark };
}

/** Whether it is an element of a list that the deployed template empties. */
function isLeftover({ roots }: Walk, segments: readonly string[], { node, element }: Mark): boolean {
  const deployed = roots.deployed[segments[0] ?? ''];
  const emptied = segments.length === 2 && Array.isArray(deployed) && deployed.length === 0;
  return emptied && element && node.row.outlivesEmpty === true;
}

function setShown(difference: Finding['difference'], side: Side, value: SecretJson | undefined): void {
  if (value !== undefined) difference[side] = value;
}

function valueAt(tree: CanonicalObject, segments: readonly string[]): Canonical | undefined {
  let value: Canonical | undefined = tree;
  for (const segment of segments) {
    if (typeof value !== 'object') return undefined;
    value = value[segment];
  }
  return value;
}

/** The word for which of the three values are equal. */
function causeOf(
  synthesized: Canonical | undefined,
  deployed: Canonical | undefined,
  live: Canonical | undefined,
): Cause {
  const [s, d, l] = [synthesized, deployed, live].map(stableJson);
  if (s === d) return 'drift';
  if (d === l) return 'pending';
  return s === l ? 'adopted' : 'conflict';
}

function typeOf(before: Canonical | undefined, after: Canonical | undefined): DifferenceType {
  if (before === undefined) return 'ADD';
  return after === undefined ? 'REMOVE' : 'NOT_EQUAL';
}
