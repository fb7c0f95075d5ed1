import { XMLParser } from 'fast-xml-parser';

/** What a comment shows, as a reader of its HTML finds it. */
export interface Comment {
  /** The text of each inline code and each code block, in order. */
  readonly codes: readonly string[];
  /** Every element with its attributes, without repetition: `table`, `pre lang="sh"`. */
  readonly elements: ReadonlySet<string>;
  /** All text outside code. */
  readonly prose: string;
}

/**
 * The tags that begin an HTML block which only a blank line ends (CommonMark 0.31, section 4.6, the sixth kind), as
 * far as comments use them: within such a block no Markdown acts.
 */
const HTML_BLOCK = /^<\/?(?:details|h3|h4|p|table|ul)\b/;

/** Markdown that the program itself writes; nothing of a report can match it. */
const OWN_TEXT = [
  /^<!-- cdk-ecs-drift -->$/,
  /^## (?:❌|⚠️|✅) [A-Za-z0-9 ,]+$/,
  /^[a-z0-9 ,;:]+$/,
  /^(?:All clear:|This is not an all-clear:) [a-z ,.\-A-Z]+$/,
  /^\*\*Left out, because a comment holds only so much: [0-9a-z ,]+\.\*\* [A-Za-z ;]+\.$/,
  /^<sub>[a-zA-Z :;]+<\/sub>$/,
];

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  htmlEntities: true,
  unpairedTags: ['br'],
  commentPropName: '!--',
  processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e7 },
});

/** Reads a comment strictly; throws where a block of it is neither HTML nor the program's own Markdown. */
export function readComment(markdown: string): Comment {
  const html = markdown
    .split(/\n[ \t]*\n/)
    .map((block) => block.replace(/\n$/, ''))
    .filter((block) => !isOwnText(block));
  const codes: string[] = [];
  const elements = new Set<string>();
  const prose: string[] = [];
  const visit = (nodes: Node[]) => {
    for (const node of nodes) {
      const name = Object.keys(node).find((key) => key !== ':@') as string;
      if (name === '#text') prose.push(String(node[name]));
      else {
        const attributes = Object.entries(node[':@'] ?? {}).map(([key, value]) => ` ${key}="${value}"`);
        elements.add(`${name}${attributes.join('')}`);
        const children = node[name] as Node[];
        if (name === 'code') codes.push(textOf(children));
        else visit(children);
      }
    }
  };
  visit(parser.parse(`<comment>${html.join('\n')}</comment>`)[0].comment);
  return { codes, elements, prose: prose.join('') };
}

type Node = { readonly [name: string]: unknown } & { readonly ':@'?: Record<string, string> };

function isOwnText(block: string): boolean {
  if (OWN_TEXT.some((pattern) => pattern.test(block))) return true;
  if (!HTML_BLOCK.test(block)) throw new Error(`Markdown acts in ${JSON.stringify(block.slice(0, 200))}`);
  return false;
}

function textOf(children: readonly Node[]): string {
  return children
    .map((child) => {
      if (!('#text' in child)) throw new Error(`an element in code: ${JSON.stringify(child)}`);
      return String(child['#text']);
    })
    .join('');
}
