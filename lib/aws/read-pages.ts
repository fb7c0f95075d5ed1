import { AnswerError } from './answer-error';

/** One page of a list, and the token of the next one. */
export interface Page<Item> {
  /** Undefined where the answer holds no list, not even an empty one. */
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/** Far above what AWS has: 500 resources in a stack, some thousand exports in a region, by the hundred. */
const MOST_PAGES = 1_000;

/** All items of a list that comes in pages. Throws what the read throws, and AnswerError for a list without an end. */
export async function readPages<Item>(read: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const page = await read(token);
    if (!Array.isArray(page.items)) throw new AnswerError('the answer holds no list');
    for (const item of page.items) items.push(item);
    token = page.next || undefined;
    if (token === undefined) return items;
    if (tokens.has(token)) throw new AnswerError('the list leads back to a page that was read already');
    tokens.add(token);
  } while (tokens.size < MOST_PAGES);
  throw new AnswerError(`the list does not end after ${MOST_PAGES} pages`);
}
