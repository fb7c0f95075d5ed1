import type { Note, OnDeploy } from '../model/report';
import { Secret } from '../model/secret';
import type { Finding } from './find-differences';
import type { Replacement } from './replacement';
import type { Walk } from './walk';

/** The note for a property that the code stops declaring though ECS keeps it. */
export function stoppedNote(path: string): Note {
  return {
    kind: 'pending',
    path,
    text: 'the code stops declaring it, and ECS keeps the running value: only declaring it changes it',
  };
}

/** The notes on properties whose change AWS refuses in an update of the service, once for each. */
export function updateNotes(walk: Walk, findings: readonly Finding[], { replaced }: Replacement): Note[] {
  if (replaced) return [];
  const changed = findings.filter(({ difference }) => difference.cause !== 'drift');
  const names = new Set(changed.map(({ segments }) => segments[0] ?? ''));
  return [...names].flatMap((path): Note[] => {
    const refused = walk.tree.members.get(path)?.row.refused;
    if (refused === undefined || walk.holds('live', refused.when) !== true) return [];
    return [{ kind: 'pending', path, text: refused.text }];
  });
}

/**
 * The notes on a value that something keeps which the code takes away: what the next deploy leaves or sets. Another
 * resource of the templates is what keeps it, so that its going changes nothing of the service itself.
 */
export function leavingNotes({ roots }: Walk, { difference, mark }: Finding, outcome: OnDeploy | undefined): Note[] {
  const [keeper] = (mark.node.row.managed ?? []).filter(({ between: [low = ''] = [] }) => {
    const name = low.slice(0, low.indexOf('.'));
    return roots.deployed[name] !== undefined && roots.synthesized[name] === undefined;
  });
  const { path, live, synthesized } = difference;
  if (keeper === undefined || live instanceof Secret || synthesized instanceof Secret) return [];
  const leaves = `leaves what runs: ${JSON.stringify(live)}`;
  const does =
    outcome === 'kept'
      ? leaves
      : outcome === undefined
        ? `${leaves}, unless the service itself changes`
        : `sets ${JSON.stringify(synthesized)}`;
  return [{ kind: 'pending', path, text: `the code takes ${keeper.by} away, and the next deploy ${does}` }];
}
