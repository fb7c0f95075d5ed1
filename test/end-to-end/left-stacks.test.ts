import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, notesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { type AssemblyStack, writeAssembly } from './write-assembly';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

const TOPIC = { Type: 'AWS::SNS::Topic' };
const topic = { Resources: { Topic: TOPIC } };
const withOld = (properties: Record<string, unknown> = {}, more: object = {}) => ({
  Resources: { Topic: TOPIC, Old: { ...plainService({ DesiredCount: 1, ...properties }), ...more } },
});
const WEB: AssemblyStack = { template: webTemplate() };

const run = (stacks: Record<string, AssemblyStack>, ...args: string[]): Promise<ReportedRun> =>
  check(['--app', writeAssembly(stacks), ...args], { aws });

/** How often each operation was called for a stack. */
const callsFor = (stackName: string): string[] =>
  aws.calls.filter(({ input }) => input.StackName === stackName).map(({ operation }) => operation);

describe('a stack whose last service left the code', () => {
  beforeEach(() => aws.deploy({ stackName: 'Web', template: WEB.template }));

  test('is checked, with the note that the deploy deletes it', async () => {
    aws.deploy({ stackName: 'Data', template: withOld() });
    aws.service('Data', 'Old').updateService({ desiredCount: 4 });
    const result = await run({ Web: WEB, Data: { template: topic } });
    expect(serviceIn(result, 'Old')).toMatchObject({ stackName: 'Data', status: 'DRIFTED' });
    expect(linesOf(serviceIn(result, 'Old'))).toEqual(['drift NOT_EQUAL DesiredCount']);
    expect(notesOf(result, 'Old')).toEqual([expect.stringMatching(/^deleted-by-deploy : /)]);
    expect(result.report.stacks.map(({ stackName, status }) => [stackName, status])).toEqual([
      ['Data', 'CHECKED'],
      ['Web', 'CHECKED'],
    ]);
    expect(result.code).toBe(1);
  });

  test('that never had one costs one call and is not mentioned', async () => {
    aws.deploy({ stackName: 'Data', template: topic });
    const changed = { Resources: { Topic: TOPIC, More: TOPIC } };
    const result = await run({ Web: WEB, Data: { template: changed }, Missing: { template: topic } });
    expect(result.report.stacks.map(({ stackName }) => stackName)).toEqual(['Web']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.report.notices).toEqual([]);
    expect([callsFor('Data'), callsFor('Missing')]).toEqual([['GetTemplate'], ['GetTemplate']]);
    expect(aws.calls.filter(({ service }) => service === 'sts')).toEqual([]);
  });

  test('is left alone where other stacks are asked for', async () => {
    aws.deploy({ stackName: 'Data', template: withOld() });
    expect((await run({ Web: WEB, Data: { template: topic } }, 'Web')).report.services).toHaveLength(1);
    expect(callsFor('Data')).toEqual([]);
  });

  test.each<[string, Parameters<LoopbackAws['fail']>[0]]>([
    ['denied', { operation: 'GetTemplate', error: 'AccessDenied', match: ({ input }) => input.StackName === 'Data' }],
    [
      'failed',
      {
        operation: 'GetTemplate',
        error: { code: 'InvalidParameterException' },
        match: ({ input }) => input.StackName === 'Data',
      },
    ],
    [
      'denied once it is known to have some',
      { operation: 'DescribeStacks', error: 'AccessDenied', match: ({ input }) => input.StackName === 'Data' },
    ],
  ])('a read that is %s is a notice', async (_case, fault) => {
    aws.deploy({ stackName: 'Data', template: withOld() });
    aws.fail(fault);
    const result = await run({ Web: WEB, Data: { template: topic } });
    expect(result.report.notices).toMatchObject([{ kind: 'unread-stack', text: expect.stringMatching(/: Data: \S+/) }]);
    expect(result.report.stacks.map(({ stackName }) => stackName)).toEqual(['Web']);
    expect(result.code).toBe(0);
  });

  test('of that name in another account is not the one', async () => {
    aws.deploy({ stackName: 'Data', template: withOld() });
    const environment = 'aws://222222222222/eu-west-1';
    const result = await run({ Web: WEB, Data: { template: topic, environment } });
    expect(result.report.notices).toMatchObject([
      { kind: 'unread-stack', text: expect.stringMatching(/Data: .*222222222222.*111111111111/) },
    ]);
    expect(result.report.services.map(({ logicalId }) => logicalId)).toEqual(['Web']);
    expect(result.code).toBe(0);
  });

  test('in another account is looked into with its lookup role', async () => {
    const place = { account: '222222222222', region: 'eu-west-1' };
    aws.deploy({ stackName: 'Data', template: withOld(), ...place });
    const environment = 'aws://222222222222/eu-west-1';
    const lookupRole = { arn: 'arn:aws:iam::222222222222:role/cdk-look-up' };
    const result = await run({ Web: WEB, Data: { template: topic, environment, lookupRole } });
    expect(notesOf(result, 'Old')).toEqual([expect.stringMatching(/^deleted-by-deploy : /)]);
  });

  test('in a nested stack that is still there', async () => {
    const NESTED = {
      Type: 'AWS::CloudFormation::Stack',
      Metadata: { 'aws:asset:path': 'inner.json' },
      Properties: { TemplateURL: 'https://s3/inner' },
    };
    const template = { Resources: { Nested: NESTED } };
    aws.deploy({ stackName: 'Data', template, nested: { Nested: { template: withOld() } } });
    aws.deploy({ stackName: 'Plain', template, nested: { Nested: { template: topic } } });
    const directory = writeAssembly({ Web: WEB, Data: { template }, Plain: { template } }, { 'inner.json': topic });
    const result = await check(['--app', directory], { aws });
    expect(notesOf(result, 'Old')).toEqual([expect.stringMatching(/^deleted-by-deploy : /)]);
    expect(result.report.stacks.map(({ stackName }) => stackName)).toEqual(['Data', 'Web']);
  });
});

