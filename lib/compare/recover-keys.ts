import type { Element } from './element-keys';
import { sameButQuestionMarks } from './same';

/**
 * Gives deployed elements in whose key GetTemplate answered `?` for characters outside ASCII the key that the live or
 * the synthesized side has: each key of theirs to one element at most.
 */
export function recoverKeys(
  deployed: readonly Element[],
  live: readonly Element[],
  synthesized: readonly Element[],
): void {
  for (const others of [live, synthesized]) {
    const exact = new Set(deployed.map(({ key }) => key));
    const free = others.filter(({ key }) => key !== undefined && !exact.has(key));
    const keys = new Set(others.map(({ key }) => key));
    for (const element of deployed) {
      if (element.key?.includes('?') !== true || keys.has(element.key)) continue;
      const at = free.findIndex((other) => isSameKey(element, other));
      const [found] = at < 0 ? [] : free.splice(at, 1);
      if (found === undefined) continue;
      element.parts = [...found.parts];
      element.key = found.key;
    }
  }
}

function isSameKey({ parts }: Element, other: Element): boolean {
  return parts.length === other.parts.length && parts.every((part, index) => isSamePart(part, other.parts[index]));
}

function isSamePart(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return typeof one === 'string' && typeof other === 'string' && sameButQuestionMarks(one, other);
}
