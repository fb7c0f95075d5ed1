import { TaskSet$ } from '@aws-sdk/client-ecs';
import { compareService } from '../../lib/compare/compare-service';
import { fieldTree } from '../../lib/compare/field-tree';
import { taskSetTable } from '../../lib/fields/task-set-table';
import type { Shape } from '../../lib/model/field';
import type { JsonObject } from '../../lib/model/json';
import { CATEGORIES } from '../../lib/model/report';
import { toValue, type ValueMap } from '../../lib/model/value';
import { constructProperties, type SpecType, specProperties } from './spec-properties';

const SOURCES: readonly (readonly [string, ReadonlyMap<string, SpecType>])[] = [
  ['the CloudFormation specification', specProperties('TaskSet')],
  ['aws-cdk-lib', constructProperties('TaskSet')],
];
const rows = new Map(taskSetTable.rows.map((row) => [row.path, row]));

const SHAPES: Record<SpecType, readonly Shape['type'][]> = {
  string: ['string'],
  number: ['number'],
  boolean: ['boolean'],
  json: ['json'],
  object: ['object'],
  texts: ['set'],
  objects: ['keyed'],
  map: ['map'],
  tags: ['map'],
};

describe.each(SOURCES)('every property of a task set that %s knows', (_, properties) => {
  test('the properties were found', () => {
    expect(properties.size).toBeGreaterThan(25);
    expect(properties.get('NetworkConfiguration.AwsVpcConfiguration.Subnets')).toBe('texts');
    expect(properties.get('CapacityProviderStrategy[].Weight')).toBe('number');
  });

  test.each([...properties])('%s has a row', (path, type) => {
    expect(rows.get(path)?.path).toBe(path);
    expect(SHAPES[type]).toContain(rows.get(path)?.shape.type);
  });
});

test.each([...rows])('%s is a property that one of the two knows, and its row is whole', (path, row) => {
  expect(SOURCES.some(([, properties]) => properties.has(path))).toBe(true);
  expect(row.source.trim()).not.toBe('');
  expect(CATEGORIES).toContain(row.category);
  expect(row.managed).toBeUndefined();
  if (path.includes('.')) expect(row.category).toBe(rows.get(path.replace(/[.[].*$/, ''))?.category);
});

test('no row stands twice, and each has its parent before it', () => {
  expect(rows.size).toBe(taskSetTable.rows.length);
  expect(() => fieldTree(taskSetTable)).not.toThrow();
});

test.each([...fieldTree(taskSetTable).members.values()].map(({ name, liveName }) => [name, liveName]))(
  '%s is shown as %s',
  (_, liveName) => {
    expect((TaskSet$ as unknown[])[4]).toContain(liveName);
  },
);

const PREFIX = 'arn:aws:ecs:eu-west-1:111111111111:';
const DECLARED: JsonObject = { Cluster: 'main', Service: 'web', TaskDefinition: 'web:3' };
const LIVE: JsonObject = {
  clusterArn: `${PREFIX}cluster/main`,
  serviceArn: `${PREFIX}service/main/web`,
  taskDefinition: `${PREFIX}task-definition/web:3`,
  launchType: 'EC2',
  loadBalancers: [],
  serviceRegistries: [],
  scale: { value: 100, unit: 'PERCENT' },
  tags: [],
};

function compare(declared: JsonObject, live: JsonObject) {
  const template = toValue({ ...DECLARED, ...declared }) as ValueMap;
  const { tags, ...service } = { ...LIVE, ...live };
  return compareService(taskSetTable, {
    synthesized: template,
    deployed: template,
    live: {
      service: toValue(service) as ValueMap,
      tags: tags === undefined ? undefined : (toValue({ tags }) as ValueMap),
    },
  });
}
const SILENT = { differences: [], unresolved: [], notes: [] };

describe('equal spellings', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['nothing but what has to be declared', {}, {}],
    ['the service by its ARN', { Service: `${PREFIX}service/main/web` }, {}],
    ['the service by its old ARN', { Service: `${PREFIX}service/web` }, {}],
    ['a live service by its old ARN', { Service: `${PREFIX}service/main/web` }, { serviceArn: `${PREFIX}service/web` }],
    ['the cluster by its ARN', { Cluster: `${PREFIX}cluster/main` }, {}],
    ['an answer without cluster and service', {}, { clusterArn: null, serviceArn: null }],
    ['a family', { TaskDefinition: 'web' }, {}],
    ['no platform version', {}, { platformVersion: '1.4.0' }],
    ['the latest platform version', { PlatformVersion: 'LATEST' }, { platformVersion: '1.4.0' }],
    ['the latest platform version outside Fargate', { PlatformVersion: 'LATEST' }, {}],
    ['the whole scale', { Scale: { Unit: 'PERCENT', Value: '100' } }, {}],
    ['a scale without a unit', { Scale: { Value: 40 } }, { scale: { value: 40, unit: 'PERCENT' } }],
    ['an answer without what is empty', {}, { loadBalancers: null, serviceRegistries: null, scale: null }],
    [
      'a default strategy of the cluster',
      {},
      { launchType: null, capacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 0, weight: 1 }] },
    ],
    [
      'a strategy in another order',
      {
        CapacityProviderStrategy: [
          { CapacityProvider: 'FARGATE', Weight: 1 },
          { CapacityProvider: 'FARGATE_SPOT', Base: 2 },
        ],
      },
      {
        launchType: null,
        capacityProviderStrategy: [
          { capacityProvider: 'FARGATE_SPOT', base: 2, weight: 0 },
          { capacityProvider: 'FARGATE', base: 0, weight: 1 },
        ],
      },
    ],
  ])('%s', (_, declared, live) => {
    expect(compare(declared, live)).toEqual(SILENT);
  });
});

describe('differences', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['Cluster', {}, { clusterArn: `${PREFIX}cluster/other` }],
    ['Service', {}, { serviceArn: `${PREFIX}service/main/other` }],
    ['Service', { Service: `${PREFIX}service/other/web` }, {}],
    ['Service', { Service: `${PREFIX}service/other` }, {}],
    ['TaskDefinition', {}, { taskDefinition: `${PREFIX}task-definition/web:4` }],
    ['PlatformVersion', { PlatformVersion: '1.3.0' }, { platformVersion: '1.4.0' }],
    ['Scale.Value', {}, { scale: { value: 50, unit: 'PERCENT' } }],
    ['LaunchType', { LaunchType: 'FARGATE' }, {}],
    ['ExternalId', { ExternalId: 'mine' }, { externalId: 'yours' }],
    ['ExternalId', {}, { externalId: 'yours' }],
    ['Tags[a]', {}, { tags: [{ key: 'a', value: 'b' }] }],
  ])('%s', (path, declared, live) => {
    expect(compare(declared, live)).toMatchObject({ differences: [{ path, cause: 'drift' }], unresolved: [] });
  });

  test('a launch type in place of a declared strategy is told at both', () => {
    const found = compare({ CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }] }, {});
    expect(found.differences.map(({ path }) => path)).toEqual(['CapacityProviderStrategy[FARGATE]', 'LaunchType']);
  });

  test('an answer without tags leaves declared ones unresolved', () => {
    const { tags: _, ...live } = LIVE;
    const template = toValue({ ...DECLARED, Tags: [{ Key: 'a', Value: 'b' }] }) as ValueMap;
    const sides = { synthesized: template, deployed: template, live: { service: toValue(live) as ValueMap } };
    expect(compareService(taskSetTable, sides)).toMatchObject({
      differences: [],
      unresolved: [{ path: 'Tags', side: 'live' }],
      notes: [],
    });
  });
});
