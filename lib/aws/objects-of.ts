/** The objects of a list in an answer; none where the answer, whatever its type says, holds no list. */
export function objectsOf<Item extends object>(list: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

/** A text of an answer; undefined where the answer, whatever its type says, has something else there. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number of an answer, likewise. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
