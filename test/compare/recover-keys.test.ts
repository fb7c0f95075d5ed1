import { compareJson, lines, unresolvedLines } from './compare-json';

/** GetTemplate answers `?` for each character outside ASCII. */
const asAnswered = (text: string): string => text.replace(/[^ -~]/g, '?');

function constraint(place: string): { Type: string; Expression: string } {
  return { Type: 'memberOf', Expression: `attribute:ort == ${place}` };
}

function compared(sides: { code: string[]; deployed: string[]; live: string[] }) {
  return compareJson({
    synthesized: { PlacementConstraints: sides.code.map(constraint) },
    deployed: { PlacementConstraints: sides.deployed.map((place) => constraint(asAnswered(place))) },
    live: { PlacementConstraints: sides.live.map(constraint) },
  });
}

const at = (place: string): string => `PlacementConstraints[memberOf:attribute:ort == ${place}]`;

describe('elements of a keyed list whose key is not ASCII', () => {
  test('are the same on all sides', () => {
    const places = ['süd', 'söd', 'nord', 'why?', '東京'];
    const outcome = compared({ code: places, deployed: places, live: [...places].reverse() });
    expect([lines(outcome), unresolvedLines(outcome)]).toEqual([[], []]);
  });

  test('that were taken away by hand are named as the code has them', () => {
    expect(lines(compared({ code: ['süd', 'nord'], deployed: ['süd', 'nord'], live: ['nord'] }))).toEqual([
      `drift REMOVE ${at('süd')} kept`,
    ]);
  });

  test('that were added by hand are an addition alone', () => {
    expect(lines(compared({ code: ['süd'], deployed: ['süd'], live: ['süd', 'söd'] }))).toEqual([
      `drift ADD ${at('söd')} kept`,
    ]);
  });

  test('that the code drops are named as they live', () => {
    expect(lines(compared({ code: [], deployed: ['süd'], live: ['süd'] }))).toEqual([`pending REMOVE ${at('süd')}`]);
  });

  test('that the code adds beside others are pending', () => {
    expect(lines(compared({ code: ['süd', 'söd'], deployed: ['süd'], live: ['süd'] }))).toEqual([
      `pending ADD ${at('söd')}`,
    ]);
  });

  test('are no question marks that somebody wrote', () => {
    expect(lines(compared({ code: ['a?b'], deployed: ['a?b'], live: ['a!b'] }))).toEqual([
      `drift ADD ${at('a!b')} kept`,
      `drift REMOVE ${at('a?b')} kept`,
    ]);
  });
});
