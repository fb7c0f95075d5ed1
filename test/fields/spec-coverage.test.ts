import { fieldTree } from '../../lib/compare/field-tree';
import { serviceTable } from '../../lib/fields/service-table';
import type { Absence, Condition, FieldRow, Shape } from '../../lib/model/field';
import { CATEGORIES } from '../../lib/model/report';
import { constructProperties, type SpecType, specProperties } from './spec-properties';

const SOURCES: readonly (readonly [string, ReadonlyMap<string, SpecType>])[] = [
  ['the CloudFormation specification', specProperties()],
  ['aws-cdk-lib', constructProperties()],
];
/** Rows of other resources that act upon a service are no properties of it. */
const beside = serviceTable.rows.filter(({ of }) => of !== undefined).map(({ path }) => path);
const own = serviceTable.rows.filter(({ path }) => !beside.some((top) => path === top || path.startsWith(`${top}.`)));
const rows = new Map(serviceTable.rows.map((row) => [row.path, row]));

function notCompared(path: string): boolean {
  return serviceTable.notCompared.some((entry) => path === entry.path || path.startsWith(`${entry.path}.`));
}

/** The rows of spread lists stand for the members of their elements. */
function standsInSpread(path: string): boolean {
  const list = rows.get(path.replace(/\[\]\.[^.]*$/, ''))?.shape;
  return list?.type === 'spread' && (path.endsWith(`.${list.names}`) || path.endsWith(`.${list.value}`));
}

const SHAPES: Record<SpecType, readonly Shape['type'][]> = {
  string: ['string'],
  number: ['number'],
  boolean: ['boolean'],
  json: ['json'],
  object: ['object'],
  texts: ['set'],
  objects: ['keyed', 'ordered', 'spread'],
  map: ['map'],
  tags: ['map'],
};

describe.each(SOURCES)('every property that %s knows', (_, properties) => {
  test('the properties were found', () => {
    expect(properties.size).toBeGreaterThan(100);
    expect(properties.get('LoadBalancers[].AdvancedConfiguration.RoleArn')).toBe('string');
    expect(properties.get('DeploymentConfiguration.LifecycleHooks[].LifecycleStages')).toBe('texts');
    expect(properties.get('ServiceConnectConfiguration.LogConfiguration.Options')).toBe('map');
  });

  test.each([...properties])('%s has a row or a reason', (path, type) => {
    if (notCompared(path) || standsInSpread(path)) return;
    const row = rows.get(path);
    expect({ path, row: row?.path }).toEqual({ path, row: path });
    expect(SHAPES[type]).toContain(row?.shape.type);
  });
});

test('both sources are newer than the other somewhere or equal, so both are read', () => {
  const [[, spec], [, construct]] = SOURCES as [(typeof SOURCES)[number], (typeof SOURCES)[number]];
  const shared = [...spec.keys()].filter((path) => construct.has(path));
  expect(shared.length).toBeGreaterThan(100);
});

describe('the rows', () => {
  test.each(own.map(({ path }) => path))('%s is a property that one of the two knows', (path) => {
    expect(SOURCES.some(([, properties]) => properties.has(path))).toBe(true);
  });

  test.each(serviceTable.notCompared.map((entry) => [entry.path, entry.reason]))('%s: %s', (path, reason) => {
    expect(SOURCES.some(([, properties]) => properties.has(path))).toBe(true);
    expect(rows.has(path)).toBe(false);
    expect(reason.length).toBeGreaterThan(20);
  });

  test('no row stands twice, and each has its parent before it', () => {
    expect(rows.size).toBe(serviceTable.rows.length);
    expect(() => fieldTree(serviceTable)).not.toThrow();
  });

  test.each(serviceTable.rows.map((row) => [row.path, row] as const))('%s is whole', (path, row) => {
    expect(row.source.trim()).not.toBe('');
    expect(CATEGORIES).toContain(row.category);
    const below = path.includes('.');
    if (below) {
      expect(row.category).toBe(rows.get(path.replace(/\..*$/, '').replace('[]', ''))?.category);
      if (own.includes(row)) expect(row.place).toBeUndefined();
    }
    for (const condition of conditionsOf(row)) expect(rows.has(condition.property)).toBe(true);
    for (const property of propertiesOf(row.absent)) expect(rows.has(property)).toBe(true);
    for (const name of membersOf(row)) expect(rows.has(`${path}${name}`)).toBe(true);
  });
});

function conditionsOf({ absent, absentLive, managed, skipWhen, shape }: FieldRow): Condition[] {
  const cases = [absent, absentLive].flatMap((absence) => casesOf(absence));
  const filled = shape.type === 'object' && typeof shape.filled === 'object' ? [shape.filled] : [];
  return [
    ...cases,
    ...(managed ?? []).flatMap(({ when }) => when ?? []),
    ...(skipWhen === undefined ? [] : [skipWhen]),
    ...filled,
  ];
}

function casesOf(absence: Absence | undefined): Condition[] {
  if (absence?.is !== 'cases') return [];
  return [
    ...absence.cases.flatMap(({ when, absence: then }) => [when, ...casesOf(then)]),
    ...casesOf(absence.otherwise),
  ];
}

/** Properties that stand in for the row's own where it is left out. */
function propertiesOf(absence: Absence | undefined): string[] {
  if (absence?.is === 'property') return [absence.property, ...propertiesOf(absence.otherwise)];
  if (absence?.is !== 'cases') return [];
  return [...absence.cases.flatMap(({ absence: then }) => propertiesOf(then)), ...propertiesOf(absence.otherwise)];
}

/** Members that a row names, as they continue its path. */
function membersOf({ shape, absent, path }: FieldRow): string[] {
  const names: string[] = [];
  if (shape.type === 'object' && shape.gate !== undefined) names.push(`.${shape.gate}`);
  if (shape.type === 'keyed') {
    const { members, otherwise = [], telling = [] } = shape.key;
    names.push(...[...members, ...otherwise, ...telling.map(({ member }) => member)].map((name) => `[].${name}`));
  }
  if (absent?.is === 'sibling') expect(rows.has(path.replace(/[^.]*$/, absent.member))).toBe(true);
  return names;
}