test('without any service, only --allow-empty passes', async () => {
  aws.deploy({ stackName: 'Data', template: topic });
  expect((await run({ Data: { template: topic } })).code).toBe(2);
  expect((await run({ Data: { template: topic } }, '--allow-empty')).code).toBe(0);
});

describe('a service that moved to another stack', () => {
  const NAMED = { Cluster: 'prod', ServiceName: 'shop' };
  const moved = { Resources: { New: plainService({ DesiredCount: 1, ...NAMED }) } };

  test.each([
    ['that is not deployed yet', false],
    ['that is there without it', true],
  ])('%s: one finding that says so', async (_case, isThere) => {
    aws.deploy({ stackName: 'One', template: withOld(NAMED) });
    if (isThere) aws.deploy({ stackName: 'Two', template: topic });
    aws.service('One', 'Old').updateService({ desiredCount: 4 });
    const result = await run({ One: { template: topic }, Two: { template: moved } });
    expect(result.report.services.map(({ logicalId, status }) => [logicalId, status])).toEqual([['Old', 'DRIFTED']]);
    expect(notesOf(result, 'Old')).toEqual([
      expect.stringMatching(/^deleted-by-deploy : /),
      expect.stringMatching(/^moved : the code has it in stack Two now, as New/),
    ]);
  });

  test('of another name, or in another cluster, is another one', async () => {
    aws.deploy({ stackName: 'One', template: withOld(NAMED) });
    const other = (properties: Record<string, unknown>): object => ({
      Resources: { New: plainService({ ...NAMED, ...properties }) },
    });
    for (const template of [other({ ServiceName: 'other' }), other({ Cluster: 'test' })]) {
      const result = await run({ One: { template: topic }, Two: { template } });
      expect(result.report.services.map(({ logicalId, status }) => [logicalId, status])).toEqual([
        ['Old', 'IN_SYNC'],
        ['New', 'NOT_DEPLOYED'],
      ]);
    }
  });

  test('and is in both stacks: it counts where the code has it', async () => {
    aws.deploy({ stackName: 'One', template: withOld(NAMED) });
    aws.deploy({ stackName: 'Two', template: moved });
    const result = await run({ One: { template: topic }, Two: { template: moved } });
    expect(result.report.services.map(({ logicalId, status }) => [logicalId, status])).toEqual([['New', 'IN_SYNC']]);
    expect(notesOf(result, 'New')).toEqual([
      expect.stringMatching(/^moved : it moved here from stack One, which still lists it: .* deletes it/),
    ]);
  });
});

describe('AWS::ECS::ExpressGatewayService', () => {
  const gateway = { Resources: { Gateway: { Type: 'AWS::ECS::ExpressGatewayService', Properties: {} } } };
  const NOTICE = {
    kind: 'not-compared',
    text: expect.stringMatching(/^stack \w+: Gateway \(AWS::ECS::ExpressGatewayService\) is there and not compared/),
  };

  test('in the code, or deployed, beside a service or alone, is named', async () => {
    const both = { Resources: { ...webTemplate().Resources, ...gateway.Resources } };
    aws.deploy({ stackName: 'Web', template: both });
    expect((await run({ Web: { template: both } })).report.notices).toEqual([NOTICE]);
    expect((await run({ Web: WEB })).report.notices).toEqual([NOTICE]);
    const alone = await run({ Web: WEB, Alone: { template: gateway } });
    expect(alone.report.notices).toHaveLength(2);
    expect(alone.code).toBe(0);
  });
});
