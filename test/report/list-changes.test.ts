import fc from 'fast-check';
import { listChanges } from '../../lib/report/words/list-changes';

const words = fc.array(fc.constantFrom<string[]>('a', 'b', 'c', 'd'), { maxLength: 8 });

describe('the changes of a list', () => {
  it('turn the one list into the other', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const { removed, added, unchanged } = listChanges(before, after)!;
        const kept = [...before];
        for (const word of removed) kept.splice(kept.indexOf(word), 1);
        expect(kept).toHaveLength(unchanged);
        expect([...kept, ...added].sort()).toEqual([...after].sort());
        expect(added.filter((word) => removed.includes(word))).toEqual([]);
      }),
    );
  });

  it('are only an order where the elements are the same', () => {
    expect(listChanges(['a', 'b'], ['b', 'a'])).toEqual({ removed: [], added: [], unchanged: 2, reordered: true });
  });

  it('hold for elements that are too long to show', () => {
    const [before, after] = [`${'x'.repeat(5000)}1`, `${'x'.repeat(5000)}2`];
    expect(listChanges([before], [after])).toMatchObject({ unchanged: 0, reordered: false });
  });

  it('name the members of a map, whatever they are called', () => {
    const before = JSON.parse('{"__proto__":1,"same":[1],"gone":true}');
    const after = JSON.parse('{"__proto__":2,"same":[1],"constructor":"x"}');
    expect(listChanges(before, after)).toEqual({
      removed: ['__proto__: 1', 'gone: true'],
      added: ['__proto__: 2', 'constructor: x'],
      unchanged: 1,
      reordered: false,
    });
  });

  it.each([
    ['a', 'b'],
    [['a'], 'a'],
    [{}, []],
    [undefined, ['a']],
  ])('are none for %j and %j', (before, after) => expect(listChanges(before, after)).toBeUndefined());
});
