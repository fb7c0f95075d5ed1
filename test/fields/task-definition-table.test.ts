import * as ecs from '@aws-sdk/client-ecs';
import { fieldTree } from '../../lib/compare/field-tree';
import { taskDefinitionTable } from '../../lib/fields/task-definition-table';
import type { Absence, Condition, FieldRow, Shape } from '../../lib/model/field';
import { constructProperties, type SpecType, specProperties } from './spec-properties';

const SOURCES: readonly (readonly [string, ReadonlyMap<string, SpecType>])[] = [
  ['the CloudFormation specification', specProperties('TaskDefinition')],
  ['aws-cdk-lib', constructProperties('TaskDefinition')],
];
const rows = new Map(taskDefinitionTable.rows.map((row) => [row.path, row]));
const notCompared = new Set(taskDefinitionTable.notCompared.map(({ path }) => path));

const SHAPES: Record<SpecType, readonly Shape['type'][]> = {
  string: ['string'],
  number: ['number'],
  boolean: ['boolean'],
  json: ['json'],
  object: ['object'],
  texts: ['set', 'json'],
  objects: ['keyed', 'ordered', 'map'],
  map: ['map'],
  tags: ['map'],
};

/** Lists of names and values are maps: their elements' members have no rows. */
function standsInMap(path: string): boolean {
  const shape = rows.get(path.replace(/\[\]\.[^.]*$/, ''))?.shape;
  return shape?.type === 'map' && shape.entries !== undefined && /\[\]\.(Name|Value)$/.test(path);
}

describe.each(SOURCES)('every property that %s knows', (_, properties) => {
  test('the properties were found', () => {
    expect(properties.size).toBeGreaterThan(150);
    expect(properties.get('ContainerDefinitions[].LinuxParameters.Capabilities.Add')).toBe('texts');
    expect(properties.get('Volumes[].EFSVolumeConfiguration.AuthorizationConfig.IAM')).toBe('string');
  });

  test.each([...properties])('%s has a row or a reason', (path, type) => {
    if (notCompared.has(path) || standsInMap(path)) return;
    expect(rows.get(path)?.path).toBe(path);
    expect(SHAPES[type]).toContain(rows.get(path)?.shape.type);
  });
});

test.each([...rows.keys()])('%s is a property that one of the two knows', (path) => {
  expect(SOURCES.some(([, properties]) => properties.has(path))).toBe(true);
});

test('what is not compared is a property without a row, and says why', () => {
  for (const { path, reason } of taskDefinitionTable.notCompared) {
    expect(SOURCES.every(([, properties]) => properties.has(path))).toBe(true);
    expect(rows.has(path)).toBe(false);
    expect(reason.length).toBeGreaterThan(20);
  }
});

test('no row stands twice, and each has its parent before it', () => {
  expect(rows.size).toBe(taskDefinitionTable.rows.length);
  expect(() => fieldTree(taskDefinitionTable)).not.toThrow();
});

test.each([...rows])('%s is whole', (path, row) => {
  expect(row.category).toBe('task-definition');
  expect(row.source.trim()).not.toBe('');
  for (const name of namedBy(row)) expect(rows.has(name)).toBe(true);
  if (row.shape.type === 'keyed') {
    for (const { member } of [
      ...row.shape.key.members.map((name) => ({ member: name })),
      ...(row.shape.key.telling ?? []),
    ])
      expect(rows.has(`${path}[].${member}`)).toBe(true);
  }
});

/** The paths of other rows that a row's absence depends on. */
function namedBy({ path, absent, shape }: FieldRow): string[] {
  const gate = shape.type === 'object' && shape.gate !== undefined ? [`${path}.${shape.gate}`] : [];
  return [...gate, ...absenceNames(path, absent)];
}

function absenceNames(path: string, absence: Absence | undefined): string[] {
  if (absence?.is === 'sibling') return [path.replace(/[^.]*$/, absence.member)];
  if (absence?.is !== 'cases') return [];
  const conditions: Condition[] = absence.cases.map(({ when }) => when);
  return [
    ...conditions.map(({ property }) => property),
    ...absence.cases.flatMap((one) => absenceNames(path, one.absence)),
    ...absenceNames(path, absence.otherwise),
  ];
}

/** The members of the answer that the installed SDK models, by their path with `[]` for elements. */
function sdkMembers(): Set<string> {
  const found = new Set<string>();
  const walk = (reference: unknown, prefix: string): void => {
    const schema = typeof reference === 'function' ? (reference as () => unknown)() : reference;
    if (!Array.isArray(schema)) return;
    const [kind, , , , inner, members] = schema as unknown[];
    if (typeof kind !== 'number') walk(kind, prefix);
    else if (kind === 1) walk(inner, `${prefix}[]`);
    else if (kind === 3 || kind === 4) {
      (inner as string[]).forEach((name, index) => {
        const path = prefix === '' ? name : `${prefix}.${name}`;
        found.add(path.replace(/\[\]$/, ''));
        walk((members as unknown[])[index], path);
      });
    }
  };
  walk(ecs.TaskDefinition$, '');
  return found;
}

/** By ECS's names: where DescribeTaskDefinition shows each row. */
function livePaths(): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (members: ReturnType<typeof fieldTree>['members'], prefix: string): void => {
    for (const node of members.values()) {
      const path = `${prefix}${node.liveName}`;
      found.set(path, node.row.path);
      walk(node.members, `${path}${node.row.shape.type === 'object' ? '' : '[]'}.`);
    }
  };
  walk(fieldTree(taskDefinitionTable).members, '');
  return found;
}

const members = sdkMembers();
const live = livePaths();

test('the members of the SDK were found', () => {
  expect(members.size).toBeGreaterThan(150);
  expect(members).toContain('containerDefinitions[].healthCheck.command');
  expect(members).toContain('volumes[].efsVolumeConfiguration.authorizationConfig.iam');
});

test.each([...live])('%s, which is where ECS shows %s, is a member of its answer', (path) => {
  expect(members).toContain(path);
});

test('all members that the SDK knows have a row, but for what ECS writes when it registers', () => {
  const entries = /^containerDefinitions\[\]\.environment\[\]|^proxyConfiguration\.properties\[\]/;
  const registration =
    /^(taskDefinitionArn|revision|status|requiresAttributes|compatibilities|registeredAt|registeredBy|deregisteredAt|deleteRequestedAt)\b/;
  const missing = [...members].filter((path) => !live.has(path) && !entries.test(path) && !registration.test(path));
  expect(missing).toEqual([]);
});
