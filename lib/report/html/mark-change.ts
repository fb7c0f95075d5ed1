import { html, type Markup } from './markup';

/** Shorter texts are read at a glance. */
const LONG = 16;
const SHARED = 8;

/** A changed text, with the part set off in which it differs from the other where most of both is the same. */
export function markChange(text: string, other: string | undefined): Markup {
  if (other === undefined || text.length < LONG || other.length < LONG) return html`${text}`;
  const start = sharedStart(text, other);
  const end = sharedEnd(text, other, start);
  if (start + end < SHARED || start + end >= text.length) return html`${text}`;
  const until = text.length - end;
  return html`${text.slice(0, start)}<b>${text.slice(start, until)}</b>${text.slice(until)}`;
}

/** The length of what both begin with, up to the end of a word, so that no word or escape is cut. */
function sharedStart(text: string, other: string): number {
  const shortest = Math.min(text.length, other.length);
  let length = 0;
  while (length < shortest && text[length] === other[length]) length++;
  while (length > 0 && isWord(text[length - 1]) && (isWord(text[length]) || isWord(other[length]))) length--;
  return length;
}

function sharedEnd(text: string, other: string, start: number): number {
  const longest = Math.min(text.length, other.length) - start;
  let length = 0;
  while (length < longest && text.at(-1 - length) === other.at(-1 - length)) length++;
  const beginsInWord = () =>
    isWord(text.at(-length)) && (isWord(text.at(-1 - length)) || isWord(other.at(-1 - length)));
  while (length > 0 && beginsInWord()) length--;
  return length;
}

/** No separator of ARNs, JSON and paths; a lone half of a character counts as one. */
function isWord(character: string | undefined): boolean {
  return character !== undefined && /[^\s/:,."'{}[\]()=|]/.test(character);
}
