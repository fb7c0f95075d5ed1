import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Environment, aws_ec2 as ec2, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun } from './run-command';
import { plainService } from './templates';
import { writeAssembly } from './write-assembly';

const IRELAND = { account: '111111111111', region: 'eu-west-1' };
const VIRGINIA = { account: '111111111111', region: 'us-east-1' };
const ABROAD = { account: '222222222222', region: 'eu-west-1' };

interface Shape {
  readonly references?: 'weak' | 'strong' | 'both';
  /** Of the stack with the network and the cluster. */
  readonly producer?: Environment;
  /** With one more security group. */
  readonly withGroup?: boolean;
  /** Of a security group that nothing refers to. */
  readonly description?: string;
}

/** An app as `cdk init` makes them: each reference from one stack to another is an `Fn::GetStackOutput`. */
function synthesize({ references = 'weak', producer = IRELAND, ...shape }: Shape = {}): string {
  const directory = temporaryDirectory();
  const context = { '@aws-cdk/core:defaultCrossStackReferences': references };
  const app = new App({ outdir: directory, analyticsReporting: false, context });
  const network = new Stack(app, 'Network', { env: producer });
  const vpc = new ec2.Vpc(network, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const group = new ec2.SecurityGroup(network, 'Group', { vpc, securityGroupName: 'web' });
  new ec2.SecurityGroup(network, 'Unused', { vpc, description: shape.description ?? 'unused' });
  const more = shape.withGroup ? new ec2.SecurityGroup(network, 'More', { vpc }) : undefined;
  const web = new Stack(app, 'Web', { env: IRELAND });
  const taskDefinition = new ecs.FargateTaskDefinition(web, 'Task', { family: 'web' });
  const environment = { GROUP: group.securityGroupId };
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx'), environment });
  new ecs.CfnService(web, 'Service', {
    launchType: 'FARGATE',
    desiredCount: 2,
    taskDefinition: taskDefinition.taskDefinitionArn,
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: vpc.privateSubnets.map(({ subnetId }) => subnetId),
        securityGroups: [group.securityGroupId, ...(more === undefined ? [] : [more.securityGroupId])],
      },
    },
  });
  app.synth();
  return directory;
}

const GROUPS = 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

function deploy(shape: Shape = {}): string {
  const directory = synthesize(shape);
  aws.deployAssembly(directory);
  return directory;
}

const assumed = () =>
  aws.calls.filter(({ operation }) => operation === 'AssumeRole').map(({ input }) => String(input.RoleArn));
const templateIn = (directory: string, stackName: string): object =>
  JSON.parse(readFileSync(join(directory, `${stackName}.template.json`), 'utf8'));
const run = (directory: string, ...args: string[]): Promise<ReportedRun> =>
  check(['--app', directory, ...args], { aws });
const runDeployed = (...args: string[]): Promise<ReportedRun> => check(['-s', 'Web', ...args], { aws });

/** The one service of a report, in lines: its status, its differences, and the paths of what is unresolved. */
function found({ report }: ReportedRun): string[] {
  const [service, ...others] = report.services;
  if (service === undefined || others.length > 0) throw new Error(`the report has ${report.services.length} services`);
  const unresolved = service.unresolved.map(({ path, side }) => `unresolved ${path} ${side}`);
  return [service.status, ...linesOf(service), ...unresolved];
}

function changeGroups(): void {
  aws.service('Web', 'Service').update((live) => {
    live.networkConfiguration.awsvpcConfiguration.securityGroups = ['sg-other'];
  });
}

