import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A fenced block of a Markdown page. */
export interface Block {
  /** The heading above it, without its signs. */
  readonly heading: string;
  /** The word after the fence: `yaml`. */
  readonly language: string;
  readonly text: string;
  /** Where its text lies in the page. */
  readonly start: number;
}

/** The text of a page, by its path from the root. */
export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** All fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = readPage(page);
  const blocks: Block[] = [];
  let heading = '';
  for (const match of text.matchAll(/^(#+ (.+)|```(\w*)\n([\s\S]*?)^```$)/gm)) {
    const [whole, , title, language = '', content = ''] = match;
    if (title !== undefined) heading = title;
    else blocks.push({ heading, language, text: content, start: match.index + whole.indexOf('\n') + 1 });
  }
  return blocks;
}

/** The text of the one block of a language under a heading. */
export function blockUnder(page: string, heading: string, language: string): string {
  const found = blocksOf(page).filter((block) => block.heading === heading && block.language === language);
  if (found.length !== 1) throw new Error(`${page} has ${found.length} blocks of ${language} under '${heading}'`);
  return found[0]?.text ?? '';
}

/** Compares a block with what it should be; with UPDATE_GOLDENS=1 writes that into the page, to be reviewed. */
export function matchBlock(page: string, heading: string, language: string, text: string): void {
  const block = blocksOf(page).find((each) => each.heading === heading && each.language === language);
  if (block === undefined) throw new Error(`${page} has no block of ${language} under '${heading}'`);
  if (process.env.UPDATE_GOLDENS === '1') {
    const whole = readPage(page);
    const end = block.start + block.text.length;
    writeFileSync(join(ROOT, page), whole.slice(0, block.start) + text + whole.slice(end));
    return;
  }
  expect(text).toBe(block.text);
}
