import type { TextPosition } from './input-problem';

const WHITESPACE = /[ \t\r\n]*/y;
const CHARACTERS = /[^"\\\p{Cc}]+|[\u007f-\u009f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;
const LITERAL = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** What has to come next: a value, a key, the colon after a key, or what follows a value. */
type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'end of value';

/** The first place where a text stops being JSON; undefined where it is JSON. */
export function findJsonError(text: string): (TextPosition & { readonly problem: string }) | undefined {
  const scanner = new Scanner(text);
  while (scanner.step());
  if (scanner.problem === undefined) return undefined;
  const before = text.slice(0, scanner.offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, problem: scanner.problem };
}

/** Goes through the text token by token with its own stack, so that no nesting is too deep for it. */
class Scanner {
  offset = 0;
  problem: string | undefined;
  private wanted: Wanted = 'value';
  private readonly open: ('{' | '[')[] = [];

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
    if (met === '{' || met === '[') {
      this.open.push(met);
      return this.take(met === '{' ? 'key or }' : 'value or ]');
    }
    if (met === '"') return this.string('end of value');
    if (!this.match(LITERAL)) return this.unexpected(met);
    this.wanted = 'end of value';
    return true;
  }

  private key(met: string): boolean {
    return met === '"' ? this.string('colon') : this.unexpected(met);
  }

  /** One chunk after the other: a single expression for a whole string would backtrack without end. */
  private string(next: Wanted): boolean {
    this.offset += 1;
    while (this.match(CHARACTERS));
    if (this.text[this.offset] === '"') return this.take(next);
    return this.fail('a string that does not end on its line, or an invalid escape in it');
  }

  private afterValue(met: string): boolean {
    const inObject = this.open.at(-1) === '{';
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
    return this.open.at(-1) === '{' ? 'a comma or }' : 'a comma or ]';
  }
}
