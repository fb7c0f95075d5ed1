import type { Json, JsonObject } from '../../lib/model/json';
import type { Category } from '../../lib/model/report';
import { constructProperties, specProperties } from '../fields/spec-properties';
import { compareDeployed, lines, shown } from './compare-json';
import { changed, type DeclaredPlace, emptiedWith, placesOf } from './contract-paths';
import { FULL_SERVICES } from './full-service';
import { otherValue } from './other-value';
import { ABSENT, CATEGORY_OF, FILLED, ordinaryDefault } from './what-absence-means';

const EVERY = FULL_SERVICES.flatMap(([name, declared]) =>
  placesOf(declared).map((place) => ({ name, declared, place, path: place.path, kind: place.kind })),
);
const leaves = EVERY.filter(({ kind }) => kind === 'leaf');

/** What goes when a place goes. */
function gone(declared: JsonObject, place: DeclaredPlace): string {
  return emptiedWith(declared, place, ({ schema }) => !FILLED.includes(schema));
}

/** Where what goes with it lies. */
function gonePlace(declared: JsonObject, place: DeclaredPlace): DeclaredPlace['at'] {
  const path = gone(declared, place);
  return (
    placesOf(declared).find(
      (one) => one.path === path && one.schema.split('.').length <= place.schema.split('.').length,
    )?.at ?? place.at
  );
}

/** The path of a place's element after its key changed, as the report would call it. */
function keyAfter(declared: JsonObject, { keyOf, at }: DeclaredPlace, live: JsonObject): string {
  const before = placesOf(declared).find((place) => place.path === keyOf);
  const after = placesOf(live).find((place) => place.kind === 'element' && place.at.join('/') === before?.at.join('/'));
  if (after === undefined) throw new Error(`no element at ${at.join('/')}`);
  return after.path;
}

test.each(FULL_SERVICES)('%s, deployed unchanged, is silent', (_, declared) => {
  expect(compareDeployed(declared, declared)).toEqual({ differences: [], unresolved: [], notes: [] });
});

test('between them the services declare every property of the specification and of aws-cdk-lib', () => {
  const declared = new Set(EVERY.map(({ place }) => place.schema));
  const known = new Set([...specProperties().keys(), ...constructProperties().keys()]);
  const missing = [...known].filter(
    (path) => !declared.has(path) && !path.startsWith('ForceNewDeployment') && !path.includes('MetricConfigurations[]'),
  );
  expect(missing).toEqual([]);
});

