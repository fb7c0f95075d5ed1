import type { Json } from '../model/json';

/** What acts on a terminal or cannot be seen. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const LONGEST = 300;

/** A name or a sentence on one line, harmless wherever the CDK prints it. */
export function plainText(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** A value in the same way, cut where it is long; strings in quotes, so that `"80"` is not 80. */
export function plainValue(value: Json | undefined): string {
  if (value === undefined) return '(none)';
  const text = plainText(JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

/** Several lines, of which each is plain text. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
