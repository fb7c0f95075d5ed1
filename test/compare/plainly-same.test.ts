import fc from 'fast-check';
import type { Json, JsonObject } from '../../lib/model/json';
import { compareDeployed, compareJson, type Properties } from './compare-json';
import { changed, placesOf } from './contract-paths';
import { FULL_SERVICES } from './full-service';
import { otherValue } from './other-value';
import { put } from './put';
import { answerTo, choices, declaredServices, reworded } from './service-arbitrary';

// The rules alone, as they would judge without the way around them.
let around = true;
jest.mock('../../lib/compare/plainly-same', () => {
  const { plainlySame } = jest.requireActual<typeof import('../../lib/compare/plainly-same')>(
    '../../lib/compare/plainly-same',
  );
  return { plainlySame: (...given: Parameters<typeof plainlySame>) => around && plainlySame(...given) };
});

function bothWays<Result>(compare: () => Result): [Result, Result] {
  around = false;
  const byRules = compare();
  around = true;
  return [compare(), byRules];
}

test('what is plainly the same has no difference by the rules either', () => {
  fc.assert(
    fc.property(declaredServices, choices, choices, fc.array(fc.nat()), (declared, answers, words, which) => {
      const places = placesOf(declared).filter(({ kind }) => kind === 'leaf' || kind === 'text');
      const live = which
        .map((index) => places[index % places.length])
        .reduce((all, place) => (place === undefined ? all : changed(all, place.at, otherValue(place))), declared);
      const template = reworded(declared, words) as JsonObject;
      const answer = answerTo(live, answers);
      const [quick, byRules] = bothWays(() => compareDeployed(template, answer));
      expect(quick).toEqual(byRules);
    }),
    { numRuns: 150 },
  );
});

test('nor where places of any side are missing, empty or of another kind', () => {
  const services = fc.constantFrom(...FULL_SERVICES.map(([, properties]) => properties));
  const values = fc.oneof(fc.constantFrom<Json[]>('', [], {}, [''], [{}]), fc.jsonValue({ maxDepth: 2 }));
  const changes = fc.array(fc.tuple(fc.nat(), values as fc.Arbitrary<Json>, fc.nat({ max: 2 })));
  fc.assert(
    fc.property(services, changes, (full, wanted) => {
      const places = placesOf(full);
      const sideOf = (which: number): JsonObject =>
        wanted
          .filter(([, , side]) => side === which)
          .reduce(
            (all: Properties, [index, value]) => put(all, places[index % places.length]!.at, value),
            full,
          ) as JsonObject;
      const [synthesized, deployed, live] = [sideOf(0), sideOf(1), sideOf(2)];
      for (const code of [synthesized, deployed]) {
        const [quick, byRules] = bothWays(() => compareJson({ synthesized: code, deployed, live }));
        expect(quick).toEqual(byRules);
      }
    }),
    { numRuns: 300 },
  );
});
