import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun, serviceIn } from './run-command';
import { plainService } from './templates';
import { type AssemblyStack, writeAssembly } from './write-assembly';

const OWN = '111111111111';
const OTHER = '222222222222';
const THIRD = '333333333333';
const TEMPLATE = { Resources: { Service: plainService() } };

/** As the CDK writes it into the assembly, for a stack with an environment or without. */
const LOOKUP_ROLE = {
  arn: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds-lookup-role-${AWS::AccountId}-${AWS::Region}',
};

/** What a manifest can say of AssumeRole beside the role and the external id. */
const FURTHER = {
  Tags: [{ Key: 'team', Value: 'web' }],
  TransitiveTagKeys: ['team'],
  Policy: '{"Version":"2012-10-17","Statement":[]}',
  PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  DurationSeconds: 43_200,
  SerialNumber: 'arn:aws:iam::1:mfa/me',
  TokenCode: '123456',
  SourceIdentity: 'me',
  RoleArn: 'arn:aws:iam::1:role/other',
};

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

/** A stack of the assembly, deployed. */
function deployed(stackName: string, account: string, region = 'eu-west-1'): AssemblyStack {
  aws.deploy({ stackName, template: TEMPLATE, account, region });
  return { template: TEMPLATE, stackName, environment: `aws://${account}/${region}`, lookupRole: LOOKUP_ROLE };
}

function run(stacks: Record<string, AssemblyStack>, ...args: string[]): Promise<ReportedRun> {
  return check(['--app', writeAssembly(stacks), ...args], { aws });
}

const assumed = () => aws.calls.filter(({ operation }) => operation === 'AssumeRole').map(({ input }) => input);
const roleOf = (account: string, region = 'eu-west-1', partition = 'aws') =>
  `arn:${partition}:iam::${account}:role/cdk-hnb659fds-lookup-role-${account}-${region}`;
/** Refuses the credentials at hand, not those of a role. */
const refuseOwn = (operation?: string) =>
  aws.fail({
    operation,
    match: ({ accessKeyId, service }) => accessKeyId === aws.env.AWS_ACCESS_KEY_ID && service !== 'sts',
    error: 'AccessDenied',
  });
const refuseRole = (account: string) =>
  aws.fail({
    operation: 'AssumeRole',
    match: ({ input }) => String(input.RoleArn).includes(account),
    error: 'AccessDenied',
  });

describe('a stack of another account', () => {
  test('is read with its lookup role, which is assumed once for all stacks of its environment', async () => {
    const result = await run({ One: deployed('One', OTHER), Two: deployed('Two', OTHER) });
    expect(result.report.services).toMatchObject([
      { stackName: 'One', account: OTHER, status: 'IN_SYNC' },
      { stackName: 'Two', account: OTHER, status: 'IN_SYNC' },
    ]);
    expect(result.code).toBe(0);
    expect(assumed()).toMatchObject([{ RoleArn: roleOf(OTHER), RoleSessionName: 'ecs-drift' }]);
  });

  test('gets the external id that the assembly names, and none of its other parameters', async () => {
    const lookupRole = {
      ...LOOKUP_ROLE,
      assumeRoleExternalId: 'secret handshake',
      assumeRoleAdditionalOptions: FURTHER,
    };
    expect((await run({ Web: { ...deployed('Web', OTHER), lookupRole } })).code).toBe(0);
    expect(assumed()).toEqual([
      { RoleArn: roleOf(OTHER), RoleSessionName: 'ecs-drift', ExternalId: 'secret handshake' },
    ]);
  });

  test('names the parameters that were not sent if the role is refused', async () => {
    refuseRole(OTHER);
    const lookupRole = { ...LOOKUP_ROLE, assumeRoleAdditionalOptions: { Tags: FURTHER.Tags } };
    const result = await run({ Web: { ...deployed('Web', OTHER), lookupRole } });
    expect(result.report.stacks).toMatchObject([
      {
        status: 'UNCHECKED',
        reason: expect.stringMatching(/; Tags of its assumeRoleAdditionalOptions are never sent$/),
      },
    ]);
  });

  test.each([
    ['a third account', `arn:aws:iam::${THIRD}:role/look-up`, `is a role of account ${THIRD}, not of account ${OTHER}`],
    ['the own account', `arn:aws:iam::${OWN}:role/look-up`, `is a role of account ${OWN}, not of account ${OTHER}`],
    ['no account', 'look-up', `is a role without an account, not of account ${OTHER}`],
  ])('is unchecked if its lookup role is of %s: nobody is asked for that role', async (_of, arn, words) => {
    const result = await run({ Web: { ...deployed('Web', OTHER), lookupRole: { arn } } });
    expect(result.report.stacks).toMatchObject([
      {
        stackName: 'Web',
        status: 'UNCHECKED',
        reason: `the stack belongs to account ${OTHER}, and the credentials are for account ${OWN}; its lookup role ${arn} ${words}, and was not assumed: use credentials of account ${OTHER}`,
      },
    ]);
    expect(assumed()).toEqual([]);
    expect(result.code).toBe(2);
  });

  test('is read in the partition of its region', async () => {
    const result = await run({ Web: deployed('Web', OTHER, 'cn-north-1') });
    expect(assumed()).toMatchObject([{ RoleArn: roleOf(OTHER, 'cn-north-1', 'aws-cn') }]);
    expect(serviceIn(result, 'Service').status).toBe('IN_SYNC');
  });

  test('is not mistaken for the one of the same name in the own account', async () => {
    aws.deploy({ stackName: 'Web', template: { Resources: { Service: plainService({ DesiredCount: 5 }) } } });
    const result = await run({ Web: deployed('Web', OTHER) });
    expect(serviceIn(result, 'Service')).toMatchObject({ account: OTHER, status: 'IN_SYNC', differences: [] });
  });

  test('is unchecked with --no-lookup-role, and nobody is asked for a role', async () => {
    const result = await run({ Web: deployed('Web', OTHER) }, '--no-lookup-role');
    expect(result.report.stacks).toMatchObject([
      { stackName: 'Web', status: 'UNCHECKED', reason: expect.stringMatching(/222222222222.*111111111111/) },
    ]);
    expect(assumed()).toEqual([]);
    expect(result.code).toBe(2);
  });

  test('is not called undeployed where nobody tells whose the credentials are', async () => {
    aws.fail({ operation: 'GetCallerIdentity', error: 'AccessDenied' });
    const result = await run({ Web: deployed('Web', OTHER) }, '--no-lookup-role');
    expect(result.report.stacks).toMatchObject([
      { status: 'UNCHECKED', reason: expect.stringMatching(/account 222222222222.*sts:GetCallerIdentity/) },
    ]);
    expect(result.code).toBe(2);
  });

  test('is not deployed where its own account does not have it', async () => {
    const stack = deployed('Web', OTHER);
    aws.stack('Web').status = 'DELETE_COMPLETE';
    const result = await run({ Web: stack });
    expect(result.report.stacks).toMatchObject([{ status: 'NOT_DEPLOYED', account: OTHER, region: 'eu-west-1' }]);
    expect(assumed()).toHaveLength(1);
  });
});

