import { type LoopbackAws, startLoopbackAws } from '../aws';
import { plainService } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { type FormattedRun, runAllFormats } from './run-all-formats';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const SECTIONS = { Parameters: { Pin: { Type: 'String', NoEcho: true } } };
const GIVEN = { Parameters: { Pin: { Type: 'String' } } };

function nested(pin: unknown, asset: string): object {
  return {
    Type: 'AWS::CloudFormation::Stack',
    Metadata: { 'aws:asset:path': asset },
    Properties: { TemplateURL: `https://s3/${asset}`, Parameters: { Pin: pin } },
  };
}

/** A service with the secret, as it arrives, in a tag, the key of another tag, a set and a container. */
function holder(pin: unknown): Record<string, object> {
  return {
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'web', Image: 'web', Command: ['run', pin] }] },
    },
    Web: plainService({
      TaskDefinition: { Ref: 'Task' },
      Tags: [
        { Key: 'plain', Value: 'ours' },
        { Key: 'pin', Value: pin },
        { Key: pin, Value: 'a key' },
      ],
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1', pin] } },
    }),
  };
}

const BELOW = { ...GIVEN, Resources: holder({ Ref: 'Pin' }) };
const PASSED_ON = { ...GIVEN, Resources: { Leaf: nested({ 'Fn::Sub': '${Pin}' }, 'leaf.json') } };
const GIVES_BACK = { ...GIVEN, Resources: {}, Outputs: { Pin: { Value: { 'Fn::Sub': '${Pin}' } } } };
const BACK = { 'Fn::GetAtt': ['Child', 'Outputs.Pin'] };

interface Way {
  readonly template: object;
  readonly nested: Record<string, object>;
  /** Where the service is: `Web/Child`. */
  readonly at: string;
}

/** How the secret gets from the parameter of the root stack to the service. */
const WAYS = {
  'by Ref': {
    template: { ...SECTIONS, Resources: { Child: nested({ Ref: 'Pin' }, 'child.json') } },
    nested: { Child: { template: BELOW } },
    at: 'Web/Child',
  },
  'in Fn::Join': {
    template: { ...SECTIONS, Resources: { Child: nested({ 'Fn::Join': ['', [{ Ref: 'Pin' }]] }, 'child.json') } },
    nested: { Child: { template: BELOW } },
    at: 'Web/Child',
  },
  'through two stacks': {
    template: { ...SECTIONS, Resources: { Child: nested({ Ref: 'Pin' }, 'child.json') } },
    nested: { Child: { template: PASSED_ON, nested: { Leaf: { template: BELOW } } } },
    at: 'Web/Child/Leaf',
  },
  'back from a nested stack': {
    template: { ...SECTIONS, Resources: { Child: nested({ Ref: 'Pin' }, 'child.json'), ...holder(BACK) } },
    nested: { Child: { template: GIVES_BACK } },
    at: 'Web',
  },
  'from one nested stack to another that is listed before it': {
    template: {
      ...SECTIONS,
      Resources: { Another: nested(BACK, 'another.json'), Child: nested({ Ref: 'Pin' }, 'child.json') },
    },
    nested: { Another: { template: BELOW }, Child: { template: GIVES_BACK } },
    at: 'Web/Another',
  },
  'from a parameter of the nested stack that is itself NoEcho': {
    template: { ...SECTIONS, Resources: { Child: nested({ Ref: 'Pin' }, 'child.json'), ...holder(BACK) } },
    nested: { Child: { template: { ...GIVES_BACK, ...SECTIONS } } },
    at: 'Web',
  },
  'through an attribute that gives a property back': {
    template: {
      ...SECTIONS,
      Resources: {
        Stored: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { Ref: 'Pin' } } },
        ...holder({ 'Fn::GetAtt': ['Stored', 'Value'] }),
      },
    },
    nested: {},
    at: 'Web',
  },
} satisfies Readonly<Record<string, Way>>;

interface Deployed {
  readonly pin: string;
  readonly live: string;
}

