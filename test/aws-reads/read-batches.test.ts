import fc from 'fast-check';
import { readBatches } from '../../lib/aws/read-batches';

function refusal(name: string): Error {
  return Object.assign(new Error('no'), { name });
}

test('every item has one answer, and a refused item fails alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      async (allowed, size) => {
        const items = allowed.map((fine, index) => ({ fine, index }));
        let calls = 0;
        const reads = await readBatches(items, size, async (batch) => {
          calls += 1;
          expect(batch.length).toBeLessThanOrEqual(size);
          if (batch.some(({ fine }) => !fine)) throw refusal('AccessDeniedException');
          return batch.map(({ index }) => index);
        });
        expect(reads.flatMap((read) => read.items).map(({ index }) => index)).toEqual(items.map(({ index }) => index));
        for (const read of reads) {
          expect(read.kind === 'answered').toBe(read.items.every(({ fine }) => fine));
        }
        expect(calls).toBeLessThanOrEqual(Math.ceil(items.length / size) + items.length);
      },
    ),
  );
});

test('what no item is to blame for is not read again', async () => {
  const read = jest.fn(async () => {
    throw refusal('ThrottlingException');
  });
  expect(await readBatches([1, 2, 3], 2, read)).toEqual([
    { kind: 'failed', items: [1, 2], error: expect.any(Error) },
    { kind: 'failed', items: [3], error: expect.any(Error) },
  ]);
  expect(read).toHaveBeenCalledTimes(2);
});
