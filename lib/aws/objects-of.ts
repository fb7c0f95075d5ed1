/** The objects of a list in an answer; none where the answer, whatever its type says, holds no list. */
export function objectsOf<Item extends object>(list: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}
