import { SCRIPT } from '../../lib/report/html/script';
import { STYLE } from '../../lib/report/html/style';

/** Marks inside of a text: where they stand depends on the text. */
const INLINE = /^<\/?(?:b|wbr)>$/;

/**
 * The tags of a page with the names of their attributes, in order. Stricter than HTML: throws for whatever is neither
 * a well-formed tag nor a text without `<`, `>` and quotes, and for tags that do not nest.
 */
export function htmlSkeleton(page: string): string[] {
  const markup = page
    .replace(`<style>${STYLE}</style>`, '<style></style>')
    .replace(`<script>${SCRIPT}</script>`, '<script></script>');
  const tags: string[] = [];
  const rest = markup.replace(/<!DOCTYPE html>|<\/?[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)*>/g, (tag) => {
    tags.push(tag.replace(/="[^"]*"/g, ''));
    return '';
  });
  const stray = /.{0,40}[<>"'].{0,40}/.exec(rest);
  if (stray !== null) throw new Error(`neither a tag nor an escaped text: ${stray[0]}`);
  mustNest(tags);
  return tags.filter((tag) => !INLINE.test(tag));
}

function mustNest(tags: readonly string[]): void {
  const open: string[] = [];
  for (const tag of tags) {
    const name = /[a-z][a-z0-9]*/.exec(tag)?.[0] ?? '';
    if (tag.startsWith('</')) expect(`</${open.pop()}>`).toBe(tag);
    else if (!['meta', 'input', 'wbr'].includes(name) && tag !== '<!DOCTYPE html>') open.push(name);
  }
  expect(open).toEqual([]);
}