const DRIFT = [
  'DRIFTED',
  expect.stringMatching(/^drift REMOVE .*SecurityGroups\[sg-0.* \(kept\)$/),
  `drift ADD ${GROUPS}[sg-other] (kept)`,
];
const describesOf = (stackName: string) =>
  aws.calls.filter(({ operation, input }) => operation === 'DescribeStacks' && input.StackName === stackName);
const denyStack = (stackName: string) =>
  aws.fail({
    operation: 'DescribeStacks',
    match: ({ input }) => input.StackName === stackName,
    error: 'AccessDenied',
  });

describe('an app of the CDK whose references are weak', () => {
  test('is checked with its code and without', async () => {
    const directory = deploy();
    const result = await run(directory);
    expect(found(result)).toEqual(['IN_SYNC']);
    expect(result.code).toBe(0);
    expect(describesOf('Network')).toHaveLength(1);
    expect(found(await runDeployed())).toEqual(['IN_SYNC']);
    changeGroups();
    expect(found(await run(directory))).toEqual(DRIFT);
    expect(found(await runDeployed())).toEqual(DRIFT);
  });

  test('is checked across regions', async () => {
    const directory = deploy({ producer: VIRGINIA });
    expect(found(await run(directory))).toEqual(['IN_SYNC']);
    expect(found(await runDeployed())).toEqual(['IN_SYNC']);
    changeGroups();
    expect(found(await run(directory))).toEqual(DRIFT);
    expect(describesOf('Network').map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1', 'us-east-1']);
  });

  test('is checked across accounts: with the lookup role of the other stack, without code with the role of the template', async () => {
    const directory = deploy({ producer: ABROAD });
    expect(found(await run(directory))).toEqual(['IN_SYNC']);
    expect(assumed()).toEqual([expect.stringContaining('222222222222:role/cdk-hnb659fds-lookup-role-')]);
    expect(found(await runDeployed())).toEqual(['IN_SYNC']);
    expect(assumed()[1]).toMatch(/^arn:aws:iam::222222222222:role\/.*GetStackOutputRole/);
    changeGroups();
    expect(found(await run(directory))).toEqual(DRIFT);
    aws.fail({ operation: 'AssumeRole', error: 'AccessDenied' });
    for (const result of [await run(directory), await runDeployed()]) {
      expect(result.report.services[0]).toMatchObject({ status: 'UNCHECKED', differences: [] });
      expect(result.code).toBe(2);
    }
  });

  test('takes no role from the template where --role-arn names one', async () => {
    deploy({ producer: ABROAD });
    const reader = 'arn:aws:iam::111111111111:role/reader';
    const result = await runDeployed('--role-arn', reader);
    expect(result.report.services[0]?.unresolved[0]?.reason).toMatch(
      /output .* of stack Network .* account 222222222222/,
    );
    expect(new Set(assumed())).toEqual(new Set([reader]));
  });

  test('what the other stack is about to make is pending', async () => {
    deploy({ withGroup: false });
    const after = synthesize({ withGroup: true });
    const [status, ...lines] = found(await run(after));
    expect([status, lines.map((line) => line.split(' ', 2).join(' '))]).toEqual(['IN_SYNC', ['pending ADD']]);
    aws.deployAssembly(after);
    expect(found(await run(after))).toEqual(['IN_SYNC']);
  });

  test.each(['strong', 'both'] as const)(
    'and were %s is as it was: the same values by another way',
    async (references) => {
      deploy({ references });
      expect(found(await run(synthesize()))).toEqual(['IN_SYNC']);
    },
  );
});

describe('a stack that was updated after the one that takes its outputs', () => {
  test('leaves the outputs what they were, where it left what they are made of', async () => {
    deploy();
    const directory = synthesize({ description: 'another' });
    aws.deploy({ stackName: 'Network', template: templateIn(directory, 'Network') });
    expect(found(await run(directory))).toEqual(['IN_SYNC']);
    expect(found(await runDeployed())).toEqual(['IN_SYNC']);
    changeGroups();
    expect(found(await run(directory))).toEqual(DRIFT);
    expect(found(await runDeployed())).toEqual(DRIFT);
  });

  test('leaves them open where it touched that: equal to what is live, or unresolved', async () => {
    const directory = deploy();
    const network = aws.stack('Network');
    network.updatedAt = network.createdAt + 60;
    for (const resource of network.resources) resource.updatedAt = network.updatedAt;
    expect(found(await runDeployed())).toEqual(['IN_SYNC']);
    changeGroups();
    expect(found(await runDeployed())).toEqual(['UNCHECKED', `unresolved ${GROUPS} deployed`]);
    const result = await run(directory);
    expect(result.report.services[0]).toMatchObject({ status: 'UNCHECKED', differences: [] });
    expect(result.report.services[0]?.unresolved[0]?.reason).toMatch(/stack Network was updated at .* its output /);
  });
});

describe('what the code of other stacks changes', () => {
  const from = (StackName: string, OutputName = 'Value') => ({ 'Fn::GetStackOutput': { StackName, OutputName } });
  const giving = (Value: unknown, Resources: object = {}) => ({ Resources, Outputs: { Value: { Value } } });
  const web = (properties: object) => ({ Resources: { Service: plainService({ ...properties }) } });
  const taking = {
    Last: giving(from('Middle')),
    Middle: giving(from('First')),
    Web: web({ DesiredCount: from('Last') }),
  };

  function deployAll(templates: Record<string, object>): void {
    for (const [stackName, template] of Object.entries(templates)) aws.deploy({ stackName, template });
  }

  function runAll(templates: Record<string, object>): Promise<ReportedRun> {
    const stacks = Object.entries(templates).map(([name, template]) => [name, { template }] as const);
    return run(writeAssembly(Object.fromEntries(stacks)));
  }

  test('is pending, along a row of stacks', async () => {
    const { Last, Middle, Web } = taking;
    deployAll({ First: giving('2'), Middle, Last, Web });
    expect(found(await runAll({ First: giving('2'), ...taking }))).toEqual(['IN_SYNC']);
    expect(found(await runAll({ First: giving('3'), ...taking }))).toEqual([
      'IN_SYNC',
      'pending NOT_EQUAL DesiredCount',
    ]);
  });

  test('is what it was for stacks in a circle', async () => {
    deployAll({ First: giving('2'), Middle: giving('2'), Last: giving('2'), Web: taking.Web });
    expect(found(await runAll({ First: giving(from('Last')), ...taking }))).toEqual(['IN_SYNC']);
  });

  test('is pending where it is the revision of a task definition', async () => {
    const task = (Image: string) =>
      giving(
        { Ref: 'Task' },
        {
          Task: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'web', Image }] },
          },
        },
      );
    const Web = web({ TaskDefinition: from('Tasks') });
    deployAll({ Tasks: task('one'), Web });
    expect(found(await runAll({ Tasks: task('one'), Web }))).toEqual(['IN_SYNC']);
    expect(found(await runAll({ Tasks: task('two'), Web }))).toEqual(['IN_SYNC', 'pending NOT_EQUAL TaskDefinition']);
  });

  test('is pending where the stack is not deployed yet', async () => {
    deployAll({ Web: web({ DesiredCount: 2 }) });
    expect(found(await runAll({ First: giving('3'), Web: web({ DesiredCount: from('First') }) }))).toEqual([
      'IN_SYNC',
      'pending NOT_EQUAL DesiredCount',
    ]);
  });
});

