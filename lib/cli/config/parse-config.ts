import type * as Yaml from 'yaml';
import type { Document, LineCounter, Node, Pair, Scalar, YAMLMap } from 'yaml';
import type { ConfigMap, ConfigNode } from './config-node';
import type { ConfigProblems, Position } from './config-problems';

/** Levels of maps and lists; a configuration has three. */
const DEEPEST = 20;
/** Tokens of the parser that are open at once. */
const MOST_OPEN = 200;
const TOO_DEEP = 'nested deeper than any configuration is';
/** Values, those behind aliases counted each time. */
const MOST_VALUES = 100_000;

/**
 * Reads YAML, and so JSON, by YAML 1.2: an unquoted date is a text. What is wrong is added to the problems; the
 * configuration is undefined where there is nothing to go on with. An empty file is an empty map.
 */
export function parseConfig(text: string, problems: ConfigProblems): ConfigMap | undefined {
  const yaml = require('yaml') as typeof Yaml;
  const lineCounter = new yaml.LineCounter();
  if (isTooDeep(yaml, text)) {
    problems.add({ line: 1, column: 1 }, '', TOO_DEEP);
    return undefined;
  }
  const document = yaml.parseDocument(text, {
    schema: 'core',
    resolveKnownTags: false,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
    lineCounter,
  });
  if (reportErrors(document, lineCounter, problems)) return undefined;
  const node = new NodeReader(yaml, lineCounter, problems).read(document.contents);
  if (node === undefined) return undefined;
  if (node.kind === 'map') return node;
  if (node.kind === 'scalar' && node.value === null) return { kind: 'map', at: node.at, entries: new Map() };
  const example = 'ignore: and options by their names, such as fail-on: pending';
  problems.add(
    node.at,
    '',
    `a configuration is a map, and this is ${node.kind === 'list' ? 'a list' : 'a lone value'}: write ${example}`,
  );
  return undefined;
}

/** The composer recurses, and the end of its stack is not always an error that can be caught. */
function isTooDeep(yaml: typeof Yaml, text: string): boolean {
  const parser = new yaml.Parser();
  for (const lexeme of new yaml.Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length > MOST_OPEN) return true;
  }
  return false;
}

/** Whether the text is no YAML, or YAML of more kinds than a configuration needs. */
function reportErrors(document: Document, lineCounter: LineCounter, problems: ConfigProblems): boolean {
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const { line, col } = lineCounter.linePos(pos[0]);
    problems.add({ line, column: col }, '', wordsOf(code, message));
  }
  return !problems.isEmpty;
}

function wordsOf(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'there is a second document; a configuration is one document';
  if (code === 'TAG_RESOLVE_FAILED') return `${message}; a configuration has no tags, leave it out`;
  return `not valid YAML: ${message}`;
}

/** Thrown where going on makes no sense; the problem is already told. */
const GIVEN_UP = Symbol('given up');

/** Walks a document in its order, so that an alias always finds the latest anchor of its name before it. */
class NodeReader {
  private readonly anchors = new Map<string, Node>();
  private values = 0;
  private readonly start: Position = { line: 1, column: 1 };

  constructor(
    private readonly yaml: typeof Yaml,
    private readonly lineCounter: LineCounter,
    private readonly problems: ConfigProblems,
  ) {}

  read(contents: unknown): ConfigNode | undefined {
    try {
      return this.node(contents as Node | null, this.start, 0);
    } catch (error) {
      if (error === GIVEN_UP) return undefined;
      throw error;
    }
  }

  private node(node: Node | null | undefined, above: Position, depth: number): ConfigNode {
    const at = this.positionOf(node, above);
    this.values += 1;
    if (depth > DEEPEST) this.giveUp(at, TOO_DEEP);
    if (this.values > MOST_VALUES) this.giveUp(at, `more than ${MOST_VALUES} values with its aliases`);
    if (node === null || node === undefined) return { kind: 'scalar', at, value: null };
    if (this.yaml.isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target === undefined)
        return this.giveUp(at, `there is no anchor &${node.source} before the alias *${node.source}`);
      return this.content(target, at, depth);
    }
    const { anchor } = node as Scalar;
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return this.content(node, at, depth);
  }

  private content(node: Node, at: Position, depth: number): ConfigNode {
    if (this.yaml.isMap(node)) return this.map(node, at, depth);
    if (this.yaml.isSeq(node)) {
      return { kind: 'list', at, items: node.items.map((item) => this.node(item as Node, at, depth + 1)) };
    }
    return { kind: 'scalar', at, value: (node as Scalar<string | number | boolean | null>).value };
  }

  private map(node: YAMLMap, at: Position, depth: number): ConfigMap {
    const entries = new Map<string, { at: Position; value: ConfigNode }>();
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const place = this.positionOf(pair.key, at);
      const key = this.yaml.isScalar(pair.key) ? pair.key.value : undefined;
      const value = this.node(pair.value, place, depth + 1);
      if (typeof key !== 'string') this.problems.add(place, '', 'a key that is no plain text; write a name');
      else if (entries.has(key)) this.problems.add(place, key, 'is there twice; keep one of the two');
      else entries.set(key, { at: place, value });
    }
    return { kind: 'map', at, entries };
  }

  private positionOf(node: Node | null | undefined, otherwise: Position): Position {
    const offset = node?.range?.[0];
    if (offset === undefined) return otherwise;
    const { line, col } = this.lineCounter.linePos(offset);
    return { line, column: col };
  }

  private giveUp(at: Position, problem: string): never {
    this.problems.add(at, '', problem);
    throw GIVEN_UP;
  }
}
