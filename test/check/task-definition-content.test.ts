import fc from 'fast-check';
import { type ComparedRevisions, compareRevisions } from '../../lib/check/task-definition-content';
import type { Json, JsonObject } from '../../lib/model/json';
import { Secret } from '../../lib/model/secret';
import { createMasker } from '../../lib/report/mask';
import { FULL_REVISION } from './full-revision';
import { changed, other, placesOf } from './revision-places';

const PLACES = placesOf(FULL_REVISION);
const SILENT: ComparedRevisions = { differences: [], unresolved: [] };

function compare(stack: JsonObject, live: JsonObject): ComparedRevisions {
  return compareRevisions(stack, live);
}

function lines(stack: JsonObject, live: JsonObject): string[] {
  const { differences, unresolved } = compare(stack, live);
  expect(unresolved).toEqual([]);
  return differences.map(({ differenceType, path }) => `${differenceType} ${path}`);
}

/** A revision of one container. */
function revision(container: JsonObject, rest: JsonObject = {}): JsonObject {
  return { family: 'web', containerDefinitions: [{ name: 'web', image: 'web:1', ...container }], ...rest };
}

const WEB = 'TaskDefinition.ContainerDefinitions[web]';

describe('the same content', () => {
  test('in another revision is silent', () => {
    const live = {
      ...structuredClone(FULL_REVISION),
      taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:8',
      revision: 8,
      registeredAt: '2026-02-02T00:00:00.000Z',
      registeredBy: 'arn:aws:iam::111111111111:user/bob',
      requiresAttributes: [],
      compatibilities: ['EC2'],
    };
    expect(compare(FULL_REVISION, live)).toEqual(SILENT);
  });

  const ORDERED = ['command', 'entryPoint', 'dnsServers', 'dnsSearchDomains', 'environmentFiles'];
  const reversed = (json: Json, name = ''): Json => {
    if (Array.isArray(json)) {
      const items = json.map((item) => reversed(item));
      return ORDERED.includes(name) ? items : items.reverse();
    }
    if (typeof json !== 'object' || json === null) return json;
    return Object.fromEntries(
      Object.entries(json)
        .map(([key, item]) => [key, reversed(item, key === 'command' ? 'command' : key)])
        .reverse(),
    );
  };
  test('in another order is silent', () => {
    expect(compare(FULL_REVISION, reversed(FULL_REVISION) as JsonObject)).toEqual(SILENT);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['an empty list and none', { links: [], command: [] }, {}],
    [
      'nothing and what ECS fills in',
      {},
      { cpu: 0, essential: true, environment: [], mountPoints: [], systemControls: [] },
    ],
    ['off and nothing', { privileged: false, readonlyRootFilesystem: false }, {}],
    ['empty Linux parameters and none', { linuxParameters: { capabilities: {}, devices: [] } }, {}],
    ['a restart policy that is off and none', { restartPolicy: { enabled: false, restartAttemptPeriod: 60 } }, {}],
    [
      'a health check with and without its defaults',
      { healthCheck: { command: ['CMD', 'true'] } },
      { healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 } },
    ],
    [
      'a port with and without its protocol',
      { portMappings: [{ containerPort: 80, hostPort: 0 }] },
      { portMappings: [{ containerPort: 80, hostPort: 0, protocol: 'tcp' }] },
    ],
    [
      'a mount point with and without its default',
      { mountPoints: [{ containerPath: '/a', sourceVolume: 'a' }] },
      { mountPoints: [{ containerPath: '/a', sourceVolume: 'a', readOnly: false }] },
    ],
  ])('written differently is silent: %s', (_, one, two) => {
    expect(compare(revision(one), revision(two))).toEqual(SILENT);
    expect(compare(revision(two), revision(one))).toEqual(SILENT);
  });

  test.each<[string, JsonObject]>([
    ['Linux on X86_64', { runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' } }],
    ['X86_64 alone', { runtimePlatform: { cpuArchitecture: 'X86_64' } }],
    ['an empty platform', { runtimePlatform: {} }],
  ])('on the platform that is meant if none is given is silent: %s', (_, platform) => {
    expect(compare(revision({}), revision({}, platform))).toEqual(SILENT);
    expect(compare(revision({}, platform), revision({}))).toEqual(SILENT);
  });

  test('on another platform is found, with the default on the side that leaves it out', () => {
    const arm = revision({}, { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } });
    expect(compare(revision({}), arm).differences).toMatchObject([
      { path: 'TaskDefinition.RuntimePlatform.CpuArchitecture', deployed: 'X86_64', live: 'ARM64' },
    ]);
    expect(lines(arm, revision({}))).toEqual(['NOT_EQUAL TaskDefinition.RuntimePlatform.CpuArchitecture']);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['swappiness', { swappiness: 60 }, { swappiness: 10 }],
    [
      'permissions of a device',
      { devices: [{ hostPath: '/dev/a', permissions: ['read', 'write', 'mknod'] }] },
      { devices: [{ hostPath: '/dev/a', permissions: ['read'] }] },
    ],
  ])('of Linux parameters has defaults: %s', (_, filled, other) => {
    const linux = (linuxParameters: JsonObject) => revision({ linuxParameters });
    const bare = linux('devices' in filled ? { devices: [{ hostPath: '/dev/a' }] } : {});
    expect(compare(bare, linux(filled))).toEqual(SILENT);
    expect(compare(linux(filled), bare)).toEqual(SILENT);
    expect(compare(bare, linux(other)).differences).not.toEqual([]);
  });

  test('with the host port that awsvpc mode means is silent, and in bridge mode it is not', () => {
    const ports = (host: JsonObject, networkMode: string) =>
      revision({ portMappings: [{ containerPort: 80, protocol: 'tcp', ...host }] }, { networkMode });
    expect(compare(ports({}, 'awsvpc'), ports({ hostPort: 80 }, 'awsvpc'))).toEqual(SILENT);
    expect(compare(ports({}, 'bridge'), ports({ hostPort: 0 }, 'bridge'))).toEqual(SILENT);
    expect(lines(ports({}, 'bridge'), ports({ hostPort: 80 }, 'bridge'))).toEqual([
      `ADD ${WEB}.PortMappings[80:tcp].HostPort`,
    ]);
  });

  test('of volumes: an empty host is none, and defaults may be left out', () => {
    const volumes = (volume: JsonObject) => revision({}, { volumes: [{ name: 'a', ...volume }] });
    expect(compare(volumes({ host: {} }), volumes({}))).toEqual(SILENT);
    const efs = {
      fileSystemId: 'fs-1',
      rootDirectory: '/',
      transitEncryption: 'DISABLED',
      authorizationConfig: { iam: 'DISABLED' },
    };
    expect(
      compare(volumes({ efsVolumeConfiguration: efs }), volumes({ efsVolumeConfiguration: { fileSystemId: 'fs-1' } })),
    ).toEqual(SILENT);
  });
});

