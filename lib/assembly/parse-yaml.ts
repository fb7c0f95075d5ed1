import type * as Yaml from 'yaml';
import type { Alias, Document, LineCounter, Node, Pair, Scalar as ScalarNode, YAMLMap, YAMLSeq } from 'yaml';
import { bareObject, isObject } from '../model/json';
import type { TemplateJson } from '../model/value';
import { inputProblem, type TextPosition, tooDeep } from './input-problem';
import { DEEPEST_NESTING, LARGEST_TEMPLATE } from './limits';
import { resolvePlainScalar } from './plain-scalar';
import { fullFormArgument, fullFormKey } from './short-form';
import type { RepeatedKey, TemplateText } from './template-text';

const CORE_TAG = 'tag:yaml.org,2002:';
/** Tokens that are open at once: a level of a template opens one or two. */
const MOST_OPEN = 2 * DEEPEST_NESTING + 10;

/** Reads YAML as CloudFormation does: its short forms become full forms, ambiguous scalars keep all readings. */
export function parseYaml(text: string, fileName: string): TemplateText {
  const yaml = require('yaml') as typeof Yaml;
  const lineCounter = new yaml.LineCounter();
  const document = composeDocument(yaml, text, lineCounter, fileName);
  const reader = new YamlReader(yaml, lineCounter, fileName);
  return { document: reader.read(document.contents), repeated: reader.repeated };
}

