import type { EnvironmentQuestion, OutputQuestion, Question } from '../model/question';
import type { Value } from '../model/value';
import type { Aws, AwsPort } from './aws-ports';
import { type Beside, collectBeside } from './beside';
import { collectServices, type ServiceToCheck } from './collect-services';
import { Ledger } from './ledger';
import type { OpenedStack } from './open-stack';
import { type Consumer, type ProducerOptions, ProducerStacks } from './producer-stacks';
import { RunSecrets } from './run-secrets';
import { comingOutput, deployedOutput } from './stack-output';
import type { StackPair } from './stack-pair';
import { exportsOfCode, makeResolvers, type Resolvers } from './stack-scopes';

/** An answer can lead to another question (a name that holds an export's value); deeper chains stay unresolved. */
const MOST_ROUNDS = 5;

export type OpenStack = Extract<OpenedStack, { kind: 'open' }>;

/**
 * Outputs that are worked out each for the next, within the bounds of the JavaScript stack. One further away stays what
 * it is now.
 */
const MOST_IN_A_ROW = 4;

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
  private readonly environments = new Map<AwsPort, Environment>();
  private readonly producers: ProducerStacks;
  /** Outputs that are being worked out, each for the next. */
  private readonly underWay = new Set<string>();
  private readonly secrets = new Map<AwsPort, RunSecrets>();
  private open: ResolvedStack[] = [];
  private comingExports: ReadonlySet<string> = new Set();

  constructor(
    private readonly aws: Aws,
    opened: readonly OpenedStack[],
    private readonly how: ProducerOptions,
  ) {
    this.producers = new ProducerStacks(aws, opened, how);
    this.stacks = opened.flatMap((stack) =>
      stack.kind === 'open' ? [{ stack, services: [], beside: new Map() }] : [],
    );
    this.resolve(this.stacks);
  }

  /** Asks AWS what the templates need, as long as they need it. */
  async finish(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && this.open.length > 0; round += 1) {
      await Promise.all([...this.environments.values()].map((environment) => this.answer(environment)));
      this.resolve(this.open);
    }
  }

  private async answer(environment: Environment): Promise<void> {
    const { aws, ledger } = environment;
    const questions = ledger.takeOpen();
    if (questions.length === 0) return;
    if (questions.some(({ kind }) => kind === 'export')) this.comingExports = exportsOfCode(this.how.code);
    const [answers] = await Promise.all([
      aws.answerQuestions(questions.filter((question): question is EnvironmentQuestion => !isOfOutput(question))),
      ...questions.filter(isOfOutput).map(async (question) => {
        const value = deployedOutput(question, await this.producers.read(environment, question));
        ledger.learn(new Map([[this.aws.questionKey(question), value]]));
      }),
    ]);
    ledger.learn(answers);
  }

  private resolve(stacks: readonly ResolvedStack[]): void {
    this.open = [];
    for (const resolved of stacks) {
      const { aws, pair, target, report } = resolved.stack;
      const before = this.misses();
      const resolvers = this.resolversOf(aws, pair, new Map());
      const { stackName, account, region } = report;
      const codeTags = target.local?.tags ?? {};
      resolved.services = collectServices(pair, resolvers, {
        root: { stackName, account, region },
        codeTags,
        secrets: this.secretsOf(aws, pair.deployed.account),
      });
      resolved.beside = collectBeside(pair, resolvers);
      if (this.misses() > before) this.open.push(resolved);
    }
  }

  /** Asked only once everything is worked out: then all answers are there. */
  private secretsOf(aws: AwsPort, account: string): RunSecrets {
    const known = this.secrets.get(aws);
    if (known !== undefined) return known;
    const environment = this.environmentOf(aws, account);
    const secrets = new RunSecrets({
      pairs: () => this.stacks.filter(({ stack }) => stack.aws === aws).map(({ stack }) => stack.pair),
      facts: environment.ledger,
      parameters: this.how.options.parameters ?? {},
      producer: (question) => {
        const producer = this.producers.find(environment, question);
        return producer?.kind === 'read' ? producer.pair : undefined;
      },
    });
    this.secrets.set(aws, secrets);
    return secrets;
  }

  /** With those of the stacks that outputs are taken from, as far as they were read, in `others`. */
  private resolversOf(aws: AwsPort, pair: StackPair, others: Map<StackPair, Resolvers | undefined>): Resolvers {
    const environment = this.environmentOf(aws, pair.deployed.account);
    const ofOther = (port: AwsPort, other: StackPair): Resolvers | undefined => {
      if (!others.has(other)) {
        // Undefined while it is being made: stacks may refer to one another in a circle.
        others.set(other, undefined);
        others.set(other, this.resolversOf(port, other, others));
      }
      return others.get(other);
    };
    return makeResolvers(pair, {
      facts: environment.ledger,
      parameters: this.how.options.parameters ?? {},
      comingExports: this.comingExports,
      comingOutput: (question) => {
        const producer = this.producers.find(environment, question);
        return producer && this.unlessUnderWay(question, () => comingOutput(question, producer, ofOther));
      },
    });
  }

  /** Undefined for an output that is made of itself, or of those of too many stacks in a row. */
  private unlessUnderWay(question: OutputQuestion, work: () => Value | undefined): Value | undefined {
    const key = this.aws.questionKey(question);
    if (this.underWay.has(key) || this.underWay.size >= MOST_IN_A_ROW) return undefined;
    this.underWay.add(key);
    const value = work();
    this.underWay.delete(key);
    return value;
  }

  private environmentOf(aws: AwsPort, account: string): Environment {
    const environment = this.environments.get(aws) ?? { aws, account, ledger: new Ledger(this.aws.questionKey) };
    this.environments.set(aws, environment);
    return environment;
  }

  /** How often an answer was not there yet, in all environments: a stack may ask through others. */
  private misses(): number {
    return [...this.environments.values()].reduce((sum, { ledger }) => sum + ledger.misses, 0);
  }
}

interface Environment extends Consumer {
  readonly ledger: Ledger;
}

function isOfOutput(question: Question): question is OutputQuestion {
  return question.kind === 'stack-output';
}
