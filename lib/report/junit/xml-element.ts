import { escapeText } from '../escape';

/** What XML 1.0 cannot hold in any spelling, and is no control character. */
const ILLEGAL = /[\ufffe\uffff]/g;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

export interface XmlElement {
  readonly name: string;
  /** In this order; one that is undefined is left out. */
  readonly attributes?: { readonly [name: string]: string | number | undefined };
  /** Elements, or lines of text. */
  readonly content?: readonly XmlElement[] | readonly string[];
}

/** An element as lines, indented; its text stands without indentation, because readers show it as it is. */
export function renderElement({ name, attributes = {}, content = [] }: XmlElement, indent = ''): string[] {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const open = [name, ...given.map(([key, value]) => `${key}="${escapeXml(String(value))}"`)].join(' ');
  if (content.length === 0) return [`${indent}<${open}/>`];
  if (isText(content)) return `${indent}<${open}>${content.map(escapeXml).join('\n')}</${name}>`.split('\n');
  const children = content.flatMap((child) => renderElement(child, `${indent}  `));
  return [`${indent}<${open}>`, ...children, `${indent}</${name}>`];
}

function isText(content: readonly XmlElement[] | readonly string[]): content is readonly string[] {
  return typeof content[0] === 'string';
}

/** One line of text that is harmless to whoever shows it, in characters that XML 1.0 can hold. */
function escapeXml(text: string): string {
  return escapeText(text)
    .replace(ILLEGAL, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
}
