/** Levels of nesting that are followed; far more than CloudFormation's templates have, far less than the stack holds. */
export const MOST_LEVELS = 200;

/** A condition or an attribute of a template that is being worked out. */
interface Named {
  readonly key: string;
  /** Levels above the expression that refers to it. */
  readonly depth: number;
  /** Works it out with no level above it, and keeps the result. */
  readonly again: () => void;
}

/** Thrown where the levels of several names add up to too many: the last of these is to be worked out by itself first. */
class Postponed {
  constructor(readonly named: Named) {}
}

/**
 * Lets conditions and attributes refer to one another in chains of any length, while each of them is nested no deeper
 * than {@link MOST_LEVELS}: what is reached too far down is worked out beforehand.
 */
export class Levels {
  private readonly underWay: Named[] = [];
  private readonly keys = new Set<string>();

  /** True while a name is being worked out, or waits for others: it then refers to itself. */
  isUnderWay(key: string): boolean {
    return this.keys.has(key);
  }

  /** Works a name out. */
  within<T>(named: Named, work: () => T): T {
    this.underWay.push(named);
    this.keys.add(named.key);
    try {
      return work();
    } finally {
      this.underWay.pop();
      this.keys.delete(named.key);
    }
  }

  /** True for a level that is too deep by itself. One that only adds up to too many ends the work for now. */
  isTooDeep(depth: number): boolean {
    if (depth <= MOST_LEVELS) return false;
    const last = this.underWay.at(-1);
    if (last !== undefined && last.depth > 0) throw new Postponed(last);
    return true;
  }

  /** Does work that refers to names. */
  follow<T>(work: () => T): T {
    const waiting: Named[] = [];
    for (;;) {
      const next = waiting.at(-1);
      try {
        if (next === undefined) return work();
        next.again();
        waiting.pop();
        this.keys.delete(waiting.at(-1)?.key ?? '');
      } catch (error) {
        if (!(error instanceof Postponed)) throw error;
        if (next !== undefined) this.keys.add(next.key);
        waiting.push(error.named);
      }
    }
  }
}