describe('a leaf that is changed live is one difference at its path', () => {
  test.each(leaves.filter(({ place }) => place.keyOf === undefined))('$path', ({ declared, place }) => {
    const value = otherValue(place);
    const { differences, unresolved, notes } = compareDeployed(declared, changed(declared, place.at, value));
    const [top] = place.path.split(/[.[]/);
    expect(differences.map((difference) => ({ ...difference, deployed: shown(difference.deployed) }))).toEqual([
      expect.objectContaining({
        path: place.path,
        category: CATEGORY_OF[top as string] as Category,
        cause: 'drift',
        differenceType: 'NOT_EQUAL',
        declared: true,
        deployed: place.value,
        onDeploy: 'kept',
      }),
    ]);
    expect([shown(differences[0]?.synthesized), shown(differences[0]?.live)]).toEqual([place.value, value]);
    expect({ unresolved, notes }).toEqual({ unresolved: [], notes: [] });
  });

  test.each(leaves.filter(({ place }) => place.keyOf !== undefined))(
    '$path, a part of a key',
    ({ declared, place }) => {
      const live = changed(declared, place.at, otherValue(place));
      expect(lines(compareDeployed(declared, live)).sort()).toEqual([
        `drift ADD ${keyAfter(declared, place, live)} kept`,
        `drift REMOVE ${place.keyOf} kept`,
      ]);
    },
  );
});

describe('a declared leaf that is missing live', () => {
  test.each(leaves.filter(({ place }) => place.keyOf === undefined))('$path', ({ declared, place }) => {
    const compared = compareDeployed(declared, changed(declared, place.at, undefined));
    const meaning = ABSENT[place.schema];
    const value = meaning?.live ?? ordinaryDefault(meaning, declared, place);
    if (JSON.stringify(value) === JSON.stringify(place.value)) {
      expect(compared.differences).toEqual([]);
      return;
    }
    const path = gone(declared, place);
    expect(lines(compared)).toEqual([`drift ${value === undefined ? 'REMOVE' : 'NOT_EQUAL'} ${path} kept`]);
    expect(shown(compared.differences[0]?.live)).toEqual(value);
  });

  test.each(leaves.filter(({ place }) => place.keyOf !== undefined))(
    '$path, a part of a key',
    ({ declared, place }) => {
      const compared = compareDeployed(declared, changed(declared, place.at, undefined));
      expect(compared.differences.map(({ differenceType }) => differenceType).sort()).toEqual(['ADD', 'REMOVE']);
      expect(compared.differences.map(({ path }) => path)).toContain(place.keyOf);
    },
  );
});

describe('a leaf that the template leaves out', () => {
  const undeclared = leaves.filter(({ place }) => place.keyOf === undefined);

  test.each(undeclared)('$path has a known meaning', ({ place }) => {
    expect(ABSENT).toHaveProperty([place.schema]);
  });

  test.each(undeclared)('$path is silent where ECS leaves it out or shows the default', ({ declared, place }) => {
    const template = changed(declared, place.at, undefined);
    expect(lines(compareDeployed(template, template))).toEqual([]);
    const meaning = ABSENT[place.schema];
    for (const value of meaning?.accepted ?? [ordinaryDefault(meaning, declared, place)]) {
      expect(lines(compareDeployed(template, changed(declared, place.at, value)))).toEqual([]);
    }
  });

  test.each(undeclared)('$path is an undeclared difference where ECS shows another value', ({ declared, place }) => {
    const meaning = ABSENT[place.schema];
    const template = changed(declared, gonePlace(declared, place), undefined);
    const shownByEcs =
      otherValue(place) === ordinaryDefault(meaning, declared, place) ? place.value : otherValue(place);
    const live = changed(declared, place.at, shownByEcs);
    const compared = compareDeployed(template, live);
    if (meaning?.any?.(declared) === true) {
      expect(compared).toEqual({ differences: [], unresolved: [], notes: [] });
      return;
    }
    const value = ordinaryDefault(meaning, declared, place);
    const type = value === undefined ? 'ADD' : 'NOT_EQUAL';
    const path = gone(declared, place);
    expect(lines(compared)).toEqual([`drift ${type} ${path} undeclared kept`]);
    const [difference] = compared.differences;
    expect([shown(difference?.synthesized), shown(difference?.deployed)]).toEqual([value, value]);
    if (path === place.path) expect(shown(difference?.live)).toEqual(shownByEcs);
  });
});

describe('an optional object comes and goes whole', () => {
  const objects = EVERY.filter(({ kind, place }) => kind === 'object' && !FILLED.includes(place.schema));

  test.each(objects)('$path goes live', ({ declared, place }) => {
    const compared = compareDeployed(declared, changed(declared, place.at, undefined));
    const path = gone(declared, place);
    expect(lines(compared)).toEqual([`drift REMOVE ${path} kept`]);
    if (path === place.path) expect(shown(compared.differences[0]?.deployed)).toEqual(place.value);
  });

  test.each(objects)('$path comes live', ({ declared, place }) => {
    const compared = compareDeployed(changed(declared, gonePlace(declared, place), undefined), declared);
    const unjudged = place.schema.startsWith('GatewayConnectors');
    expect(lines(compared)).toEqual(unjudged ? [] : [`drift ADD ${gone(declared, place)} undeclared kept`]);
  });

  test.each(objects)('$path empty is as left out', ({ declared, place }) => {
    const without = changed(declared, place.at, undefined);
    const empty = changed(declared, place.at, {});
    expect(lines(compareDeployed(empty, without))).toEqual([]);
    expect(lines(compareDeployed(without, empty))).toEqual([]);
  });
});

describe('an object with defaults inside is filled in', () => {
  const filled = EVERY.filter(({ kind, place }) => kind === 'object' && FILLED.includes(place.schema));

  test.each(filled)('$path is told by its members', ({ declared, place }) => {
    const inside = placesOf(declared).filter(({ path }) => path.startsWith(`${place.path}.`));
    const off = inside.some(({ path }) => /Configuration\.Enabled$|EarlySuccessCriteria\.Enable$/.test(path));
    const expected = inside.filter(({ kind, path, schema, at }) => {
      if (off && place.schema !== 'DeploymentConfiguration') return /\.Enabled?$/.test(path);
      if (schema.includes('EarlySuccessCriteria')) return schema.endsWith('.Enable');
      if (inside.some((outer) => outer.kind === 'element' && path.startsWith(`${outer.path}.`))) return false;
      if (/(Linear|Canary)Configuration/.test(schema) && place.schema === 'DeploymentConfiguration') return false;
      if (kind === 'object' || kind === 'list') return false;
      if (kind !== 'leaf') return true;
      const value = placesOf(declared).find((one) => one.path === path);
      return value !== undefined && ordinaryDefault(ABSENT[schema], declared, { ...value, at }) !== value.value;
    });
    const compared = compareDeployed(declared, changed(declared, place.at, undefined));
    expect(compared.differences.map(({ path }) => path)).toEqual(expected.map(({ path }) => path).sort());
    const turned = compareDeployed(changed(declared, place.at, undefined), declared);
    expect(turned.differences.every((difference) => !difference.declared)).toBe(true);
  });

  test.each(filled)('$path empty is as left out', ({ declared, place }) => {
    const without = changed(declared, place.at, undefined);
    const empty = changed(declared, place.at, {});
    expect(lines(compareDeployed(empty, without))).toEqual([]);
    expect(lines(compareDeployed(without, empty))).toEqual([]);
  });
});

describe('elements', () => {
  const where = ({ at, kind, schema }: DeclaredPlace) =>
    kind === 'entry' && !schema.includes('Options') ? at.slice(0, -1) : at;
  const elements = EVERY.filter(({ kind }) => kind === 'element' || kind === 'text' || kind === 'entry').filter(
    ({ place }) => !place.schema.startsWith('Monitoring') && place.keyOf === undefined,
  );
  const unordered = elements.filter(
    ({ place }) => !place.schema.startsWith('PlacementStrategies') && !place.schema.includes('ContainerConfigurations'),
  );

  test.each(unordered)('$path goes live', ({ declared, place }) => {
    const compared = compareDeployed(declared, changed(declared, where(place), undefined));
    expect(lines(compared)).toEqual([`drift REMOVE ${place.path} kept`]);
  });

  test.each(unordered)('$path comes live', ({ declared, place }) => {
    const template = changed(declared, where(place), undefined);
    const list = place.schema.slice(0, -2);
    // The last element gone leaves an empty list, which is declared all the same; tags are declared one by one.
    const undeclared = list.endsWith('Tags') ? ' undeclared' : '';
    expect(lines(compareDeployed(template, declared))).toEqual([`drift ADD ${place.path}${undeclared} kept`]);
  });

  test('an entry that is changed live is one difference at its path', () => {
    for (const { declared, place } of EVERY.filter(({ kind }) => kind === 'entry')) {
      const compared = compareDeployed(declared, changed(declared, place.at, otherValue(place)));
      expect(lines(compared)).toEqual([`drift NOT_EQUAL ${place.path} kept`]);
    }
  });

  test('a metric that is not named runs at 60 seconds', () => {
    const [, declared] = FULL_SERVICES[0] as (typeof FULL_SERVICES)[number];
    const one = changed(declared, ['Monitoring', 'MetricConfigurations', 1], undefined);
    const path = 'Monitoring.MetricConfigurations[MemoryUtilization]';
    expect(lines(compareDeployed(declared, one))).toEqual([`drift NOT_EQUAL ${path} kept`]);
    expect(compareDeployed(declared, one).differences[0]).toMatchObject({ deployed: 20, live: 60 });
    const grouped = {
      MetricConfigurations: [{ MetricNames: ['MemoryUtilization', 'CPUUtilization'], ResolutionSeconds: 20 }],
    };
    expect(lines(compareDeployed(declared, { ...declared, Monitoring: grouped }))).toEqual([]);
    expect(lines(compareDeployed({ Monitoring: grouped }, {}))).toHaveLength(2);
  });
});

describe('a whole list', () => {
  const emptyOf = ({ value }: DeclaredPlace): Json => (Array.isArray(value) ? [] : {});
  const lists = EVERY.filter(
    ({ kind, place }) => kind === 'list' && place.keyOf === undefined && !place.schema.endsWith('MetricConfigurations'),
  );
  const below = (declared: JsonObject, list: DeclaredPlace) =>
    placesOf(declared).filter(({ schema, path }) => schema === `${list.schema}[]` && path.startsWith(list.path));

  test.each(lists)('$path goes live', ({ declared, place }) => {
    const expected = below(declared, place).map(({ path }) => `drift REMOVE ${path} kept`);
    const defaulted = place.schema.endsWith('ContainerConfigurations');
    const compared = lines(compareDeployed(declared, changed(declared, place.at, undefined)));
    const path = gone(declared, place);
    const whole = path === place.path ? expected.sort() : [`drift REMOVE ${path} kept`];
    expect(compared).toEqual(defaulted ? [`drift NOT_EQUAL ${place.path}[0].LogLevel kept`] : whole);
    expect(lines(compareDeployed(declared, changed(declared, place.at, emptyOf(place))))).toEqual(compared);
  });

  test.each(lists)('$path comes live', ({ declared, place }) => {
    const unjudged = /^GatewayConnectors\[\]|^CapacityProviderStrategy$/.test(place.schema);
    const expected = below(declared, place).map(({ path }) => `drift ADD ${path} undeclared kept`);
    const compared = lines(compareDeployed(changed(declared, place.at, undefined), declared));
    const defaulted = place.schema.endsWith('ContainerConfigurations');
    expect(compared).toEqual(
      unjudged ? [] : defaulted ? [`drift NOT_EQUAL ${place.path}[0].LogLevel undeclared kept`] : expected.sort(),
    );
  });

  test.each(lists)('$path: an empty list is as left out', ({ declared, place }) => {
    const without = changed(declared, place.at, undefined);
    const empty = changed(declared, place.at, emptyOf(place));
    expect(lines(compareDeployed(empty, without))).toEqual([]);
    expect(lines(compareDeployed(without, empty))).toEqual([]);
  });

  test.each(lists.filter(({ place }) => Array.isArray(place.value) && place.value.length > 1))(
    '$path turned round',
    ({ declared, place }) => {
      const live = changed(declared, place.at, [...(place.value as Json[])].reverse());
      const ordered = place.schema === 'PlacementStrategies';
      expect(lines(compareDeployed(declared, live))).toEqual(
        ordered
          ? [0, 1].flatMap((index) =>
              ['Field', 'Type'].map((name) => `drift NOT_EQUAL ${place.path}[${index}].${name} kept`),
            )
          : [],
      );
    },
  );

  test.each(lists.filter(({ place }) => Array.isArray(place.value) && typeof place.value[0] === 'string'))(
    '$path with a text twice is as with it once',
    ({ declared, place }) => {
      const [first] = place.value as Json[];
      const twice = changed(declared, place.at, [...(place.value as Json[]), first as Json]);
      expect(lines(compareDeployed(declared, twice))).toEqual([]);
      expect(lines(compareDeployed(twice, declared))).toEqual([]);
    },
  );
});
