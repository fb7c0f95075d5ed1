import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type FaultError, type LoopbackAws, startLoopbackAws } from '../aws';
import { startCommand } from '../bad-input/run-command';
import { check, type Run, runBuilt } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const TOKEN = 'FwoGZXIvYXdzEXAMPLETOKEN';
const HIDDEN = 'value-of-a-variable';

let aws: LoopbackAws;
let directory: string;

beforeAll(async () => {
  aws = await startLoopbackAws();
  const stacks = { Web: { template: withVariable() }, Api: { template: webTemplate() } };
  directory = writeAssembly(stacks);
  aws.deployAssembly(directory);
});
afterEach(() => aws.heal());
afterAll(() => aws.close());

function withVariable() {
  const container = { Name: 'web', Environment: [{ Name: 'PLAIN', Value: HIDDEN }] };
  const Task = { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'own', ContainerDefinitions: [container] } };
  return webTemplate({}, { resources: { Task } });
}

interface Asked {
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
  readonly app?: string;
}

/** The lines in which the text report of a run tells why something is unchecked. */
async function reasonsOf({ args = [], env = {}, app = directory }: Asked): Promise<{ run: Run; reasons: Set<string> }> {
  const run = await check(['--app', app, ...args], { aws, env }, runBuilt);
  const { stacks, services } = run.report;
  for (const { status } of services) expect(status).toBe('UNCHECKED');
  return { run, reasons: new Set([...stacks, ...services].map(({ reason }) => String(reason))) };
}

const ROLE = 'arn:aws:iam::222222222222:role/reader';

describe('one clear line for', () => {
  const own = (error: FaultError) => () => aws.fail({ error });
  test.each<[string, Asked & { readonly prepare?: () => void }, RegExp]>([
    ['expired credentials', { prepare: own('ExpiredToken') }, /the credentials have expired; renew them/],
    [
      'no credentials',
      { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } },
      /no credentials found .*set AWS_PROFILE or pass --profile/,
    ],
    [
      'refused credentials',
      { prepare: own({ code: 'UnrecognizedClientException' }) },
      /AWS does not accept the credentials; check AWS_ACCESS_KEY_ID/,
    ],
    [
      'a profile that is not there',
      { args: ['--profile', 'gone'] },
      /no credentials found \(.*gone.*\); set AWS_PROFILE or pass --profile/,
    ],
    [
      'a role that cannot be assumed',
      { args: ['--role-arn', ROLE], prepare: () => aws.fail({ operation: 'AssumeRole', error: 'AccessDenied' }) },
      /role arn:aws:iam::222222222222:role\/reader cannot be assumed: .*lack the permission.*trust policy/,
    ],
  ])('%s', async (_name, { prepare, ...asked }, words) => {
    prepare?.();
    const { run, reasons } = await reasonsOf(asked);
    expect(run.code).toBe(2);
    for (const reason of reasons) {
      expect(reason).toMatch(words);
      expect(reason).not.toMatch(/\n|node_modules|undefined|\[object/);
    }
    expect(run.stdout + run.stderr).not.toContain(SECRET);
  });

  test('a region that is none', async () => {
    const run = await runBuilt(['--app', agnosticAssembly(), '--region', 'nowhere!'], { aws });
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/"nowhere!" is no name of an AWS region .*check --region, AWS_REGION and the stack's own$/),
    ]);
  });

  test('another account whose lookup role cannot be assumed', async () => {
    aws.fail({ operation: 'AssumeRole', error: 'AccessDenied' });
    const { run, reasons } = await reasonsOf({ app: foreignAssembly() });
    expect(run.code).toBe(2);
    const [reason] = reasons;
    expect(reasons.size).toBe(1);
    expect(reason).toMatch(/belongs to account 222222222222, and the credentials are for account 111111111111/);
    expect(reason).toMatch(/with its lookup role arn:aws:iam::222222222222:role\/look-up: .*cannot be assumed/);
  });

  test('another account without a lookup role', async () => {
    const { reasons } = await reasonsOf({ app: foreignAssembly(), args: ['--no-lookup-role'] });
    expect([...reasons]).toEqual([expect.stringMatching(/: use credentials of account 222222222222$/)]);
  });
});