/** All scalars as text: what an unquoted one stands for is decided here and not by the parser's YAML version. */
function composeDocument(yaml: typeof Yaml, text: string, lineCounter: LineCounter, fileName: string): Document {
  const composer = new yaml.Composer({
    schema: 'failsafe',
    resolveKnownTags: false,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const tokens = shallowTokens(yaml, text, lineCounter, fileName);
  const [document, second] = composer.compose(tokens, true, text.length);
  const error = document?.errors[0];
  if (document === undefined || error !== undefined) {
    throw notValid(error?.message ?? 'there is no document', error?.pos[0] ?? 0, { fileName, lineCounter });
  }
  if (second === undefined) return document;
  const problem = 'there is a second document; a template is one document';
  throw notValid(problem, second.range[0], { fileName, lineCounter });
}

/**
 * The tokens of a text whose nesting the composer can follow. It recurses, and the end of its stack is not always an
 * error that can be caught: a regular expression that is compiled there ends the process.
 */
function* shallowTokens(
  yaml: typeof Yaml,
  text: string,
  lineCounter: LineCounter,
  fileName: string,
): Generator<Yaml.CST.Token, void> {
  const parser = new yaml.Parser(lineCounter.addNewLine);
  lineCounter.addNewLine(0);
  for (const lexeme of new yaml.Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MOST_OPEN) throw tooDeep(fileName);
  }
  yield* parser.end();
}

function notValid(
  problem: string,
  offset: number,
  { fileName, lineCounter }: { readonly fileName: string; readonly lineCounter: LineCounter },
): Error {
  const { line, col } = lineCounter.linePos(offset);
  return inputProblem(fileName, `not valid YAML: ${problem}`, { line, column: col });
}

/** What an anchor stands for, with the weight that each alias of it adds. */
interface Anchored {
  readonly value: TemplateJson;
  readonly nodes: number;
  readonly height: number;
}

/** Walks one document in its order, so that an alias always finds the latest anchor of its name before it. */
class YamlReader {
  readonly repeated: RepeatedKey[] = [];
  private readonly anchors = new Map<string, Anchored>();
  /** Nodes so far, those behind aliases counted each time. */
  private nodes = 0;
  /** The deepest level below the node that is being read. */
  private deepest = 0;

  constructor(
    private readonly yaml: typeof Yaml,
    private readonly lineCounter: LineCounter,
    private readonly fileName: string,
  ) {}

  read(contents: unknown): TemplateJson {
    return this.node(contents, 0);
  }

  private node(node: unknown, depth: number): TemplateJson {
    if (depth > DEEPEST_NESTING) throw tooDeep(this.fileName);
    this.count(1);
    this.deepest = Math.max(this.deepest, depth);
    if (node === null || node === undefined) return null;
    if (this.yaml.isAlias(node)) return this.alias(node, depth);
    const name = (node as ScalarNode | YAMLMap | YAMLSeq).anchor;
    if (name === undefined) return this.tagged(node as Node, depth);
    const before = this.nodes;
    const outerDeepest = this.deepest;
    this.deepest = depth;
    const value = this.tagged(node as Node, depth);
    this.anchors.set(name, { value, nodes: this.nodes - before, height: this.deepest - depth });
    this.deepest = Math.max(this.deepest, outerDeepest);
    return value;
  }

  private alias(node: Alias, depth: number): TemplateJson {
    const target = this.anchors.get(node.source);
    if (target === undefined)
      throw this.problem(node, `there is no anchor &${node.source} before the alias *${node.source}`);
    this.count(target.nodes);
    this.deepest = Math.max(this.deepest, depth + target.height);
    if (this.deepest > DEEPEST_NESTING) throw tooDeep(this.fileName);
    return target.value;
  }

  private count(nodes: number): void {
    this.nodes += nodes;
    if (this.nodes > LARGEST_TEMPLATE) {
      throw inputProblem(this.fileName, `more than ${LARGEST_TEMPLATE} values with its aliases, which no template has`);
    }
  }

  private tagged(node: Node, depth: number): TemplateJson {
    const { tag } = node;
    if (tag === undefined || tag === '!') return this.content(node, depth, tag === '!');
    if (tag.startsWith(CORE_TAG)) return this.coreTagged(node, tag.slice(CORE_TAG.length), depth);
    const key = fullFormKey(tag);
    if (key === undefined) {
      throw this.problem(node, `unknown tag ${tag}: CloudFormation has no such short form; write the value without it`);
    }
    const form = bareObject<TemplateJson>();
    form[key] = fullFormArgument(key, this.content(node, depth + 1, true));
    return form;
  }

  /** `!!str` and its like; the types of YAML 1.1 that CloudFormation refuses are refused. */
  private coreTagged(node: Node, type: string, depth: number): TemplateJson {
    if (type === 'str') return this.content(node, depth, true);
    const scalar = this.yaml.isScalar(node);
    const fits = scalar ? /^(?:int|float|bool|null)$/.test(type) : type === (this.yaml.isMap(node) ? 'map' : 'seq');
    if (!fits) throw this.problem(node, `unknown tag !!${type}: CloudFormation does not read it here; leave it out`);
    return scalar ? resolvePlainScalar(textOf(node as ScalarNode)) : this.content(node, depth, false);
  }

  private content(node: Node, depth: number, asText: boolean): TemplateJson {
    if (this.yaml.isMap(node)) return this.map(node, depth);
    if (this.yaml.isSeq(node)) return node.items.map((item) => this.node(item, depth + 1));
    const scalar = node as ScalarNode;
    return asText || scalar.type !== 'PLAIN' ? textOf(scalar) : resolvePlainScalar(textOf(scalar));
  }

  private map(node: YAMLMap, depth: number): TemplateJson {
    const map = bareObject<TemplateJson>();
    const merged: TemplateJson[] = [];
    for (const pair of node.items) {
      const key = this.key(pair, node);
      const value = this.node(pair.value, depth + 1);
      if (key === '<<' && (pair.key as ScalarNode).type === 'PLAIN') merged.push(...this.mergeSources(pair, value));
      else {
        if (Object.hasOwn(map, key)) this.repeated.push({ key, ...this.positionOf(pair.key ?? node) });
        map[key] = value;
      }
    }
    for (const source of merged) {
      for (const [key, value] of Object.entries(source as object)) if (!Object.hasOwn(map, key)) map[key] = value;
    }
    return map;
  }

  private key(pair: Pair, owner: YAMLMap): string {
    const { key } = pair;
    if (key === null || key === undefined) return '';
    const plain = this.yaml.isScalar(key) && (key.tag === undefined || key.tag === '!' || key.tag === `${CORE_TAG}str`);
    if (!plain) throw this.problem(this.yaml.isNode(key) ? key : owner, 'a key that is not a plain text; write a name');
    return textOf(key as ScalarNode);
  }

  /** The maps of `<<: *defaults` or `<<: [*a, *b]`. */
  private mergeSources(pair: Pair, value: TemplateJson): TemplateJson[] {
    const sources = Array.isArray(value) ? value : [value];
    for (const source of sources) {
      if (isObject(source)) continue;
      throw this.problem(pair.key, 'the merge key << wants a map or a list of maps');
    }
    return sources;
  }

  private positionOf(node: unknown): TextPosition {
    const { line, col } = this.lineCounter.linePos((node as Node).range?.[0] ?? 0);
    return { line, column: col };
  }

  private problem(node: unknown, problem: string): Error {
    return inputProblem(this.fileName, problem, this.positionOf(node));
  }
}

/** Under the failsafe schema a scalar's value is its text; only an empty one is null. */
function textOf(node: ScalarNode): string {
  return typeof node.value === 'string' ? node.value : '';
}
