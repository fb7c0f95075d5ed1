import type { Note } from '../model/report';
import type { FieldNode } from './field-tree';
import type { Finding } from './find-differences';
import type { Tri } from './spelling';
import { templateChanged } from './template-changed';
import type { Walk } from './walk';

/** Whether the next deploy replaces the service by a new one, and which properties force it to. */
export interface Replacement {
  readonly replaced: Tri;
  readonly forcedBy: readonly string[];
}

/**
 * A create-only property that changes makes CloudFormation replace the resource. What is only written in another way,
 * or not known, may: whether CloudFormation takes two spellings for the same is not documented.
 */
export function findReplacement({ tree, roots }: Walk, findings: readonly Finding[], isTwoWay: boolean): Replacement {
  const forcedBy: string[] = [];
  let isOpen = false;
  for (const node of tree.members.values()) {
    if (!node.row.createOnly) continue;
    const found = findings.filter(({ segments }) => segments[0] === node.name);
    const changed = templateChanged(roots.synthesized[node.name], roots.deployed[node.name]);
    // Without the deployed template a live value that is not the code's may be one that the code changes.
    if (changed === false) isOpen ||= isTwoWay && found.length > 0;
    else if (found.some(isOfCode) || comesOrGoes(node, roots)) forcedBy.push(node.name);
    else isOpen = true;
  }
  return { replaced: forcedBy.length > 0 ? true : isOpen ? undefined : false, forcedBy };
}

function isOfCode({ difference }: Finding): boolean {
  return difference.cause !== 'drift';
}

/** What AWS chooses where it is left out is a value of its own. */
function comesOrGoes({ name, row }: FieldNode, { synthesized, deployed }: Walk['roots']): boolean {
  return row.absent?.is === 'any' && (synthesized[name] === undefined) !== (deployed[name] === undefined);
}

export function replacementNotes({ forcedBy }: Replacement): Note[] {
  return forcedBy.map((path) => ({
    kind: 'replacement',
    path,
    text: 'it changes in the code and is fixed at creation: the next deploy replaces the service by a new one, made from the code alone',
  }));
}