describe('credentials that are refused', () => {
  test.each(['DescribeStacks', 'ListStackResources', 'GetTemplate'])(
    'for %s: the lookup role reads',
    async (operation) => {
      const web = deployed('Web', OWN);
      refuseOwn(operation);
      const result = await run({ Web: web });
      expect(result.report.stacks).toMatchObject([{ status: 'CHECKED', comparison: 'three-way' }]);
      expect(result.report.stacks[0]).not.toHaveProperty('missingPermissions');
      expect(assumed()).toMatchObject([{ RoleArn: roleOf(OWN) }]);
      expect(result.code).toBe(0);
    },
  );

  test('for everything, with a stack without an environment: the lookup role of where they are', async () => {
    const { environment: _, ...web } = deployed('Web', OWN, 'eu-west-3');
    refuseOwn();
    const result = await run({ Web: web }, '--region', 'eu-west-3');
    expect(serviceIn(result, 'Service')).toMatchObject({ status: 'IN_SYNC', account: OWN, region: 'eu-west-3' });
    expect(assumed()).toMatchObject([{ RoleArn: roleOf(OWN, 'eu-west-3') }]);
  });

  test('for a part, with a lookup role that is refused, too: what they could read counts', async () => {
    const web = deployed('Web', OWN);
    refuseOwn('GetTemplate');
    refuseRole(OWN);
    const result = await run({ Web: web });
    expect(result.report.stacks).toMatchObject([
      { status: 'CHECKED', comparison: 'two-way', missingPermissions: ['cloudformation:GetTemplate'] },
    ]);
  });

  test('for all, with a lookup role that is refused, too: both reasons, and both names', async () => {
    const web = deployed('Web', OWN);
    refuseOwn();
    refuseRole(OWN);
    const result = await run({ Web: web });
    const [stack] = result.report.stacks;
    expect(stack?.reason).toMatch(/cloudformation:DescribeStacks of stack Web: .*lookup role .*cannot be assumed/);
    expect(stack?.reason).toContain(roleOf(OWN));
    expect(stack?.missingPermissions).toEqual(['sts:AssumeRole']);
    expect(result.code).toBe(2);
  });

  test('for everything, with a lookup role of another account: nobody is asked for it', async () => {
    const { environment: _, ...web } = deployed('Web', OWN);
    refuseOwn();
    const arn = `arn:aws:iam::${THIRD}:role/look-up`;
    const result = await run({ Web: { ...web, lookupRole: { arn } } }, '--region', 'eu-west-1');
    expect(result.report.stacks).toMatchObject([
      { status: 'UNCHECKED', reason: expect.stringMatching(/DescribeStacks.*look-up is a role of account 3{12}, not/) },
    ]);
    expect(assumed()).toEqual([]);
  });

  test('and --no-lookup-role: unchecked', async () => {
    const web = deployed('Web', OWN);
    refuseOwn();
    expect((await run({ Web: web }, '--no-lookup-role')).code).toBe(2);
    expect(assumed()).toEqual([]);
  });
});

