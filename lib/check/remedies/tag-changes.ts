import type { Json } from '../../model/json';
import { type Difference, isDrift } from '../../model/report';
import { splitPath } from './split-path';

/** A tag that drifted, with its deployed value. */
interface ChangedTag {
  readonly key: string;
  readonly value: Json | undefined;
}

/** The tags of a service that drifted: worked out once, however many there are. */
export interface TagChanges {
  readonly added: readonly ChangedTag[];
  /** Changed or removed. */
  readonly others: readonly ChangedTag[];
}

/** Sorts out what drifted of the tags. */
export function tagChanges(differences: readonly Difference[]): TagChanges {
  const drifted = differences.filter(isDrift);
  return {
    added: drifted.filter(({ differenceType }) => differenceType === 'ADD').flatMap(tagIn),
    others: drifted.filter(({ differenceType }) => differenceType !== 'ADD').flatMap(tagIn),
  };
}

/** The tag that a difference is about; none of another property's. */
export function tagIn({ path, deployed }: Difference): ChangedTag[] {
  const [first, key] = splitPath(path);
  return first === 'Tags' && key !== undefined ? [{ key: key.slice(1), value: deployed }] : [];
}
