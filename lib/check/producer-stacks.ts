import { InputError, messageOf } from '../model/errors';
import type { LocalStack } from '../model/local-stack';
import type { OutputQuestion } from '../model/question';
import type { Aws, AwsPort } from './aws-ports';
import { type OpenedStack, openStack } from './open-stack';
import type { CheckOptions } from './options';
import type { Patience } from './patience';
import { pairStack, type StackPair } from './stack-pair';

/** A stack whose outputs other stacks take by `Fn::GetStackOutput`, as far as it could be read. */
export type ProducerStack =
  | { readonly kind: 'read'; readonly aws: AwsPort; readonly pair: StackPair }
  | {
      readonly kind: 'unread';
      /** True where AWS answered that there is no such stack. */
      readonly missing: boolean;
      readonly reason: string;
      /** Its code, where it is a stack of the code. */
      readonly local?: LocalStack;
    };

export interface ProducerOptions {
  readonly options: CheckOptions;
  readonly patience: Patience;
  /** All stacks of the code. */
  readonly code: readonly LocalStack[];
}

/** The environment of the stack that asks. */
export interface Consumer {
  readonly aws: AwsPort;
  readonly account?: string;
}

/**
 * Reads the stacks that outputs are taken from, each once: one of the code as the check opens stacks, with its lookup
 * role where it takes one; another one with the credentials of the stack that asks, else with the role that it names.
 */
export class ProducerStacks {
  private readonly reads = new Map<string, Promise<ProducerStack>>();
  private readonly known = new Map<string, ProducerStack>();

  constructor(
    private readonly aws: Aws,
    private readonly opened: readonly OpenedStack[],
    private readonly how: ProducerOptions,
  ) {}

  /** The stack that a question means; undefined before it is read. */
  find(consumer: Consumer, question: OutputQuestion): ProducerStack | undefined {
    return this.known.get(keyOf(consumer, question));
  }

  async read(consumer: Consumer, question: OutputQuestion): Promise<ProducerStack> {
    const key = keyOf(consumer, question);
    const read = this.reads.get(key) ?? this.open(consumer, question);
    this.reads.set(key, read);
    const stack = await read;
    this.known.set(key, stack);
    return stack;
  }

  private async open(consumer: Consumer, question: OutputQuestion): Promise<ProducerStack> {
    const account = accountOf(consumer, question);
    const { stackName, region } = question;
    const isMeant = (stack: { readonly account?: string; readonly region?: string }): boolean =>
      (stack.account ?? consumer.account) === account && (stack.region ?? region) === region;
    const local = this.how.code.find((stack) => stack.stackName === stackName && isMeant(stack));
    const checked = this.opened.find(({ target, report }) =>
      local === undefined ? target.stackName === stackName && isMeant(report) : target.local === local,
    );
    try {
      const opened = checked ?? (local && (await openStack(this.aws, { stackName, local }, this.how)));
      // One without an environment may turn out to be somewhere else.
      if (opened !== undefined && isMeant(opened.report)) return producerOf(opened);
      return await this.readForeign(consumer, question, account);
    } catch (error) {
      // A template may name any region; what cannot be asked there is not known.
      if (error instanceof InputError) return { kind: 'unread', missing: false, reason: messageOf(error) };
      throw error;
    }
  }

  /** Reads a stack that is none of the code's. */
  private async readForeign(
    consumer: Consumer,
    question: OutputQuestion,
    account: string | undefined,
  ): Promise<ProducerStack> {
    const reasons: string[] = [];
    let missing = false;
    for (const aws of await this.portsFor(consumer, question, account)) {
      const read = await aws.readStack(question.stackName);
      if (read.kind === 'read' && read.stack.account === (account ?? read.stack.account)) {
        return { kind: 'read', aws, pair: await pairStack(aws, read.stack, undefined) };
      }
      missing = read.kind === 'missing';
      if (read.kind === 'read') reasons.push(`the credentials are for account ${read.stack.account}`);
      else reasons.push(read.kind === 'unread' ? read.failure.reason : read.reason);
    }
    const none = `the credentials are not for account ${account}, and the template names no role to read it with`;
    return { kind: 'unread', missing, reason: reasons.length === 0 ? none : reasons.join('; ') };
  }

  private async portsFor(
    consumer: Consumer,
    { region, roleArn }: OutputQuestion,
    account: string | undefined,
  ): Promise<AwsPort[]> {
    const ports: AwsPort[] = [];
    if (account === consumer.account) ports.push(consumer.aws.inRegion(region));
    else {
      const own = this.aws.in(region);
      if ((await own.readAccount()) === account) ports.push(own);
    }
    // --role-arn is to be the only role.
    if (roleArn !== undefined && this.how.options.roleArn === undefined)
      ports.push(this.aws.in(region, { arn: roleArn }));
    return ports;
  }
}

function keyOf(consumer: Consumer, question: OutputQuestion): string {
  const { stackName, region, roleArn } = question;
  return JSON.stringify([accountOf(consumer, question), region, stackName, roleArn]);
}

/** The account of the stack that a question means. */
function accountOf({ account }: Consumer, { roleArn }: OutputQuestion): string | undefined {
  return roleArn === undefined ? account : (/^arn:[^:]*:iam::(\d{12}):/.exec(roleArn)?.[1] ?? account);
}

function producerOf(opened: OpenedStack): ProducerStack {
  if (opened.kind === 'open') return { kind: 'read', aws: opened.aws, pair: opened.pair };
  const { report, target } = opened;
  const missing = report.status === 'NOT_DEPLOYED';
  return { kind: 'unread', missing, reason: report.reason ?? 'it could not be read', local: target.local };
}
