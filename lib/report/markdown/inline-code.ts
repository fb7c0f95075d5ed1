import { escapeText } from '../escape';

/** Longest name, path or reason that is shown whole, in UTF-16 units after escaping. */
const LIMIT = 600;

/**
 * HTML's own characters, and what Markdown, mathematics, mentions, links and references to issues begin with. In an
 * HTML block only `&` and `<` act; the others are written as references for readers that look at the source.
 */
const ACTIVE = /[&<>"'`$@#|\\*_~[\]!]|:(?=\/\/)/g;

/**
 * A name or a value as inline code on one line. Code, because GitHub looks for mentions, references, commits, links
 * and emoji in the rendered text, and there in everything but code.
 */
export function inlineCode(text: string, limit = LIMIT): string {
  return `<code>${escapeHtml(shorten(escapeText(text), limit))}</code>`;
}

/** A text of several lines as a block of code; on one line of the source, because a blank line ends an HTML block. */
export function codeBlock(text: string, language: 'sh' | 'ts'): string {
  const lines = text.split('\n').map((line) => escapeHtml(escapeText(line)));
  return `<pre lang="${language}"><code>${lines.join('&#10;')}</code></pre>`;
}

function escapeHtml(text: string): string {
  return text.replace(ACTIVE, (character) => ENTITIES.get(character) ?? `&#${character.charCodeAt(0)};`);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Cuts before anything is escaped for HTML, and never within a character. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\ud800-\udbff]/.test(text[limit - 1] as string) ? limit - 1 : limit;
  return `${text.slice(0, end)}… (${text.length} characters)`;
}