/** Deploys a world and changes by hand whatever the secret is in. */
function deploy({ template, nested: below, at }: Way, { pin, live }: Deployed): void {
  aws.deploy({ stackName: 'Web', template, nested: below, parameters: { Pin: pin } });
  const revision = aws.registerTaskDefinition('web', (newest) => {
    newest.containerDefinitions[0].command[1] = live;
  });
  const handle = aws.service(at, 'Web');
  handle.updateService({ taskDefinition: revision });
  handle.update((service) => {
    for (const tag of service.tags) {
      if (tag.key === 'pin') tag.value = live;
      if (tag.key === 'plain') tag.value = 'theirs';
      if (tag.key === pin) tag.key = `key-${live}`;
    }
    for (const deployment of [service, ...service.deployments]) {
      deployment.networkConfiguration.awsvpcConfiguration.securityGroups = ['sg-1', `sg-${live}`];
    }
  });
}

function leaksOf({ outputs, stdout, stderr }: FormattedRun, { pin, live }: Deployed): string[] {
  return Object.entries({ ...outputs, stdout, stderr }).flatMap(([name, text]) =>
    [pin, live].flatMap((secret) =>
      text.includes(secret) ? [`${name}: ${text.split('\n').find((line) => line.includes(secret))}`] : [],
    ),
  );
}

const GIVEN_SECRETS: Deployed = { pin: 'hunterPASSWORD', live: 'swordfishLIVE' };

/** The files of the assembly: each nested template by its asset's name. */
function filesOf(below: Record<string, object>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(below).flatMap(([logicalId, source]) => {
      const { template, nested: deeper = {} } = source as { template: object; nested?: Record<string, object> };
      return [[`${logicalId.toLowerCase()}.json`, template], ...Object.entries(filesOf(deeper))];
    }),
  );
}

/** The same templates with nothing of the parameter left in the service. */
function replaced<Json>(json: Json): Json {
  const text = JSON.stringify(json, (key, value: unknown) => {
    const isHolder = typeof value === 'object' && value !== null && 'Web' in value && 'Task' in value;
    return isHolder && key === 'Resources' ? { ...value, ...holder('another') } : value;
  });
  return JSON.parse(text) as Json;
}

describe.each<[string, Way]>(Object.entries(WAYS))('a NoEcho parameter that arrives %s shows nowhere', (_name, way) => {
  test.each(['deployed alone', 'with the same code', 'with code that no longer has it'])('%s', async (kind) => {
    deploy(way, GIVEN_SECRETS);
    const code = kind === 'with the same code' ? way : replaced(way);
    const app = writeAssembly({ Web: { template: code.template } }, filesOf(code.nested));
    const args = kind === 'deployed alone' ? ['--stack-name', 'Web'] : ['--app', app];
    const run = await runAllFormats(args, { aws });
    expect(leaksOf(run, GIVEN_SECRETS)).toEqual([]);
    const paths = run.report.services.flatMap(({ differences }) => differences.map(({ path }) => path));
    // The check still compares by the value that AWS shows, and what is no secret stays in clear.
    expect(paths).toEqual(expect.arrayContaining(['Tags[plain]', 'Tags[pin]']));
    const shown = await runAllFormats([...args, '--show-values'], { aws });
    expect(leaksOf(shown, GIVEN_SECRETS)).not.toEqual([]);
  });
});

test('if the template of a parent cannot be read, what it handed down counts as secret', async () => {
  const way = WAYS['by Ref'];
  deploy(way, GIVEN_SECRETS);
  aws.fail({ operation: 'GetTemplate', error: 'AccessDenied', match: ({ input }) => input.StackName === 'Web' });
  const code = replaced(way);
  const run = await runAllFormats(
    ['--app', writeAssembly({ Web: { template: code.template } }, filesOf(code.nested))],
    {
      aws,
    },
  );
  expect(leaksOf(run, GIVEN_SECRETS)).toEqual([]);
  const tag = run.report.services[0]?.differences.find(({ path }) => path === 'Tags[pin]');
  expect(tag).toMatchObject({ deployed: expect.stringMatching(MASK), live: expect.stringMatching(MASK) });
});

const MASK = /^\*{3}[0-9a-f]{8}$/;
