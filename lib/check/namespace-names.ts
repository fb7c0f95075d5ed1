import type { Names } from '../compare/names';
import type { ReadFailure } from '../model/deployed-stack';
import type { AwsPort } from './aws-ports';

/** The names of Cloud Map namespaces within one account and region: what was asked for, and what AWS answered. */
export class NamespaceNames implements Names {
  private readonly answers = new Map<string, string | ReadFailure>();
  private readonly open = new Set<string>();
  /** How often a name was wanted that nobody had asked AWS for: whoever wanted it has to compare again. */
  misses = 0;

  nameOf(arn: string): string | undefined {
    const answer = this.answers.get(arn);
    if (answer === undefined) {
      this.open.add(arn);
      this.misses += 1;
    }
    return typeof answer === 'string' ? answer : undefined;
  }

  whyNot(arn: string): string | undefined {
    const answer = this.answers.get(arn);
    return typeof answer === 'object' ? answer.reason : undefined;
  }

  /** Asks AWS for the names that were wanted; the actions that were denied. */
  async lookUp(port: AwsPort): Promise<string[]> {
    if (this.open.size === 0) return [];
    const names = await port.readNamespaceNames([...this.open]);
    this.open.clear();
    for (const [arn, name] of names) this.answers.set(arn, name);
    return [...names.values()].flatMap((name) => (typeof name === 'object' && name.denied ? [name.action] : []));
  }
}
