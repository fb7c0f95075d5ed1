import { isFor, type RuleSubject, type RunRule } from './ignore/run-rule';

/** The ignore rules of a run, and which of them matched. */
export class IgnoreRules {
  /** Those past their last day: they match nothing any more. */
  readonly expired: readonly RunRule[];
  private readonly holding: readonly RunRule[];
  private readonly used = new Set<RunRule>();

  /** `today` decides which rules have expired: `2027-01-31`, in UTC by default. */
  constructor(rules: readonly RunRule[], today: string = new Date().toISOString().slice(0, 10)) {
    const isExpired = ({ expires }: RunRule): boolean => expires !== undefined && expires < today;
    this.expired = rules.filter(isExpired);
    this.holding = rules.filter((rule) => !isExpired(rule));
  }

  /** The first rule that covers a path of a service, or what encloses it. All that do count as used. */
  match(path: string, subject: RuleSubject): RunRule | undefined {
    const matching = this.holding.filter((rule) => rule.pattern.covers(path) && isFor(rule, subject));
    for (const rule of matching) this.used.add(rule);
    return matching[0];
  }

  /** Those that hold and matched nothing so far. */
  get unmatched(): RunRule[] {
    return this.holding.filter((rule) => !this.used.has(rule));
  }
}
