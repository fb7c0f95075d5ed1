import fc from 'fast-check';

/** A source of choices: the same numbers give the same choices. */
export const choices = fc.infiniteStream(fc.nat({ max: 999 }));
export type Choices = Iterator<number>;

/** One of these. */
export function pick<T>(from: Choices, options: readonly T[]): T {
  return options[(from.next().value as number) % options.length] as T;
}

/** Yes or no. */
export function yes(from: Choices): boolean {
  return pick(from, [true, false]);
}
