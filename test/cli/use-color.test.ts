import { useColor } from '../../lib/cli/use-color';

describe('colours', () => {
  it.each<[boolean, Record<string, string>, boolean, boolean]>([
    [true, {}, true, true],
    [false, {}, true, false],
    [true, {}, false, false],
    [true, { TERM: 'dumb' }, true, false],
    [true, { NO_COLOR: '1' }, true, false],
    [true, { NO_COLOR: '' }, true, true],
    [false, { FORCE_COLOR: '1' }, true, true],
    [false, { FORCE_COLOR: '' }, true, true],
    [true, { FORCE_COLOR: '0' }, true, false],
    [true, { FORCE_COLOR: 'false' }, true, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
    [false, { FORCE_COLOR: '1' }, false, false],
    [false, { CI: 'true' }, true, false],
    [true, { CI: 'true' }, true, true],
  ])('terminal %s, %j, allowed %s: %s', (isTTY, env, allowed, color) =>
    expect(useColor({ isTTY }, env, allowed)).toBe(color),
  );
});
