import { InputError } from '../model/errors';

/** The property paths that a run ignores. */
export class IgnoreRules {
  private readonly rules: { readonly pattern: string; readonly regexp: RegExp; used: boolean }[];

  constructor(patterns: readonly string[]) {
    this.rules = patterns.map((pattern) => ({ pattern, regexp: toRegExp(pattern), used: false }));
  }

  /** The reason for ignoring a path, or undefined where no rule covers it or what encloses it. */
  match(path: string): string | undefined {
    const rule = this.rules.find(({ regexp }) => regexp.test(path));
    if (rule === undefined) return undefined;
    rule.used = true;
    return `--ignore ${rule.pattern}`;
  }

  /** The patterns that covered nothing. */
  get unused(): string[] {
    return this.rules.filter(({ used }) => !used).map(({ pattern }) => pattern);
  }
}

/** `*` stands for anything within a segment; a rule covers its path and all that lies below. */
function toRegExp(pattern: string): RegExp {
  if (pattern.trim() === '')
    throw new InputError('--ignore: is empty; it takes a property path such as DesiredCount or Tags[team]');
  let source = '';
  let inKey = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (inKey && character === '\\') {
      source += escapeRegExp(pattern.slice(index, index + 2));
      index += 1;
    } else if (character === '*') {
      source += inKey ? '(?:[^\\]\\\\]|\\\\.)*' : '[^.[]*';
    } else {
      if (character === '[') inKey = true;
      if (character === ']') inKey = false;
      source += escapeRegExp(character);
    }
  }
  return new RegExp(`^${source}(?:$|[.[])`, 's');
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
