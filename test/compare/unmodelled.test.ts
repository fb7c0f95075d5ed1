import { compareService } from '../../lib/compare/compare-service';
import { looselySame } from '../../lib/compare/loosely-same';
import { serviceTable } from '../../lib/fields/service-table';
import type { JsonObject } from '../../lib/model/json';
import type { Value, ValueMap } from '../../lib/model/value';
import { compareJson, lines, type Properties, type Written, written } from './compare-json';
import { liveAnswer } from './live-answer';

const loosely = (declared: Written, live: Written) => looselySame(written(declared) as Value, written(live) as Value);

test.each<[Written, Written, boolean]>([
  ['80', 80, true],
  [true, 'true', true],
  [80, 81, false],
  [['a', 'b'], ['b', 'a'], true],
  [['a', 'a'], ['a', 'b'], false],
  [['a'], ['a', 'b'], false],
  [{ Name: 'a' }, { name: 'a', more: 1 }, true],
  [{ Name: 'a' }, { Name: 'a' }, true],
  [{ Name: 'a' }, {}, false],
  [[{ Name: 'a' }, { Name: 'b' }], [{ name: 'b' }, { name: 'a' }], true],
  ['a', ['a'], false],
])('%j and %j: %s', (declared, live, same) => {
  expect(loosely(declared, live)).toBe(same);
});

describe('a property that no row knows', () => {
  const compare = (declared: Properties, live: JsonObject) =>
    compareJson({ synthesized: declared, deployed: declared, live });

  test('is a note where ECS does not give it back', () => {
    const compared = compare({ NewThing: 'a' }, {});
    expect(lines(compared)).toEqual([]);
    expect(compared.notes).toEqual([
      { kind: 'unverifiable', path: 'NewThing', text: expect.stringContaining('does not give this property back') },
    ]);
  });

  test('is compared with its twin where ECS gives that back', () => {
    expect(compare({ NewThing: '1' }, { NewThing: 1 })).toEqual({ differences: [], unresolved: [], notes: [] });
    expect(lines(compare({ NewThing: 'a' }, { NewThing: 'b' }))).toEqual(['drift NOT_EQUAL NewThing kept']);
    expect(lines(compare({ NewThing: ['a', 'b'] }, { NewThing: ['b', 'a'] }))).toEqual([]);
    expect(lines(compare({ NewThing: ['a'] }, { NewThing: ['b'] }))).toEqual(['drift NOT_EQUAL NewThing kept']);
  });

  test('is compared member by member, where what ECS has more does not count', () => {
    const declared = { NewThing: { Inner: { Count: 1, Name: 'a' } } };
    expect(lines(compare(declared, { NewThing: { Inner: { Count: 1, Name: 'a', More: true } } }))).toEqual([]);
    expect(lines(compare(declared, { NewThing: { Inner: { Count: 2, Name: 'a' } } }))).toEqual([
      'drift NOT_EQUAL NewThing.Inner.Count kept',
    ]);
  });

  test('has a note for each member that ECS does not give back', () => {
    const compared = compare({ NewThing: { Count: 1, Name: 'a' } }, { NewThing: { Count: 1 } });
    expect(lines(compared)).toEqual([]);
    expect(compared.notes).toMatchObject([{ kind: 'unverifiable', path: 'NewThing.Name' }]);
  });

  test('inside a property that has rows is found too', () => {
    const network = (New: string): Properties => ({
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['a'], New } },
    });
    expect(lines(compare(network('a'), network('b') as JsonObject))).toEqual([
      'drift NOT_EQUAL NetworkConfiguration.AwsvpcConfiguration.New kept',
    ]);
    const balancer = (New: string): Properties => ({ LoadBalancers: [{ ContainerName: 'a', ContainerPort: 80, New }] });
    expect(lines(compare(balancer('a'), balancer('b') as JsonObject))).toEqual([
      'drift NOT_EQUAL LoadBalancers[a:80].New kept',
    ]);
  });

  test('is pending where the code alone changes it', () => {
    const compared = compareJson({
      synthesized: { NewThing: 'b' },
      deployed: { NewThing: 'a' },
      live: { NewThing: 'a' },
    });
    expect(lines(compared)).toEqual(['pending NOT_EQUAL NewThing']);
  });

  test('is a note where ECS shows another property under its name', () => {
    const compared = compare({ PlacementStrategy: [] }, {});
    expect(compared.notes).toMatchObject([{ kind: 'unverifiable', path: 'PlacementStrategy' }]);
    const taken = compareJson({
      synthesized: { RoleArn: 'arn:aws:iam::1:role/a' },
      deployed: { RoleArn: 'arn:aws:iam::1:role/a' },
      live: { Role: 'arn:aws:iam::1:role/a' },
    });
    expect(taken.notes).toMatchObject([{ kind: 'unverifiable', path: 'RoleArn' }]);
  });

  test('that undeclared lives is no difference', () => {
    expect(lines(compare({}, { NewThing: 'a' }))).toEqual([]);
  });
});

test('an order to deploy once more is never compared', () => {
  const declared = { ForceNewDeployment: { EnableForceNewDeployment: true, ForceNewDeploymentNonce: 'x' } };
  expect(compareJson({ synthesized: declared, deployed: {}, live: {} })).toEqual({
    differences: [],
    unresolved: [],
    notes: [],
  });
});

describe('a place that could not be read', () => {
  const declared: Properties = {
    DesiredCount: 1,
    Monitoring: { MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: 20 }] },
    VolumeConfigurations: [{ Name: 'data' }],
  };
  const { service } = liveAnswer({ DesiredCount: 2 });
  const compare = (properties: Properties) =>
    compareService(serviceTable, { deployed: written(properties) as ValueMap, live: { service } });

  test('leaves what is declared there unresolved, and the rest compared', () => {
    const compared = compare(declared);
    expect(lines(compared)).toEqual(['drift NOT_EQUAL DesiredCount kept']);
    expect(compared.notes).toEqual([]);
    expect(compared.unresolved).toEqual([
      { path: 'Monitoring', side: 'live', reason: expect.stringContaining('service revision') },
      { path: 'VolumeConfigurations', side: 'live', reason: expect.stringContaining('primary deployment') },
    ]);
  });

  test.each(['CODE_DEPLOY', 'EXTERNAL'])('is none under %s, which has no deployments: a note', (type) => {
    const { service: live } = liveAnswer({ DesiredCount: 2, DeploymentController: { Type: type } });
    const deployed = written({ ...declared, DesiredCount: 2, DeploymentController: { Type: type } }) as ValueMap;
    const compared = compareService(serviceTable, { deployed, live: { service: live } });
    expect(compared.unresolved.map(({ path }) => path)).toEqual(['Monitoring']);
    expect(compared.notes).toMatchObject([{ kind: 'unverifiable', path: 'VolumeConfigurations' }]);
  });

  test('says nothing of what nobody declares', () => {
    expect(compare({ DesiredCount: 2 })).toEqual({ differences: [], unresolved: [], notes: [] });
  });
});
