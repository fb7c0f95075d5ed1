import fc from 'fast-check';
import { AnswerError } from '../../lib/aws/answer-error';
import { readPages } from '../../lib/aws/read-pages';

test('all items of all pages come, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.integer()), { minLength: 1, maxLength: 20 }), async (pages) => {
      const items = await readPages(async (token) => {
        const at = Number(token ?? 0);
        return { items: pages[at], next: at + 1 < pages.length ? String(at + 1) : undefined };
      });
      expect(items).toEqual(pages.flat());
    }),
  );
});

test('an empty token is the end', async () => {
  expect(await readPages(async () => ({ items: [1], next: '' }))).toEqual([1]);
});

test.each([
  ['leads back to its first page', (token = '0') => (token === 'a' ? 'b' : 'a')],
  ['names ever new pages', (token = '0') => String(Number(token) + 1)],
])('a list that %s ends as an error', async (_what, next) => {
  await expect(readPages(async (token) => ({ items: [1], next: next(token) }))).rejects.toThrow(AnswerError);
});

test.each([
  ['no list', undefined],
  ['null', null],
  ['a text', 'many'],
  ['an object', { length: 0 }],
])('a page with %s is an error', async (_what, items) => {
  await expect(readPages(async () => ({ items: items as never, next: undefined }))).rejects.toThrow(AnswerError);
});
