import type { Facts, Question } from '../../lib/model/question';
import type { Template } from '../../lib/model/template';
import { type TemplateJson, Unknown, type Value } from '../../lib/model/value';
import { createResolver, type Resolver, type StackScope } from '../../lib/resolve/resolver';

export const ACCOUNT = '111111111111';
export const REGION = 'eu-west-1';
export const STACK_ID = `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Web/1`;

/** Sections of a template; what is left out is empty. */
export type Sections = Partial<Omit<Template, 'document'>>;

export interface Stack extends Partial<Omit<StackScope, 'template' | 'parameters' | 'resources'>> {
  readonly parameters?: Record<string, Value>;
  /** `Type` and physical id by logical id; null where the list could not be read. */
  readonly resources?: Record<string, readonly [type: string, physicalId: string]> | null;
  /** Answers by `kind name` or `kind physicalId attribute`. */
  readonly facts?: Record<string, Value>;
  /** Every question that was asked. */
  readonly asked?: Question[];
}

/** A resolver over a small stack. */
export function resolverOf(sections: Sections, stack: Stack = {}): Resolver {
  const { parameters = {}, resources = {}, facts = {}, asked = [], ...rest } = stack;
  const scope: StackScope = {
    side: 'synthesized',
    account: ACCOUNT,
    region: REGION,
    stackName: 'Web',
    stackId: STACK_ID,
    notificationArns: [],
    nestedOutput: () => undefined,
    ...rest,
    parameters: new Map(Object.entries(parameters)),
    resources:
      resources === null
        ? undefined
        : new Map(Object.entries(resources).map(([id, [type, physicalId]]) => [id, { type, physicalId }])),
    template: { Resources: {}, transforms: [], document: {}, ...sections },
  };
  return createResolver(scope, answersOf(facts, asked));
}

function answersOf(facts: Record<string, Value>, asked: Question[]): Facts {
  return {
    ask(question) {
      asked.push(question);
      if (question.kind === 'stack-output') return facts[`stack-output ${question.stackName} ${question.outputName}`];
      if (question.kind === 'attribute') return facts[`attribute ${question.physicalId} ${question.attribute}`];
      const version = 'version' in question && question.version ? `:${question.version}` : '';
      return facts[`${question.kind} ${question.name}${version}`];
    },
  };
}

/** The value of one expression in a small stack. */
export function resolve(json: TemplateJson, sections: Sections = {}, stack: Stack = {}): Value | undefined {
  return resolverOf(sections, stack).value(json, 'resource Web, property P');
}

/** The value as an Unknown, or the test fails. */
export function unknownOf(value: unknown): Unknown {
  if (!(value instanceof Unknown)) throw new Error(`is to be an Unknown, is ${JSON.stringify(value)}`);
  return value;
}

/** The reason of a fault of the template, or the test fails. */
export function faultOf(value: unknown): string {
  const unknown = unknownOf(value);
  if (!unknown.fault) throw new Error(`is to be a fault, is unknown: ${unknown.reason}`);
  return unknown.reason;
}

/** A parameter `Open` that nobody gave a value, so that `{ Ref: Open }` is unknown. */
export const OPEN = { Parameters: { Open: { Type: 'String' }, Other: { Type: 'String' } } };
