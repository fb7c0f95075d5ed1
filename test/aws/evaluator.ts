import { bareObject, isObject, type Json, type JsonObject, member } from '../../lib/model/json';
import { cidrBlocks } from './cidr';

/** A value of a template; undefined stands for `AWS::NoValue`. */
export type Evaluated = Json | undefined;

/** What a template refers to. */
export interface Surroundings {
  readonly template: JsonObject;
  /** Parameters and pseudo parameters; lists as lists, `AWS::NoValue` not among them. */
  readonly values: ReadonlyMap<string, Json>;
  readonly region: string;
  readonly account: string;
  ref(logicalId: string): Json;
  attribute(logicalId: string, name: string): Json;
  importValue(name: string): Json;
  /** The output of another stack: `StackName`, `OutputName`, `Region`, `RoleArn`. */
  stackOutput(named: JsonObject): Json;
  /** The value of a dynamic reference: `ssm`, `/name:1`. */
  dynamic(service: string, reference: string): string;
}

type Handler = (argument: Json, evaluator: Evaluator) => Evaluated;

/** The error that CloudFormation would give for the template. */
export class TemplateError extends Error {}

/** Works CloudFormation's functions out, as CloudFormation does when it deploys. */
export class Evaluator {
  private readonly conditions = new Map<string, boolean>();

  constructor(readonly surroundings: Surroundings) {}

  /** Null is left out like `AWS::NoValue`. */
  evaluate(node: Json | undefined): Evaluated {
    if (node === null || node === undefined) return undefined;
    if (typeof node === 'string') return this.withDynamicReferences(node);
    if (typeof node !== 'object') return node;
    if (Array.isArray(node)) return node.map((item) => this.evaluate(item)).filter((item) => item !== undefined);
    const keys = Object.keys(node);
    const only = keys.length === 1 ? (keys[0] as string) : '';
    if (only === 'Ref') return this.ref(String(node[only]));
    if (only.startsWith('Fn::')) return this.call(only, node[only] as Json);
    return this.map(node, keys);
  }

  /** The properties of a resource, or another map of a template. */
  map(node: JsonObject, keys = Object.keys(node)): JsonObject {
    const result = bareObject<Json>();
    for (const key of keys) {
      const value = this.evaluate(node[key]);
      if (value !== undefined) result[key] = value;
    }
    return result;
  }

  condition(name: string): boolean {
    const known = this.conditions.get(name);
    if (known !== undefined) return known;
    const definition = member(member(this.surroundings.template, 'Conditions') as JsonObject, name);
    if (definition === undefined) throw new TemplateError(`Unresolved condition ${name}`);
    const value = this.test(definition);
    this.conditions.set(name, value);
    return value;
  }

  /** A condition's expression. */
  test(node: Json): boolean {
    if (typeof node === 'boolean') return node;
    if (typeof node === 'string') return node === 'true';
    if (!isObject(node)) throw new TemplateError(`${JSON.stringify(node)} is no condition`);
    const [name, argument] = Object.entries(node)[0] as [string, Json];
    const list = Array.isArray(argument) ? argument : [argument];
    if (name === 'Condition') return this.condition(String(argument));
    if (name === 'Fn::And') return list.every((item) => this.test(item));
    if (name === 'Fn::Or') return list.some((item) => this.test(item));
    if (name === 'Fn::Not') return !this.test(list[0] as Json);
    if (name !== 'Fn::Equals') throw new TemplateError(`${name} is no function of conditions`);
    const [left, right] = list.map((item) => comparable(this.evaluate(item)));
    return left === right;
  }

  text(node: Json | undefined): string {
    return textOf(this.evaluate(node));
  }

  list(node: Json | undefined): Json[] {
    const value = this.evaluate(node);
    if (Array.isArray(value)) return value;
    if (value === undefined || value === '') return [];
    return textOf(value).split(',');
  }

  ref(name: string): Evaluated {
    if (name === 'AWS::NoValue') return undefined;
    return this.surroundings.values.get(name) ?? this.surroundings.ref(name);
  }

  private call(name: string, argument: Json): Evaluated {
    const handler = HANDLERS.get(name);
    if (!handler) throw new TemplateError(`Template error: unknown function ${name}`);
    const value = handler(argument, this);
    return typeof value === 'string' ? this.withDynamicReferences(value) : value;
  }

  private withDynamicReferences(text: string): string {
    return text.replace(/\{\{resolve:([a-z-]+):([^{}]+)\}\}/g, (_, service: string, reference: string) =>
      this.surroundings.dynamic(service, reference),
    );
  }
}