describe('one change is one difference at its place', () => {
  const leaves = PLACES.filter(({ kind, keyOf }) => kind === 'leaf' && keyOf === undefined);
  test.each(leaves)('$path', ({ path, at, value }) => {
    const live = changed(FULL_REVISION, at, other(value));
    const { differences, unresolved } = compare(FULL_REVISION, live);
    expect(unresolved).toEqual([]);
    expect(differences).toEqual([
      expect.objectContaining({
        path: `TaskDefinition.${path}`,
        category: 'task-definition',
        cause: 'drift',
        differenceType: expect.stringMatching(/^(NOT_EQUAL|REMOVE)$/) as string,
        declared: true,
      }),
    ]);
    expect(differences[0]).not.toHaveProperty('synthesized');
  });

  test.each(PLACES.filter(({ keyOf }) => keyOf !== undefined))('$path, part of a key', ({ at, value, keyOf }) => {
    const live = changed(FULL_REVISION, at, other(value));
    expect(lines(FULL_REVISION, live).sort()).toEqual([
      expect.stringMatching(/^ADD /) as string,
      `REMOVE TaskDefinition.${keyOf}`,
    ]);
  });

  // What has defaults inside does not come and go whole, and what holds nothing else goes with what is in it.
  const FILLED = /(LinuxParameters|Capabilities|AuthorizationConfig|RestartPolicy|NvidiaMps|RuntimePlatform)$/;
  const whole = PLACES.filter(({ kind, path }) => kind === 'element' || (kind === 'object' && !FILLED.test(path)));
  test.each(whole.filter(({ path }) => !path.includes('EnvironmentFiles[0]')))(
    '$path, gone and come whole',
    ({ path, at }) => {
      const without = changed(FULL_REVISION, at, undefined);
      expect(lines(FULL_REVISION, without)).toEqual([`REMOVE TaskDefinition.${path}`]);
      expect(lines(without, FULL_REVISION)).toEqual([`ADD TaskDefinition.${path}`]);
    },
  );

  test('values stand on their sides', () => {
    const live = revision({ image: 'web:2', memory: 512 });
    expect(compare(revision({}), live).differences).toEqual([
      expect.objectContaining({ path: `${WEB}.Image`, deployed: 'web:1', live: 'web:2' }),
      expect.objectContaining({ path: `${WEB}.Memory`, differenceType: 'ADD', live: 512 }),
    ]);
  });

  test('order counts where it has a meaning', () => {
    expect(lines(revision({ command: ['a', 'b'] }), revision({ command: ['b', 'a'] }))).toEqual([
      `NOT_EQUAL ${WEB}.Command`,
    ]);
    const files = ['x', 'y'].map((value) => ({ type: 's3', value }));
    expect(lines(revision({ environmentFiles: files }), revision({ environmentFiles: [...files].reverse() }))).toEqual([
      `NOT_EQUAL ${WEB}.EnvironmentFiles[0].Value`,
      `NOT_EQUAL ${WEB}.EnvironmentFiles[1].Value`,
    ]);
  });

  test('a role is another one, not the same name with a path', () => {
    const role = (name: string) => revision({}, { taskRoleArn: `arn:aws:iam::111111111111:role/${name}` });
    expect(lines(role('team/task'), role('task'))).toEqual(['NOT_EQUAL TaskDefinition.TaskRoleArn']);
  });
});

