/** A property path with `*` for anything within a segment, which covers that path and all that lies below. */
export class PropertyPattern {
  private readonly whole: RegExp;
  private readonly first: RegExp;

  constructor(pattern: string) {
    this.whole = new RegExp(`^${sourceOf(pattern)}(?:$|[.[])`, 's');
    this.first = new RegExp(`^${sourceOf(topOf(pattern))}$`, 's');
  }

  covers(path: string): boolean {
    return this.whole.test(path);
  }

  /** Whether it may cover something at or below the property of the first level that a path begins with. */
  touches(path: string): boolean {
    return this.first.test(topOf(path));
  }
}

/** `LoadBalancers` of `LoadBalancers[web:80].TargetGroupArn` */
function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}

function sourceOf(pattern: string): string {
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
  return source;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
