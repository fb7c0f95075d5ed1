import fc from 'fast-check';
import { readDuration } from '../../lib/cli/read-duration';
import { InputError } from '../../lib/model/errors';

describe('a duration', () => {
  it.each([
    ['0s', 0],
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['007m', 420_000],
  ])('%s', (text, milliseconds) => expect(readDuration(text, '--wait')).toBe(milliseconds));

  it('is the same in every unit', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (hours) => {
        const [h, m, s] = [`${hours}h`, `${hours * 60}m`, `${hours * 3600}s`].map((text) =>
          readDuration(text, '--wait'),
        );
        expect([m, s]).toEqual([h, h]);
      }),
    );
  });

  it.each(['', '5', 's', '5 m', '1.5h', '-5m', '5M', '5d', '5ms', '1h30m', '5m\n', '1e3s', '٥m', '9999999999s'])(
    'not %j',
    (text) => {
      expect(() => readDuration(text, '--wait')).toThrow(InputError);
      expect(() => readDuration(text, '--wait')).toThrow(/^option --wait wants a duration such as 90s, 5m or 1h, met /);
    },
  );
});
