import fc from 'fast-check';
import { HiddenValues } from '../../lib/check/hidden-values';
import { ServiceMask } from '../../lib/check/service-mask';
import { pendingChanges } from '../../lib/check/task-definition-content';
import { renamed } from '../../lib/check/task-definition-names';
import { taskDefinitionTable } from '../../lib/fields/task-definition-table';
import type { JsonObject } from '../../lib/model/json';
import { NotDeployed, toValue, Unknown, type Value, type ValueMap } from '../../lib/model/value';
import { createMasker, type Masker } from '../../lib/report/mask';
import { FULL_REVISION } from './full-revision';
import { changed, other, placesOf } from './revision-places';

type Written = JsonObject | { [key: string]: unknown };

/** Resolved properties, with values of the resolver among the JSON. */
function resolved(written: Written): ValueMap {
  const copy = (value: unknown): Value => {
    if (value instanceof Unknown || value instanceof NotDeployed) return value;
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value as Value;
    const entries = Object.entries(value).map(([key, item]) => [key, copy(item)] as const);
    return Object.assign(Object.create(null), Object.fromEntries(entries)) as ValueMap;
  };
  return copy(written) as ValueMap;
}

const IDENTITY = { resourceType: 'AWS::ECS::Service', stackName: 'Web', logicalId: 'Web' } as const;

/** Masks values as in one service whose templates hold no secrets. */
function maskWith(masker: Masker): ServiceMask {
  const service = { kind: 'settled', identity: IDENTITY, status: 'UNCHECKED', reason: '' } as const;
  return new ServiceMask('web', new HiddenValues(service), masker);
}

function changes(synthesized: Written, deployed: Written): string[] {
  const mask = maskWith(createMasker({ showValues: true }));
  return pendingChanges(resolved(synthesized), resolved(deployed), { mask }).map(({ kind, path, text }) => {
    expect(kind).toBe('pending');
    return `${path}: ${text}`;
  });
}

function withWeb(container: Written): Written {
  return { ContainerDefinitions: [{ Name: 'web', Image: 'web:1', ...container }] };
}

const WEB = 'TaskDefinition.ContainerDefinitions[web]';

test('a changed image is told with both values', () => {
  expect(changes(withWeb({ Image: 'web:2' }), withWeb({}))).toEqual([
    `${WEB}.Image: synthesized "web:2", deployed "web:1"`,
  ]);
});

test('what is added and removed is told as such', () => {
  const two = {
    ContainerDefinitions: [
      { Name: 'web', Image: 'web:1' },
      { Name: 'log', Image: 'log:1', Essential: false },
    ],
  };
  const container = { Name: 'log', Image: 'log:1', Essential: false };
  for (const [synthesized, deployed, words] of [
    [two, withWeb({}), 'added: synthesized '],
    [withWeb({}), two, 'removed: deployed '],
  ] as const) {
    const [line = '', ...more] = changes(synthesized, deployed);
    expect(more).toEqual([]);
    const start = `TaskDefinition.ContainerDefinitions[log]: ${words}`;
    expect(line.slice(0, start.length)).toBe(start);
    expect(JSON.parse(line.slice(start.length))).toMatchObject(container);
  }
  expect(changes({ Family: 'web' }, {})).toEqual(['TaskDefinition.Family: added: synthesized "web"']);
  expect(changes({}, { Family: 'web' })).toEqual(['TaskDefinition.Family: removed: deployed "web"']);
  expect(changes(withWeb({ User: 'node' }), withWeb({}))).toEqual([`${WEB}.User: added: synthesized "node"`]);
});

test('secrets are masked', () => {
  const environment = (Value: string) => resolved(withWeb({ Environment: [{ Name: 'PASSWORD', Value }] }));
  const [note] = pendingChanges(environment('hunter2'), environment('hunter1'), { mask: maskWith(createMasker()) });
  expect(note?.path).toBe(`${WEB}.Environment[PASSWORD]`);
  expect(note?.text).toMatch(/^synthesized "\*{3}[0-9a-f]{8}", deployed "\*{3}[0-9a-f]{8}"$/);
});

