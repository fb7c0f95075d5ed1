import { createHash } from 'node:crypto';

const HEX = '0123456789abcdef';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const DIGITS = '0123456789';

/** Characters that look random and are always the same for the same seed. */
export class PseudoRandom {
  constructor(private readonly seed: string) {}

  hex(length: number, salt = ''): string {
    return this.draw(HEX, length, salt);
  }

  upper(length: number, salt = ''): string {
    return this.draw(UPPER, length, salt);
  }

  mixed(length: number, salt = ''): string {
    return this.draw(MIXED, length, salt);
  }

  /** Never with a leading zero. */
  digits(length: number, salt = ''): string {
    return `${1 + ((this.bytes(1, `first${salt}`)[0] as number) % 9)}${this.draw(DIGITS, length - 1, salt)}`;
  }

  uuid(salt = ''): string {
    const hex = this.hex(32, salt);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  private draw(alphabet: string, length: number, salt: string): string {
    return Array.from(this.bytes(length, salt), (byte) => alphabet[byte % alphabet.length]).join('');
  }

  private bytes(length: number, salt: string): Buffer {
    const blocks: Buffer[] = [];
    for (let block = 0; block * 32 < length; block++) {
      blocks.push(
        createHash('sha256')
          .update(JSON.stringify([this.seed, salt, length, block]))
          .digest(),
      );
    }
    return Buffer.concat(blocks).subarray(0, length);
  }
}

/** The items in an order that depends on nothing but the items. */
export function shuffled<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, key: new PseudoRandom(keyOf(item)).hex(16, 'order') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}
