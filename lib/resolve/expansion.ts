import { isMap, type Value } from '../model/value';

/**
 * Values that one template may work out to. A template of a megabyte holds a fraction of it; only one whose expressions
 * multiply one another (mappings of mappings, long lists in many places) comes near.
 */
export const MOST_VALUES = 500_000;

/** So many characters of a text count as one more value. */
const CHARACTERS = 256;

/** Counts what a template works out to, shared values each time they are used, since every stage walks them each time. */
export class Expansion {
  private values = 0;

  /** True while the template is within bounds. */
  add(value: Value | undefined): boolean {
    this.values += weightOf(value, MOST_VALUES - this.values);
    return this.values <= MOST_VALUES;
  }
}

/** Gives up once it is past the limit: a tree of shared branches can be endless to walk. */
function weightOf(value: Value | undefined, limit: number): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / CHARACTERS);
  const children = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : [];
  let weight = 1;
  for (const child of children) {
    if (weight > limit) break;
    weight += weightOf(child, limit - weight);
  }
  return weight;
}