function textOf(value: Evaluated): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function comparable(value: Evaluated): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function items(argument: Json, name: string): Json[] {
  if (!Array.isArray(argument)) throw new TemplateError(`Template error: ${name} wants a list`);
  return argument;
}

const HANDLERS = new Map<string, Handler>([
  ['Fn::GetAtt', getAttribute],
  ['Fn::Sub', substitute],
  ['Fn::If', chooseBranch],
  ['Fn::FindInMap', findInMap],
  ['Fn::Select', select],
  [
    'Fn::Join',
    (argument, evaluator) => {
      const [delimiter, list] = items(argument, 'Fn::Join');
      return evaluator.list(list).map(textOf).join(textOf(delimiter));
    },
  ],
  [
    'Fn::Split',
    (argument, evaluator) => {
      const [delimiter, text] = items(argument, 'Fn::Split');
      return evaluator.text(text).split(textOf(delimiter));
    },
  ],
  ['Fn::ImportValue', (argument, evaluator) => evaluator.surroundings.importValue(evaluator.text(argument))],
  [
    'Fn::GetStackOutput',
    (argument, evaluator) => {
      if (!isObject(argument)) throw new TemplateError('Template error: Fn::GetStackOutput wants an object');
      return evaluator.surroundings.stackOutput(evaluator.map(argument as JsonObject));
    },
  ],
  ['Fn::Base64', (argument, evaluator) => Buffer.from(evaluator.text(argument), 'utf8').toString('base64')],
  [
    'Fn::GetAZs',
    (argument, evaluator) => {
      const region = evaluator.text(argument) || evaluator.surroundings.region;
      return ['a', 'b', 'c'].map((zone) => region + zone);
    },
  ],
  [
    'Fn::Cidr',
    (argument, evaluator) => {
      const [block, count, bits] = items(argument, 'Fn::Cidr').map((item) => evaluator.text(item));
      return cidrBlocks(block as string, Number(count), Number(bits ?? 8));
    },
  ],
  ['Fn::Length', (argument, evaluator) => evaluator.list(argument).length],
  ['Fn::ToJsonString', (argument, evaluator) => JSON.stringify(evaluator.evaluate(argument))],
]);

function getAttribute(argument: Json, evaluator: Evaluator): Evaluated {
  const [logicalId, name] = Array.isArray(argument)
    ? [
        textOf(argument[0]),
        argument
          .slice(1)
          .map((part) => evaluator.text(part))
          .join('.'),
      ]
    : splitAttribute(textOf(argument));
  return evaluator.surroundings.attribute(logicalId as string, name as string);
}

function splitAttribute(text: string): [string, string] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

function substitute(argument: Json, evaluator: Evaluator): Evaluated {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  return textOf(text).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, inner: string) => {
    if (literal) return `\${${inner}}`;
    const name = inner.trim();
    const own = isObject(variables) ? member(variables as JsonObject, name) : undefined;
    if (own !== undefined) return evaluator.text(own);
    return textOf(name.includes('.') ? evaluator.surroundings.attribute(...splitAttribute(name)) : evaluator.ref(name));
  });
}

function chooseBranch(argument: Json, evaluator: Evaluator): Evaluated {
  const [name, yes, no] = items(argument, 'Fn::If');
  const holds = typeof name === 'string' ? evaluator.condition(name) : evaluator.test(name as Json);
  return evaluator.evaluate(holds ? yes : no);
}

function findInMap(argument: Json, evaluator: Evaluator): Evaluated {
  const [map, top, second, options] = items(argument, 'Fn::FindInMap');
  const path = [map, top, second].map((item) => evaluator.text(item));
  let found: Json | undefined = member(evaluator.surroundings.template, 'Mappings');
  for (const key of path) found = isObject(found) ? member(found as JsonObject, key) : undefined;
  if (found !== undefined) return found;
  const fallback = isObject(options) ? member(options as JsonObject, 'DefaultValue') : undefined;
  if (fallback !== undefined) return evaluator.evaluate(fallback);
  throw new TemplateError(`Template error: Unable to get mapping for ${path.join('::')}`);
}

function select(argument: Json, evaluator: Evaluator): Evaluated {
  const [index, list] = items(argument, 'Fn::Select');
  const values = evaluator.list(list);
  const position = Number(evaluator.text(index));
  if (!(position in values)) {
    throw new TemplateError(`Template error: Fn::Select cannot select nonexistent value at index ${position}`);
  }
  return values[position];
}