describe('secrets', () => {
  const secretPaths = [
    `${WEB}.Environment[PASSWORD]`,
    `${WEB}.Secrets[DB].ValueFrom`,
    `${WEB}.LogConfiguration.Options[mode]`,
    `${WEB}.LogConfiguration.SecretOptions[token].ValueFrom`,
    'TaskDefinition.Volumes[docker].DockerVolumeConfiguration.DriverOpts[o]',
  ];
  test.each(secretPaths)('%s is secret', (path) => {
    const place = PLACES.find((one) => one.kind === 'leaf' && `TaskDefinition.${one.path}` === path);
    if (place === undefined) throw new Error(`no ${path}`);
    const { differences } = compare(FULL_REVISION, changed(FULL_REVISION, place.at, other(place.value)));
    expect(differences).toEqual([
      expect.objectContaining({ path, deployed: new Secret(place.value), live: new Secret(other(place.value)) }),
    ]);
  });

  test('no secret shows in a container that came or went whole', () => {
    const without = changed(FULL_REVISION, ['containerDefinitions', 0], undefined);
    const mask = createMasker();
    for (const [stack, live] of [
      [FULL_REVISION, without],
      [without, FULL_REVISION],
    ] as const) {
      const { differences } = compare(stack, live);
      const shown = differences.map(({ deployed, live: now }) =>
        mask({ deployed: deployed ?? null, live: now ?? null }, { service: 'web', path: 'TaskDefinition' }),
      );
      const text = JSON.stringify(shown);
      expect(text).toContain('"Name":"PASSWORD"');
      for (const secret of ['hunter2', 'secret:db', '/ecs/web', 'parameter/token']) expect(text).not.toContain(secret);
    }
  });
});

describe('the status', () => {
  test.each(['INACTIVE', 'DELETE_IN_PROGRESS'])('%s is a finding of its own', (status) => {
    const { differences, status: finding } = compare(FULL_REVISION, { ...FULL_REVISION, status });
    expect(differences).toEqual([]);
    expect(finding).toEqual(
      expect.objectContaining({
        path: 'TaskDefinition.Status',
        cause: 'drift',
        deployed: 'ACTIVE',
        live: status,
        declared: true,
      }),
    );
  });

  test('active, or not said, is none', () => {
    expect(compare(FULL_REVISION, FULL_REVISION).status).toBeUndefined();
    expect(compare({ status: 'INACTIVE' }, {}).status).toBeUndefined();
  });
});

describe('members that no row knows', () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    ['changed', { newThing: { deep: 1 } }, { newThing: { deep: 2 } }, 'NOT_EQUAL NewThing'],
    ['added', {}, { newThing: true }, 'ADD NewThing'],
    ['removed', { newThing: [1] }, {}, 'REMOVE NewThing'],
  ])('are compared whole: %s', (_, stack, live, line) => {
    const [word, name] = line.split(' ');
    expect(lines(revision({}, stack), revision({}, live))).toEqual([`${word} TaskDefinition.${name}`]);
    expect(lines(revision(stack), revision(live))).toEqual([`${word} ${WEB}.${name}`]);
    const inObject = (json: JsonObject) => revision({ linuxParameters: { swappiness: 1, ...json } });
    expect(lines(inObject(stack), inObject(live))).toEqual([`${word} ${WEB}.LinuxParameters.${name}`]);
  });
});

