import { escapeText } from '../escape';

/** A piece of the page: all that is the template's own. Only {@link html} and {@link verbatim} make one. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template; nothing is written for undefined and false. */
export type Content = Markup | readonly Content[] | string | number | undefined | false;

/** A template of the page. Whatever is no markup itself is text of the report and is escaped, in attributes as well. */
export function html(template: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let text = template[0] as string;
  contents.forEach((content, index) => {
    text += toText(content) + template[index + 1];
  });
  return new Markup(text);
}

/** Text of our own that is no HTML: the style and the script. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

/** Text that keeps its line breaks, where they mean something: a command, lines of code. */
export function multiline(text: string): Markup {
  return new Markup(text.split('\n').map(toText).join('\n'));
}

function toText(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(toText).join('');
  return escapeHtml(escapeText(String(content)));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