describe('a stack that cannot be read', () => {
  test('leaves its outputs unresolved on both sides, with the API and the stack', async () => {
    const directory = deploy();
    denyStack('Network');
    changeGroups();
    for (const result of [await run(directory, '--fail-on', 'pending'), await runDeployed()]) {
      const [service] = result.report.services;
      expect(service).toMatchObject({ status: 'UNCHECKED', differences: [] });
      for (const { reason } of service?.unresolved ?? [])
        expect(reason).toMatch(
          /output \w+ of stack Network could not be read: cloudformation:DescribeStacks of stack Network: /,
        );
      expect(service?.unresolved).not.toEqual([]);
      expect(result.code).toBe(2);
    }
  });

  test('nor one whose name, output or region is none', async () => {
    aws.deploy({ stackName: 'Network', template: { Resources: {}, Outputs: { Count: { Value: '2' } } } });
    const service = (argument: object) => plainService({ DesiredCount: { 'Fn::GetStackOutput': argument } });
    const deployed = { Resources: { Service: service({ StackName: 'Network', OutputName: 'Count' }) } };
    aws.deploy({ stackName: 'Web', template: deployed });
    expect(found(await runDeployed())).toEqual(['IN_SYNC']);
    for (const [argument, words] of [
      [{ StackName: 'Network', OutputName: 'Size' }, /stack Network has no output Size/],
      [{ StackName: 'Nowhere', OutputName: 'Count' }, /there is no stack Nowhere in eu-west-1/],
      [{ StackName: 'Network', OutputName: 'Count', Region: 'us-east-2' }, /there is no stack Network in us-east-2/],
      [{ StackName: 'Network', OutputName: 'Count', Region: 'no/where' }, /no name of an AWS region/],
    ] as const) {
      const directory = writeAssembly({ Web: { template: { Resources: { Service: service(argument) } } } });
      const result = await run(directory);
      expect(found(result)).toEqual(['UNCHECKED', 'unresolved DesiredCount synthesized']);
      expect(result.report.services[0]?.unresolved[0]?.reason).toMatch(words);
    }
  });
});
