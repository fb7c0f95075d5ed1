import type { Difference, Remedy } from '../../model/report';

/** A command or a piece of code with everything that it is for. */
export interface RemedyGroup {
  readonly remedy: Remedy;
  readonly text: string;
  /** At least one. */
  readonly paths: readonly string[];
}

/** The remedies of a service that stand at a difference, by its path, and those that serve several. */
export interface PlacedRemedies {
  readonly own: ReadonlyMap<string, readonly RemedyGroup[]>;
  readonly shared: readonly RemedyGroup[];
}

/** Places each remedy once: with the difference that it is for, or with all that it is for. */
export function placeRemedies(differences: readonly Difference[]): PlacedRemedies {
  const own = new Map<string, RemedyGroup[]>();
  const shared: RemedyGroup[] = [];
  for (const group of groupRemedies(differences)) {
    const [path = '', second] = group.paths;
    if (second !== undefined) shared.push(group);
    else own.set(path, [...(own.get(path) ?? []), group]);
  }
  return { own, shared };
}

/** The remedies of a service's differences, each once, in the order of the first difference of each. */
export function groupRemedies(differences: readonly Difference[]): RemedyGroup[] {
  const groups = new Map<string, RemedyGroup & { readonly paths: string[] }>();
  for (const { path, remedies = [] } of differences) {
    for (const remedy of remedies) {
      const text = remedy.kind === 'restore' ? remedy.command : remedy.code;
      const key = `${remedy.kind} ${text}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { remedy, text, paths: [path] });
      else group.paths.push(path);
    }
  }
  return [...groups.values()];
}
