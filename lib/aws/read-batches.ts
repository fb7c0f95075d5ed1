import { mayBlameOneItem } from './error-words';

/** What came of a batch: AWS's answer, or what was thrown. */
export type BatchRead<Item, Answer> =
  | { readonly kind: 'answered'; readonly items: readonly Item[]; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly items: readonly Item[]; readonly error: unknown };

/**
 * Reads items in batches, side by side. One failed batch leaves the others; one that may have been refused because
 * of a single item is read again item by item, so that this item does not hide its neighbours. Never rejects.
 * @param mayBlame says of what was thrown whether a single item may be the cause; default: {@link mayBlameOneItem}
 */
export async function readBatches<Item, Answer>(
  items: readonly Item[],
  size: number,
  read: (batch: readonly Item[]) => Promise<Answer>,
  mayBlame: (error: unknown) => boolean = mayBlameOneItem,
): Promise<BatchRead<Item, Answer>[]> {
  const batches: Item[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  const reads = await Promise.all(batches.map((batch) => readBatch(batch, read, mayBlame)));
  return reads.flat();
}

async function readBatch<Item, Answer>(
  items: readonly Item[],
  read: (batch: readonly Item[]) => Promise<Answer>,
  mayBlame: (error: unknown) => boolean,
): Promise<BatchRead<Item, Answer>[]> {
  try {
    return [{ kind: 'answered', items, answer: await read(items) }];
  } catch (error) {
    if (items.length < 2 || !mayBlame(error)) return [{ kind: 'failed', items, error }];
    const alone = await Promise.all(items.map((item) => readBatch([item], read, mayBlame)));
    return alone.flat();
  }
}