describe('--role-arn', () => {
  const reader = (account: string) => `arn:aws:iam::${account}:role/reader`;

  test('is assumed for all stacks, in place of lookup roles', async () => {
    const stacks = { Here: deployed('Here', OTHER), There: deployed('There', OTHER, 'us-east-1') };
    const result = await run(stacks, '--role-arn', reader(OTHER));
    expect(result.report.services.map(({ status }) => status)).toEqual(['IN_SYNC', 'IN_SYNC']);
    expect(new Set(assumed().map(({ RoleArn }) => RoleArn))).toEqual(new Set([reader(OTHER)]));
    expect(result.code).toBe(0);
  });

  test('of another account leaves the stack unchecked, with both accounts', async () => {
    const result = await run({ Web: deployed('Web', OTHER) }, '--role-arn', reader(THIRD));
    expect(result.report.stacks).toMatchObject([
      { status: 'UNCHECKED', reason: expect.stringMatching(/account 222222222222.*account 333333333333/) },
    ]);
    expect(result.code).toBe(2);
  });

  test('that cannot be assumed is named', async () => {
    refuseRole(OTHER);
    const result = await run({ Web: deployed('Web', OTHER) }, '--role-arn', reader(OTHER));
    expect(result.report.stacks).toMatchObject([
      {
        status: 'UNCHECKED',
        reason: expect.stringMatching(/role arn:aws:iam::222222222222:role\/reader cannot be assumed.*trust policy/),
        missingPermissions: ['sts:AssumeRole'],
      },
    ]);
    expect(result.code).toBe(2);
  });
});

describe('several environments', () => {
  test('one bad account loses none of the others, and is named', async () => {
    const stacks = { Own: deployed('Own', OWN), Other: deployed('Other', OTHER), Third: deployed('Third', THIRD) };
    refuseRole(OTHER);
    const result = await run(stacks);
    expect(result.report.services.map(({ account, status }) => `${account} ${status}`).sort()).toEqual([
      `${OWN} IN_SYNC`,
      `${OTHER} UNCHECKED`,
      `${THIRD} IN_SYNC`,
    ]);
    expect(result.report.stacks.filter(({ status }) => status === 'UNCHECKED')).toMatchObject([
      { stackName: 'Other', account: OTHER, reason: expect.stringContaining(roleOf(OTHER)) },
    ]);
    expect(result.code).toBe(2);
  });

  test('the same stack in several regions is read in each', async () => {
    const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-2'];
    const stacks = Object.fromEntries(regions.map((region) => [region, deployed('Web', OWN, region)]));
    aws
      .service('Web', 'Service', { region: 'us-east-1' })
      .updateService({ deploymentConfiguration: { minimumHealthyPercent: 0 } });
    const result = await run(stacks);
    expect(result.report.services.map(({ region, status }) => `${region} ${status}`).sort()).toEqual([
      'ap-southeast-2 IN_SYNC',
      'eu-west-1 IN_SYNC',
      'us-east-1 DRIFTED',
    ]);
    expect(result.code).toBe(1);
  });

  test('are read side by side: nobody waits for the services of another', async () => {
    await aws.close();
    aws = await startLoopbackAws({ latency: 150 });
    const regions = ['eu-west-1', 'us-east-1', 'us-west-2', 'ap-southeast-2'];
    const stacks = Object.fromEntries(regions.map((region) => [region, deployed(region, OWN, region)]));
    expect((await run(stacks)).code).toBe(0);
    const operations = aws.calls.map(({ operation }) => operation);
    const firstService = operations.indexOf('DescribeServices');
    expect(operations.slice(0, firstService).filter((one) => one === 'DescribeStacks')).toHaveLength(regions.length);
    expect(operations.filter((one) => one === 'DescribeServices')).toHaveLength(regions.length);
  });

  test('a stack without one takes the account and the region of the credentials', async () => {
    const { environment: _, ...web } = deployed('Web', OWN, 'us-east-2');
    const result = await run({ Web: web }, '--region', 'us-east-2');
    expect(serviceIn(result, 'Service')).toMatchObject({ status: 'IN_SYNC', account: OWN, region: 'us-east-2' });
    const missing = await run({ Web: web }, '--region', 'eu-north-1');
    expect(missing.report.stacks).toMatchObject([{ status: 'NOT_DEPLOYED', account: OWN, region: 'eu-north-1' }]);
    expect(assumed()).toEqual([]);
  });
});
