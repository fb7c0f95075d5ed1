/**
 * What a terminal obeys or does not show: control characters, line separators, direction marks, invisible
 * characters, spaces that only look like one, halves of a surrogate pair.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]|(?! )\p{Zs}/gu;

/** The same, but for the line breaks between the lines of a document. */
const UNSAFE_IN_JSON = /(?!\n)\p{Cc}|[\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]|(?! )\p{Zs}/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Text of a name or value in which nothing acts on the terminal: `\n`, `\u001b`, `\u202e`. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, (character) => SHORT.get(character) ?? toUnicodeEscapes(character));
}

/** A JSON text with the same characters written as JSON escapes; it stands for the same document. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE_IN_JSON, toUnicodeEscapes);
}

function toUnicodeEscapes(character: string): string {
  let escapes = '';
  for (let index = 0; index < character.length; index++) {
    escapes += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}
