import * as fc from 'fast-check';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { serviceIn } from '../end-to-end/run-command';
import { type TemplateObject, webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { runAllFormats } from './run-all-formats';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

/** What is to stay hidden in one world: the parameter's value, others in the code, the deployed stack and live. */
interface Secrets {
  readonly password: string;
  readonly synthesized: string;
  readonly deployed: string;
  readonly live: string;
}

const FROM_PASSWORD = {
  plain: { Ref: 'Password' },
  joined: { 'Fn::Join': ['-', ['pre', { Ref: 'Password' }, 'post']] },
  sub: { 'Fn::Sub': 'sub=${Password}' },
  base64: { 'Fn::Base64': { Ref: 'Password' } },
  selected: { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::Sub': '${Password},x' }] }] },
  chosen: { 'Fn::If': ['Always', { Ref: 'Password' }, 'other'] },
};

/** The same, and a value that takes in a resource that the deploy makes. */
const COMING = { ...FROM_PASSWORD, coming: { 'Fn::Sub': '${Password}-${Coming}' } };

const SECTIONS = {
  Parameters: { Password: { Type: 'String', NoEcho: true } },
  Conditions: { Always: { 'Fn::Equals': ['a', 'a'] } },
};

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:';

/** Without a word of the parameter: as the stack is if only the code takes values from it. */
const plainly = (value: string): Taken => ({
  tags: Object.fromEntries([...Object.keys(FROM_PASSWORD), 'coming'].map((name) => [name, value])),
  command: `--password=${value}`,
});

const taken = (tags: Readonly<Record<string, unknown>>): Taken => ({
  tags,
  command: { 'Fn::Sub': '--password=${Password}' },
});

/** What a template takes from the parameter, or has in its place. */
interface Taken {
  readonly tags: Readonly<Record<string, unknown>>;
  readonly command: unknown;
}

function container(secret: string, command: unknown): object {
  return {
    Name: 'web',
    Image: 'web',
    Environment: [{ Name: 'TOKEN', Value: secret }],
    Secrets: [{ Name: 'KEY', ValueFrom: SECRET_ARN + secret }],
    LogConfiguration: {
      LogDriver: 'splunk',
      Options: { 'splunk-token': secret },
      SecretOptions: [{ Name: 'other', ValueFrom: SECRET_ARN + secret }],
    },
    Command: ['run', command],
  };
}

function connect(secret: string): object {
  return {
    Enabled: true,
    LogConfiguration: {
      LogDriver: 'splunk',
      Options: { 'splunk-token': secret },
      SecretOptions: [{ Name: 'other', ValueFrom: SECRET_ARN + secret }],
    },
  };
}

/** A service with a secret in every place where one may stand. */
function secretive(secret: string, { tags, command }: Taken): TemplateObject {
  const Task = {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { Family: 'web', ContainerDefinitions: [container(secret, command)] },
  };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const template = webTemplate({ ServiceConnectConfiguration: connect(secret), Tags }, { sections: SECTIONS });
  return { ...template, Resources: { ...template.Resources, Task } };
}

const nothing = { ...taken({}), tags: plainly('nothing').tags };

/** Runs in a world where secrets stand everywhere. */
async function runWith(
  secrets: Secrets,
  code: Taken,
  {
    byHand = true,
    args = [],
    before = taken(FROM_PASSWORD),
  }: { readonly byHand?: boolean; readonly args?: readonly string[]; readonly before?: Taken } = {},
) {
  const { password, synthesized, deployed } = secrets;
  aws.deploy({ stackName: 'Web', template: secretive(deployed, before), parameters: { Password: password } });
  if (byHand) changeAll(secrets);
  const template = secretive(synthesized, code);
  const Resources = { ...template.Resources, Coming: { Type: 'AWS::SNS::Topic' } };
  const directory = writeAssembly({ Web: { template: { ...template, Resources } } });
  return runAllFormats(['--app', directory, ...args], { aws });
}

/** Changes by hand whatever may be secret. */
function changeAll({ live }: Secrets): void {
  const revision = aws.registerTaskDefinition('web', (newest) => {
    const [first] = newest.containerDefinitions;
    first.environment[0].value = live;
    first.secrets[0].valueFrom = SECRET_ARN + live;
    first.logConfiguration.options['splunk-token'] = live;
    first.logConfiguration.secretOptions[0].valueFrom = SECRET_ARN + live;
    first.command[1] = `--key=${live}`;
  });
  const handle = aws.service('Web', 'Web');
  handle.updateService({ taskDefinition: revision });
  handle.update((service) => {
    for (const tag of service.tags) if (Object.hasOwn(COMING, tag.key)) tag.value = `by-hand ${live}`;
    service.tags.push({ key: 'added', value: 'by hand' });
    for (const deployment of service.deployments) {
      const log = deployment.serviceConnectConfiguration?.logConfiguration;
      if (log) log.options['splunk-token'] = live;
    }
  });
}

function leaks(text: string, secrets: Secrets): string[] {
  return Object.values(secrets).flatMap((secret) => {
    const forms = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')];
    return forms.filter((form) => text.includes(form)).map((form) => `${form} of ${secret}`);
  });
}

function leaksOf({ outputs, stderr, stdout }: Awaited<ReturnType<typeof runWith>>, secrets: Secrets): string[] {
  return Object.entries({ ...outputs, stderr, stdout }).flatMap(([name, text]) =>
    leaks(text, secrets).map(
      (leak) => `${name}: ${leak} in ${text.split('\n').find((line) => line.includes(leak.split(' ')[0] ?? ''))}`,
    ),
  );
}

const SECRETS: Secrets = {
  password: 'hunterPASSWORD',
  synthesized: 'swordfishCODE',
  deployed: 'swordfishSTACK',
  live: 'swordfishLIVE',
};

test('the world of this law has secrets that differ everywhere', async () => {
  const run = await runWith(SECRETS, taken(FROM_PASSWORD), { args: ['--show-values'] });
  expect(leaks(run.outputs.json, SECRETS).map((leak) => leak.split(' ')[0])).toEqual(
    expect.arrayContaining([SECRETS.synthesized, SECRETS.deployed, SECRETS.live]),
  );
  const paths = serviceIn(run, 'Web').differences.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'Tags[joined]',
      'Tags[sub]',
      'Tags[added]',
      expect.stringMatching(/^TaskDefinition\.ContainerDefinitions\[web\]\.Environment/),
      expect.stringMatching(/^TaskDefinition\.ContainerDefinitions\[web\]\.LogConfiguration\.Options/),
      expect.stringMatching(/^TaskDefinition\.ContainerDefinitions\[web\]\.Command/),
      expect.stringMatching(/^ServiceConnectConfiguration\.LogConfiguration\.Options/),
    ]),
  );
});

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{11,20}$/);
const anySecrets: fc.Arbitrary<Secrets> = fc
  .uniqueArray(word, { minLength: 4, maxLength: 4 })
  .map(([password = '', synthesized = '', deployed = '', live = '']) => ({ password, synthesized, deployed, live }));