describe('members that bear a name of the other side', () => {
  const efs = (members: JsonObject) =>
    revision({}, { volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'fs-1', ...members } }] });
  test('are compared, too', () => {
    expect(lines(efs({ filesystemId: 'fs-2' }), efs({ filesystemId: 'fs-3' }))).toEqual([
      'NOT_EQUAL TaskDefinition.Volumes[a].EFSVolumeConfiguration.filesystemId',
    ]);
    expect(compare(efs({ filesystemId: 'fs-2' }), efs({ filesystemId: 'fs-2' }))).toEqual(SILENT);
  });

  test.each(['new-thing', 'new_thing', 'New'])('as are unusual ones: %s', (name) => {
    expect(lines(revision({}), revision({ [name]: 1 }))).toHaveLength(1);
    expect(lines(revision({}, { [name]: 1 }), revision({}, { [name]: 2 }))).toHaveLength(1);
  });
});

describe('hostile names', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a]b', 'a.b', '[', '', ' '];
  const withName = (name: string, value: string) =>
    JSON.parse(
      JSON.stringify(
        revision({ environment: [{ name, value }], secrets: [{ name, valueFrom: value }] }, { volumes: [{ name }] }),
      ).replace('"image"', `"dockerLabels":{${JSON.stringify(name)}:${JSON.stringify(value)}},"image"`),
    ) as JsonObject;

  test.each(NAMES)('%j', (name) => {
    expect(compare(withName(name, '1'), withName(name, '1'))).toEqual(SILENT);
    const key = name.replaceAll(']', '\\]');
    expect(lines(withName(name, '1'), withName(name, '2'))).toEqual([
      `NOT_EQUAL ${WEB}.DockerLabels[${key}]`,
      `NOT_EQUAL ${WEB}.Environment[${key}]`,
      `NOT_EQUAL ${WEB}.Secrets[${key}].ValueFrom`,
    ]);
    expect(({} as JsonObject).polluted).toBeUndefined();
  });

  test('a container called __proto__', () => {
    const named = (image: string) => ({ containerDefinitions: [{ name: '__proto__', image }] });
    expect(lines(named('a'), named('b'))).toEqual(['NOT_EQUAL TaskDefinition.ContainerDefinitions[__proto__].Image']);
  });
});

describe('laws', () => {
  const names = fc.constantFrom(
    'containerDefinitions',
    'volumes',
    'name',
    'environment',
    'family',
    'command',
    'newThing',
    '__proto__',
    'a.b',
  );
  const anything = fc.letrec<{ json: Json; object: JsonObject }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('json'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(fc.oneof(names, fc.string()), tie('json'), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
  }));

  test('whatever stands in an answer, it does not differ from itself', () => {
    fc.assert(
      fc.property(anything.object, (json) => {
        expect(compare(json, structuredClone(json)).differences).toEqual([]);
      }),
    );
  });

  // A restart policy that is off hides what else it says.
  const leaves = PLACES.filter(
    ({ kind, keyOf, path }) => kind === 'leaf' && keyOf === undefined && !/\.Enabled$/.test(path),
  );
  test('several leaves that are changed are exactly those differences', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...leaves), { maxLength: 6 }), (places) => {
        const live = places.reduce((json, { at, value }) => changed(json, at, other(value)), FULL_REVISION);
        const found = compare(FULL_REVISION, live).differences.map(({ path }) => path);
        expect(found.sort()).toEqual(places.map(({ path }) => `TaskDefinition.${path}`).sort());
      }),
      { numRuns: 30 },
    );
  });

  test('the other way round the same places differ, added for removed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...leaves), { maxLength: 6 }), (places) => {
        const live = places.reduce((json, { at, value }) => changed(json, at, other(value)), FULL_REVISION);
        const turn = (line: string) =>
          line.startsWith('ADD') ? line.replace('ADD', 'REMOVE') : line.replace('REMOVE', 'ADD');
        expect(lines(live, FULL_REVISION).map(turn).sort()).toEqual(lines(FULL_REVISION, live).sort());
      }),
      { numRuns: 30 },
    );
  });
});
