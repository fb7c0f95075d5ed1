import { checkTypes } from '../../lib/compare/check-types';
import { serviceTable } from '../../lib/fields/service-table';
import { Ambiguous, NotDeployed, Unknown, type ValueMap } from '../../lib/model/value';
import { type Properties, written } from './compare-json';
import { changed, placesOf } from './contract-paths';
import { FULL_SERVICES } from './full-service';

const check = (properties: Properties) => checkTypes(serviceTable, written(properties) as ValueMap);

test.each(FULL_SERVICES)('%s has no fault', (_, properties) => {
  expect(check(properties)).toEqual([]);
});

test('what is unknown, ambiguous or to come is no fault', () => {
  const unknown = new Unknown('why', '${A}');
  expect(
    check({
      DesiredCount: unknown,
      Cluster: new NotDeployed('${B}', 'why'),
      EnableExecuteCommand: new Ambiguous(['yes', true]),
      LoadBalancers: [unknown],
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [unknown, ['a', 'b']], SecurityGroups: unknown } },
      Tags: unknown,
      ForceNewDeployment: { EnableForceNewDeployment: true },
      SomethingNew: { Any: ['thing'] },
    }),
  ).toEqual([]);
});

const NUMBERS = FULL_SERVICES.flatMap(([, declared]) =>
  placesOf(declared)
    .filter(({ kind, value }) => kind === 'leaf' && typeof value !== 'string' && typeof value !== 'object')
    .map((place) => ({ declared, place, schema: place.schema })),
);

test.each(NUMBERS)('a text in place of a number or boolean is found at $schema', ({ declared, place }) => {
  const faults = check(changed(declared, place.at, 'many'));
  const path = place.at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const type = typeof place.value;
  expect(faults).toEqual([{ path: path.slice(1), reason: `"many" stands where a ${type} should` }]);
});

const HOLDERS = FULL_SERVICES.flatMap(([, declared]) =>
  placesOf(declared)
    .filter(({ kind }) => kind === 'object' || kind === 'list' || kind === 'leaf')
    .filter(({ schema }) => !schema.endsWith('HookDetails') && !schema.includes('MetricConfigurations'))
    .map((place) => ({ declared, place, path: place.path })),
);

test.each(HOLDERS)('a list, an object or a text at the wrong place is found at $path', ({ declared, place }) => {
  const isList = Array.isArray(place.value);
  const isObject = typeof place.value === 'object' && !isList;
  const wrong = [
    ...(isList ? [] : [['a']]),
    ...(isObject ? [] : [{ a: 'b' }]),
    ...(isList || isObject ? ['text'] : []),
  ];
  for (const value of wrong) {
    const faults = check(changed(declared, place.at, value as never));
    expect(faults).toHaveLength(1);
    const path = place.at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    expect(faults[0]?.path).toBe(path.slice(1));
    expect(faults[0]?.reason).toContain(' stands where ');
  }
});

test('elements of the wrong kind are found', () => {
  expect(check({ LoadBalancers: ['a'] })).toEqual([
    { path: 'LoadBalancers[0]', reason: '"a" stands where an object should' },
  ]);
  expect(check({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['a', { b: 1 }] } } })).toEqual([
    { path: 'NetworkConfiguration.AwsvpcConfiguration.Subnets[1]', reason: 'an object stands where a text should' },
  ]);
});

test('an expression that is wrong is found wherever it stands', () => {
  const fault = new Unknown('Fn::Nope is no function', '${?}', '?', undefined, true);
  for (const properties of [
    { Cluster: fault },
    { LoadBalancers: [{ ContainerName: fault }] },
    { SomethingNew: { Deep: [{ Inside: fault }] } },
    { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [fault] } } },
    { DeploymentConfiguration: { LifecycleHooks: [{ HookTargetArn: 'a', HookDetails: { a: [fault] } }] } },
  ] as Properties[]) {
    expect(check(properties).map(({ reason }) => reason)).toEqual(['Fn::Nope is no function']);
  }
});