function agnosticAssembly(): string {
  return assemblyOf('aws://unknown-account/unknown-region', {});
}

function foreignAssembly(): string {
  const lookupRole = { arn: 'arn:${AWS::Partition}:iam::222222222222:role/look-up' };
  return assemblyOf('aws://222222222222/eu-west-1', { lookupRole });
}

function assemblyOf(environment: string, more: object): string {
  const properties = { templateFile: 'web.json', stackName: 'Elsewhere', ...more };
  return temporaryDirectory({
    'web.json': webTemplate(),
    'manifest.json': {
      version: '36.0.0',
      artifacts: { Elsewhere: { type: 'aws:cloudformation:stack', environment, properties } },
    },
  });
}

describe('the time of the whole run', () => {
  test('is over while an answer stalls: what was not read is unchecked, the rest is reported', async () => {
    const { clusterArn } = aws.service('Api', 'Web');
    aws.fail({ match: ({ input }) => input.cluster === clusterArn, error: 'stall' });
    const run = await check(['--app', directory, '--timeout', '4s'], { aws }, runBuilt);
    expect(run.report.services).toMatchObject([
      {
        stackName: 'Api',
        status: 'UNCHECKED',
        reason: expect.stringMatching(/no answer within [12][.\d]* s.*--timeout/),
      },
      { stackName: 'Web', status: 'IN_SYNC' },
    ]);
    expect([run.code, run.stderr]).toEqual([2, '']);
  });

  test.each(['DescribeStacks', 'GetTemplate', 'ListStackResources'])(
    'leaves the services of the other stacks their part of it where %s of one stack stalls',
    async (operation) => {
      aws.fail({ operation, match: ({ input }) => String(input.StackName).includes('Api'), error: 'stall' });
      const run = await check(['--app', directory, '--timeout', '4s'], { aws }, runBuilt);
      expect(run.report.services).toMatchObject([
        { stackName: 'Api', status: 'UNCHECKED' },
        { stackName: 'Web', status: 'IN_SYNC' },
      ]);
      expect(run.code).toBe(2);
    },
  );

  test('counts for an app that is being synthesized', async () => {
    const cwd = temporaryDirectory({});
    const args = ['--app', 'node -e "setInterval(() => {}, 1000)"', '--timeout', '1s'];
    const run = await runBuilt(args, { aws, cwd });
    expect(run.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^ecs-drift: the CDK app \(node .*\) was not through within 1 s, .*\(--timeout\)$/),
    ]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s ends a run whose calls hang, and leaves no file', async (signal, code) => {
  aws.fail({ error: 'hang' });
  const cwd = temporaryDirectory({});
  const before = aws.calls.length;
  const argv = ['--app', directory, '--format', 'json=report.json', '--format', 'text'];
  const child = startCommand(argv, { cwd, env: aws.env });
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  while (aws.calls.length === before) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(existsSync(join(cwd, 'report.json'))).toBe(false);
  expect(stdout).toBe('');
});

test('-v tells the names and times of calls, a line for each request, and nothing else', async () => {
  aws.service('Web', 'Web').updateService({ desiredCount: 3, taskDefinition: changedTask() });
  aws.fail({ operation: 'DescribeStacks', times: 2, error: 'Throttling' });
  const before = aws.calls.length;
  const env = { AWS_SESSION_TOKEN: TOKEN };
  const run = await check(['--app', directory, '-v'], { aws, env }, runBuilt);
  expect(run.code).toBe(1);
  const lines = run.stderr.trim().split('\n');
  for (const line of lines) expect(line).toMatch(/^[a-z-]+ [A-Za-z]+ \d+ ms( failed: \w+)?$/);
  expect(lines).toHaveLength(aws.calls.length - before);
  expect(lines.filter((line) => line.endsWith('failed: Throttling'))).toHaveLength(2);
  for (const hidden of [SECRET, TOKEN, HIDDEN, 'AKIA', 'Signature', 'changed-by-hand'])
    expect(run.stderr).not.toContain(hidden);
  expect(run.stdout).not.toContain(HIDDEN);
});

function changedTask(): string {
  return aws.registerTaskDefinition('own', (newest) => {
    newest.containerDefinitions[0].environment[0].value = 'changed-by-hand';
  });
}
