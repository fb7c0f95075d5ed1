import { bareObject } from '../model/json';
import type { TemplateJson } from '../model/value';
import type { TextPosition } from './input-problem';
import { linePositions } from './line-positions';
import { readNumber } from './read-number';
import type { RepeatedKey } from './template-text';

const WHITESPACE = /[ \t\r\n]*/y;
const CHARACTERS = /[^"\\\p{Cc}]+|[\u007f-\u009f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;
const LITERAL = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** What has to come next: a value, a key, the colon after a key, or what follows a value. */
type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'end of value';

/** A text read as JSON with more care than the engine's own parser takes. */
export interface CarefulJson {
  /** Numbers keep their text if a JavaScript number would lose it; of a repeated key the last value counts. */
  readonly document: TemplateJson;
  readonly repeated: readonly RepeatedKey[];
  /** The first place where the text stops being JSON, if there is one. */
  readonly error?: TextPosition & { readonly problem: string };
}

/** Reads JSON as a template has it. */
export function readJsonCarefully(text: string): CarefulJson {
  const reader = new JsonReader(text);
  while (reader.step());
  const { document, repeated, problem, offset } = reader;
  if (problem === undefined && repeated.length === 0) return { document, repeated: [] };
  const positionOf = linePositions(text);
  return {
    document,
    repeated: repeated.map(({ key, at }) => ({ key, ...positionOf(at) })),
    ...(problem !== undefined && { error: { ...positionOf(offset), problem } }),
  };
}

type Container =
  | { readonly kind: '{'; readonly members: { [key: string]: TemplateJson }; key: string }
  | { readonly kind: '['; readonly items: TemplateJson[] };

/** Goes through the text token by token with its own stack, so that no nesting is too deep for it. */
class JsonReader {
  offset = 0;
  problem: string | undefined;
  document: TemplateJson = null;
  readonly repeated: { readonly key: string; readonly at: number }[] = [];
  private wanted: Wanted = 'value';
  private readonly open: Container[] = [];

  constructor(private readonly text: string) {}

  /** Takes one token; false at the end or at the error. */
  step(): boolean {
    this.match(WHITESPACE);
    const met = this.text[this.offset];
    if (this.wanted === 'end of value' && this.open.length === 0) {
      return met !== undefined && this.fail('the document ended before this');
    }
    if (met === undefined) return this.fail(`the file ends where ${this.wantedText()} should be`);
    if (this.wanted === 'end of value') return this.afterValue(met);
    if (this.wanted === 'colon') return met === ':' ? this.take('value') : this.unexpected(met);
    if (this.closesEmpty(met)) return this.close();
    return this.wanted.startsWith('key') ? this.key(met) : this.value(met);
  }

  private value(met: string): boolean {
    if (met === '{') return this.enter({ kind: '{', members: bareObject<TemplateJson>(), key: '' });
    if (met === '[') return this.enter({ kind: '[', items: [] });
    const start = this.offset;
    if (met === '"') {
      if (!this.string('end of value')) return false;
      this.add(this.textFrom(start));
      return true;
    }
    if (!this.match(LITERAL)) return this.unexpected(met);
    const literal = this.text.slice(start, this.offset);
    this.add(/^[tfn]/.test(literal) ? (JSON.parse(literal) as boolean | null) : readNumber(literal));
    this.wanted = 'end of value';
    return true;
  }

  private key(met: string): boolean {
    if (met !== '"') return this.unexpected(met);
    const start = this.offset;
    if (!this.string('colon')) return false;
    const key = this.textFrom(start);
    const container = this.open.at(-1);
    if (container?.kind !== '{') return true;
    if (Object.hasOwn(container.members, key)) this.repeated.push({ key, at: start });
    container.key = key;
    return true;
  }

  /** One chunk after the other: a single expression for a whole string would backtrack without end. */
  private string(next: Wanted): boolean {
    this.offset += 1;
    while (this.match(CHARACTERS));
    if (this.text[this.offset] === '"') return this.take(next);
    return this.fail('a string that does not end on its line, or an invalid escape in it');
  }

  /** The string that began there and has just ended. */
  private textFrom(start: number): string {
    const inner = this.text.slice(start + 1, this.offset - 1);
    return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner;
  }

  private enter(container: Container): boolean {
    this.add(container.kind === '{' ? container.members : container.items);
    this.open.push(container);
    return this.take(container.kind === '{' ? 'key or }' : 'value or ]');
  }

  private add(value: TemplateJson): void {
    const container = this.open.at(-1);
    if (container === undefined) this.document = value;
    else if (container.kind === '[') container.items.push(value);
    else container.members[container.key] = value;
  }

  private afterValue(met: string): boolean {
    const inObject = this.open.at(-1)?.kind === '{';
    if (met === ',') return this.take(inObject ? 'key' : 'value');
    return met === (inObject ? '}' : ']') ? this.close() : this.unexpected(met);
  }

  private closesEmpty(met: string): boolean {
    return (met === '}' && this.wanted === 'key or }') || (met === ']' && this.wanted === 'value or ]');
  }

  private close(): boolean {
    this.open.pop();
    return this.take('end of value');
  }

  private take(wanted: Wanted): boolean {
    this.offset += 1;
    this.wanted = wanted;
    return true;
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.text)) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  private unexpected(met: string): boolean {
    return this.fail(`met ${JSON.stringify(met)} where ${this.wantedText()} should be`);
  }

  private fail(problem: string): boolean {
    this.problem = problem;
    return false;
  }

  private wantedText(): string {
    if (this.wanted === 'colon') return 'a colon';
    if (this.wanted.startsWith('key')) return 'a key in double quotes';
    if (this.wanted !== 'end of value') return 'a value';
    return this.open.at(-1)?.kind === '{' ? 'a comma or }' : 'a comma or ]';
  }
}
