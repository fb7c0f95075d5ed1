import fc from 'fast-check';
import { compareService } from '../../lib/compare/compare-service';
import { serviceTable } from '../../lib/fields/service-table';
import type { JsonObject } from '../../lib/model/json';
import { Unknown, type Value, type ValueMap } from '../../lib/model/value';
import { lines, type Properties, written } from './compare-json';
import { liveAnswer } from './live-answer';

interface Item {
  CapacityProvider: string;
  Base?: number;
  Weight?: number;
}

/** Compares a service whose cluster has this default with one that runs on that strategy. */
function compare(defaults: Value | Item[] | undefined, live: Item[], declared: Properties = {}) {
  const properties = written(declared) as ValueMap;
  const strategy = defaults instanceof Unknown ? defaults : written(defaults as Properties[]);
  const side: ValueMap = strategy === undefined ? {} : { ClusterDefaults: { CapacityProviderStrategy: strategy } };
  return compareService(serviceTable, {
    synthesized: properties,
    deployed: properties,
    beside: { synthesized: side, deployed: side },
    live: liveAnswer({ CapacityProviderStrategy: live } as unknown as JsonObject),
  });
}

const item = fc.record({
  CapacityProvider: fc.constantFrom('FARGATE', 'FARGATE_SPOT', 'ours'),
  Base: fc.nat(3),
  Weight: fc.nat(3),
});
const strategy = fc.uniqueArray(item, { selector: (one) => one.CapacityProvider, minLength: 1 });

test('the cluster’s default in any order is nothing, and one change of it is found at just its place', () => {
  fc.assert(
    fc.property(strategy, fc.nat(), fc.constantFrom('Base', 'Weight'), (defaults, pick, name) => {
      const changed = [...defaults].reverse().map((one) => ({ ...one }));
      expect(lines(compare(defaults, changed))).toEqual([]);
      const target = changed[pick % changed.length] as (typeof changed)[number];
      target[name] += 1;
      expect(lines(compare(defaults, changed))).toEqual([
        `drift NOT_EQUAL CapacityProviderStrategy[${target.CapacityProvider}].${name} undeclared kept`,
      ]);
    }),
  );
});

test('a cluster without a default gives no strategy', () => {
  expect(lines(compare([], [{ CapacityProvider: 'FARGATE' }]))).toEqual([
    'drift ADD CapacityProviderStrategy[FARGATE] undeclared kept',
  ]);
});

test('a default that nobody told accepts every strategy', () => {
  const compared = compare(undefined, [{ CapacityProvider: 'FARGATE' }]);
  expect(compared).toEqual({ differences: [], unresolved: [], notes: [] });
});

test('a default that is not known leaves every strategy open, and is no drift', () => {
  fc.assert(
    fc.property(strategy, (live) => {
      const { differences, unresolved } = compare(new Unknown('it is not known', 'x'), live);
      expect(differences).toEqual([]);
      expect(unresolved).toEqual([
        {
          path: 'CapacityProviderStrategy',
          side: 'both',
          reason: expect.stringMatching(/^it is not known; \d element/),
          undeclared: true,
        },
      ]);
    }),
  );
});

test('a declared launch type or strategy counts for more than the cluster’s default', () => {
  const spot = [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }];
  expect(lines(compare(spot, spot, { LaunchType: 'FARGATE' }))).toEqual([
    'drift ADD CapacityProviderStrategy[FARGATE_SPOT] undeclared kept',
    'drift REMOVE LaunchType kept',
  ]);
  expect(lines(compare([{ CapacityProvider: 'ours' }], spot, { CapacityProviderStrategy: spot }))).toEqual([]);
});