describe('numbers with units', () => {
  test.each([
    ['Cpu', '1024', '1 vCPU'],
    ['Cpu', '1024', '1 vcpu'],
    ['Cpu', '256', '.25 vCPU'],
    ['Cpu', '512', '0.5vCPU'],
    ['Cpu', 2048, '2 vCPU'],
    ['Memory', '1024', '1 GB'],
    ['Memory', '512', '0.5GB'],
    ['Memory', 3072, '3gb'],
  ])('%s %j is %j', (name, number, measured) => {
    expect(changes({ [name]: number }, { [name]: measured })).toEqual([]);
    expect(changes({ [name]: measured }, { [name]: number })).toEqual([]);
  });

  test.each([
    ['Cpu', '1024', '2 vCPU'],
    ['Cpu', '1', '1 vCPU'],
    ['Cpu', '1024', '1 GB'],
    ['Memory', '1024', '1 MB'],
    ['Memory', '1024', '1 GB or so'],
    ['Memory', '1 MB', '1 mb'],
  ])('%s %j is not %j', (name, one, two) => {
    expect(changes({ [name]: one }, { [name]: two })).toEqual([
      `TaskDefinition.${name}: synthesized "${one}", deployed "${two}"`,
    ]);
  });
});

describe('silent', () => {
  test.each<[string, Written, Written]>([
    ['texts for numbers', withWeb({ Memory: '512', Essential: 'true' }), withWeb({ Memory: 512, Essential: true })],
    ['defaults that are spelled out', withWeb({ Cpu: 0, Essential: true, Links: [] }), withWeb({})],
    ['tags', { Tags: [{ Key: 'a', Value: '1' }] }, { Tags: [{ Key: 'a', Value: '2' }] }],
    [
      'another order',
      withWeb({
        Environment: [
          { Name: 'A', Value: '1' },
          { Name: 'B', Value: '2' },
        ],
      }),
      withWeb({
        Environment: [
          { Name: 'B', Value: '2' },
          { Name: 'A', Value: '1' },
        ],
      }),
    ],
    ['a role by name and by ARN', { TaskRoleArn: 'task' }, { TaskRoleArn: 'arn:aws:iam::111111111111:role/task' }],
  ])('%s', (_, one, two) => {
    expect(changes(one, two)).toEqual([]);
    expect(changes(two, one)).toEqual([]);
  });
});

describe('what is not known', () => {
  const unknown = (display: string) => new Unknown('the repository could not be read', display);

  test('and the same on both sides is silent', () => {
    expect(changes(withWeb({ Image: unknown('${Repo}') }), withWeb({ Image: unknown('${Repo}') }))).toEqual([]);
  });

  test('in the code alone may change', () => {
    expect(changes(withWeb({ Image: unknown('${Repo}') }), withWeb({}))).toEqual([
      `${WEB}.Image: may change: the repository could not be read`,
    ]);
  });

  test('because it is not deployed yet is a change', () => {
    const coming = new NotDeployed('${Repo}:latest', 'resource Repo is not deployed yet');
    expect(changes(withWeb({ Image: coming }), withWeb({}))).toEqual([
      `${WEB}.Image: synthesized "\${Repo}:latest", deployed "web:1"`,
    ]);
  });
});

test('a property that no row knows is compared whole', () => {
  expect(changes(withWeb({ NewThing: { A: 1 } }), withWeb({}))).toEqual([
    `${WEB}.NewThing: added: synthesized {"A":1}`,
  ]);
  expect(changes(withWeb({ NewThing: { A: 1 } }), withWeb({ NewThing: { A: 2 } }))).toEqual([
    `${WEB}.NewThing: synthesized {"A":1}, deployed {"A":2}`,
  ]);
});

describe('names', () => {
  const live = toValue(FULL_REVISION) as ValueMap;
  const template = renamed(taskDefinitionTable, 'live', live);

  test('there and back is the same, but for what ECS writes when it registers', () => {
    const back = renamed(taskDefinitionTable, 'template', template);
    const {
      taskDefinitionArn,
      revision,
      status,
      requiresAttributes,
      compatibilities,
      registeredAt,
      registeredBy,
      ...own
    } = FULL_REVISION;
    expect(back).toEqual(toValue(own));
  });

  test('the user’s keys stay as they are', () => {
    const [web] = template.ContainerDefinitions as ValueMap[];
    expect(web?.DockerLabels).toEqual(toValue({ team: 'shop', 'com.example.tier': 'front' }));
    expect(web?.Environment).toContainEqual(toValue({ Name: 'LEVEL', Value: 'info' }));
  });

  test('law: each leaf that changes in the code is told at its path, and nothing else', () => {
    const leaves = placesOf(FULL_REVISION).filter(({ kind, keyOf }) => kind === 'leaf' && keyOf === undefined);
    fc.assert(
      fc.property(fc.constantFrom(...leaves), ({ path, at, value }) => {
        const code = renamed(
          taskDefinitionTable,
          'live',
          toValue(changed(FULL_REVISION, at, other(value))) as ValueMap,
        );
        const told = pendingChanges(code, template, { mask: maskWith(createMasker()) }).map((note) => note.path);
        expect(told).toEqual([`TaskDefinition.${path}`]);
      }),
    );
  });
});