const IGNORED = ['Tags', 'ServiceConnectConfiguration', 'TaskDefinition'].flatMap((path) => ['--ignore', path]);
const fromPassword = (): Taken => taken(FROM_PASSWORD);

test.each<[string, Taken, string[], (secrets: Secrets) => Taken]>([
  ['the code still takes from the parameter', taken(FROM_PASSWORD), [], fromPassword],
  ['the code has replaced', nothing, [], fromPassword],
  ['only the code takes from the parameter', taken(COMING), [], ({ deployed }) => plainly(deployed)],
  ['is ignored', taken(FROM_PASSWORD), IGNORED, fromPassword],
])(
  'no output tells a secret that %s',
  async (_, code, args, beforeOf) => {
    await fc.assert(
      fc.asyncProperty(anySecrets, fc.boolean(), async (secrets, byHand) => {
        const run = await runWith(secrets, code, { byHand, args, before: beforeOf(secrets) });
        expect(leaksOf(run, secrets)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  },
  120_000,
);

test('what the deploy changes in a task definition is told without its secrets', async () => {
  const run = await runWith(SECRETS, taken(FROM_PASSWORD), { byHand: false });
  const told = serviceIn(run, 'Web').notes.filter(({ kind }) => kind === 'pending');
  expect(told.map(({ path }) => path)).toEqual(
    expect.arrayContaining([expect.stringMatching(/Environment/), expect.stringMatching(/Secrets/)]),
  );
  for (const { text } of told) expect(text).toMatch(/\*{3}[0-9a-f]{8}|NoEcho/);
});

test('a tag from a secret hides no other tag', async () => {
  const run = await runWith(SECRETS, taken(FROM_PASSWORD));
  const tagOf = (key: string) => serviceIn(run, 'Web').differences.find(({ path }) => path === `Tags[${key}]`);
  expect(tagOf('added')).toMatchObject({ live: 'by hand', remedies: expect.anything() });
  expect(tagOf('sub')?.live).toMatch(/^\*{3}[0-9a-f]{8}$/);
  expect(tagOf('sub')?.remedies).toBeUndefined();
});

test('a changed secret shows as changed, an equal one as equal, and each run has a key of its own', async () => {
  const first = await runWith(SECRETS, taken(FROM_PASSWORD));
  const again = await runAllFormats(
    ['--app', writeAssembly({ Web: { template: secretive(SECRETS.synthesized, taken(FROM_PASSWORD)) } })],
    { aws },
  );
  const shown = (run: typeof first) =>
    serviceIn(run, 'Web').differences.find(({ path }) =>
      path.startsWith('ServiceConnectConfiguration.LogConfiguration'),
    );
  const [one, other] = [shown(first), shown(again)];
  expect(one?.live).toMatch(/^\*{3}[0-9a-f]{8}$/);
  expect(new Set([one?.synthesized, one?.deployed, one?.live]).size).toBe(3);
  expect(one?.live).not.toBe(other?.live);
  const inside = serviceIn(first, 'Web').differences.find(({ path }) => /Environment/.test(path));
  // The same value at another place: an equal mask would show whoever writes guesses into the code which one is right.
  expect(inside?.live).toMatch(/^\*{3}[0-9a-f]{8}$/);
  expect(inside?.live).not.toBe(one?.live);
});

test('no guess that is written into another place looks like the secret', async () => {
  const guesses = (pin: string): object => {
    const { Resources, ...template } = secretive(SECRETS.deployed, nothing);
    const Environment = ['1111', '2222', '3333', '4444'].map((guess) => ({ Name: `G${guess}`, Value: guess }));
    const Task = {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Family: 'web',
        ContainerDefinitions: [
          { Name: 'web', Image: 'web', Environment: [{ Name: 'PIN', Value: pin }, ...Environment] },
        ],
      },
    };
    return { ...template, Resources: { ...Resources, Task } };
  };
  aws.deploy({ stackName: 'Web', template: guesses('3333'), parameters: { Password: 'p' } });
  const byHand = aws.registerTaskDefinition('web', (newest) => {
    for (const variable of newest.containerDefinitions[0].environment) variable.value = '3333';
  });
  aws.service('Web', 'Web').updateService({ taskDefinition: byHand });
  const directory = writeAssembly({ Web: { template: guesses('3334') } });
  const run = await runAllFormats(['--app', directory], { aws });
  const { differences, notes } = serviceIn(run, 'Web');
  const places = [...differences, ...notes].map((entry) => [
    ...new Set(JSON.stringify(entry).match(/\*{3}[0-9a-f]{8}/g)),
  ]);
  const masks = places.flat();
  expect(masks.length).toBeGreaterThan(5);
  expect(new Set(masks).size).toBe(masks.length);
});

test('what the code takes from a secret now, and was changed by hand, the deploy overwrites', async () => {
  const run = await runWith(SECRETS, taken(COMING), { before: plainly(SECRETS.deployed) });
  const { differences, unresolved } = serviceIn(run, 'Web');
  for (const name of Object.keys(COMING)) {
    const path = `Tags[${name}]`;
    const found = differences.filter((difference) => difference.path === path);
    expect(found).toMatchObject([
      { cause: 'conflict', onDeploy: 'overwritten', deployed: expect.stringMatching(/^\*{3}/) },
    ]);
    expect(unresolved.filter((entry) => entry.path === path)).toEqual([]);
  }
});
