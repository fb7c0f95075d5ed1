import type { LocalStack } from '../model/local-stack';
import type { Aws, AwsPort } from './aws-ports';
import { type Beside, collectBeside } from './beside';
import { collectServices, type ServiceToCheck } from './collect-services';
import { Ledger } from './ledger';
import type { OpenedStack } from './open-stack';
import { exportsOfCode, makeResolvers } from './stack-scopes';

/** An answer can lead to another question (a name that holds an export's value); deeper chains stay unresolved. */
const MOST_ROUNDS = 5;

export type OpenStack = Extract<OpenedStack, { kind: 'open' }>;

export interface ResolveOptions {
  readonly parameters: Readonly<Record<string, string>>;
  /** All stacks of the code. */
  readonly code: readonly LocalStack[];
}

/** A stack's services, worked out with what AWS answered so far. */
export interface ResolvedStack {
  readonly stack: OpenStack;
  services: readonly ServiceToCheck[];
  /** What the stack's templates say of services from the side, of any stack. */
  beside: Beside;
}

/**
 * Works out the services of all stacks: once with what is at hand, and again for those stacks that had questions, until
 * nothing new is asked. The first round's services come at once, so that reading them live need not wait.
 */
export class ServiceResolution {
  readonly stacks: readonly ResolvedStack[];
  private readonly ledgers = new Map<AwsPort, Ledger>();
  private open: ResolvedStack[] = [];
  private comingExports: ReadonlySet<string> = new Set();

  constructor(
    private readonly aws: Aws,
    opened: readonly OpenStack[],
    private readonly options: ResolveOptions,
  ) {
    this.stacks = opened.map((stack) => ({ stack, services: [], beside: new Map() }));
    this.resolve(this.stacks);
  }

  /** Asks AWS what the templates need, as long as they need it. */
  async finish(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && this.open.length > 0; round += 1) {
      await Promise.all([...this.ledgers].map(([port, ledger]) => this.answer(port, ledger)));
      this.resolve(this.open);
    }
  }

  private async answer(port: AwsPort, ledger: Ledger): Promise<void> {
    const questions = ledger.takeOpen();
    if (questions.length === 0) return;
    if (questions.some(({ kind }) => kind === 'export')) this.comingExports = exportsOfCode(this.options.code);
    ledger.learn(await port.answerQuestions(questions));
  }

  private resolve(stacks: readonly ResolvedStack[]): void {
    this.open = [];
    for (const resolved of stacks) {
      const { aws, pair, target, report } = resolved.stack;
      const ledger = this.ledgerOf(aws);
      const before = ledger.misses;
      const resolvers = makeResolvers(pair, {
        facts: ledger,
        parameters: this.options.parameters,
        comingExports: this.comingExports,
      });
      const { stackName, account, region } = report;
      const codeTags = target.local?.tags ?? {};
      resolved.services = collectServices(pair, resolvers, {
        root: { stackName, account, region },
        codeTags,
      });
      resolved.beside = collectBeside(pair, resolvers);
      if (ledger.misses > before) this.open.push(resolved);
    }
  }

  private ledgerOf(port: AwsPort): Ledger {
    const ledger = this.ledgers.get(port) ?? new Ledger(this.aws.questionKey);
    this.ledgers.set(port, ledger);
    return ledger;
  }
}
