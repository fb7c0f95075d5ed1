import { escapeText } from '../escape';

/** What GitHub shows at a line of the code. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly place?: { readonly file: string; readonly line?: number; readonly column?: number };
  readonly title: string;
  /** Its lines; each may hold anything. */
  readonly message: readonly string[];
}

/** Longest title, and longest line of a message, in UTF-16 units. */
const TITLE_LIMIT = 200;
const LINE_LIMIT = 4000;

/** The line that makes the runner show an annotation: `::error file=lib/web.ts,line=4,title=…::…`. */
export function workflowCommand({ level, place, title, message }: Annotation): string {
  const properties: [string, string | number | undefined][] = [
    ['file', place?.file],
    ['line', place?.line],
    ['col', place?.column],
    ['title', shorten(title, TITLE_LIMIT)],
  ];
  const list = properties
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(neutralize(String(value)))}`);
  const lines = message.map((line) => neutralize(shorten(line, LINE_LIMIT)));
  return `::${level} ${list.join(',')}::${escapeData(lines.join('\n'))}`;
}

/** No control characters, and no two `#` in a row: older runners take `##[…]` for a command anywhere in a line. */
function neutralize(text: string): string {
  return escapeText(text).replace(/#(?=#)/g, '\\u0023');
}

/** As the runner reads a message back (`escapeData` of @actions/core). */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** As the runner reads a property back (`escapeProperty` of @actions/core). */
function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`;
}
