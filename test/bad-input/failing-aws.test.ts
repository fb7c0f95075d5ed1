import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { validateReport } from '../report/validate-report';
import { GOOD_TEMPLATE } from './bad-templates';
import { type Outcome, reportOf, runCommand } from './run-command';
import { stackArtifact } from './stack-artifact';

let aws: LoopbackAws;
let directory: string;

beforeAll(async () => {
  aws = await startLoopbackAws();
  aws.deploy({ stackName: 'Web', template: GOOD_TEMPLATE });
  const agnostic = {
    ...stackArtifact('web.json', { stackName: 'Web' }),
    environment: 'aws://unknown-account/unknown-region',
  };
  directory = temporaryDirectory({
    'web.json': GOOD_TEMPLATE,
    'mixed/web.json': GOOD_TEMPLATE,
    'mixed/manifest.json': { artifacts: { Web: stackArtifact('web.json'), Agnostic: agnostic } },
  });
});
afterAll(() => aws.close());
afterEach(() => aws.heal());

function run(changed: Record<string, string | undefined>, argv = ['-t', 'web.json', '-s', 'Web']): Promise<Outcome> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...aws.env, ...changed })) if (value !== undefined) env[name] = value;
  return runCommand([...argv, '--format', 'json'], { cwd: directory, env });
}

const NO_CREDENTIALS = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe('a failure of AWS is a report', () => {
  test.each<[string, Record<string, string | undefined>, RegExp]>([
    ['no credentials', NO_CREDENTIALS, /stack Web: no credentials found .*set AWS_PROFILE/],
    [
      'a refused connection',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
      /its host cannot be reached; check the network/,
    ],
    ['an endpoint that is no URL', { AWS_ENDPOINT_URL: 'here' }, /AWS_ENDPOINT_URL is no URL; write it as https/],
  ])('%s', async (_, env, reason) => {
    expectUnchecked(await run(env), reason);
  });

  test('an unknown profile', async () => {
    const outcome = await run({}, ['-t', 'web.json', '-s', 'Web', '--profile', 'gone']);
    expectUnchecked(outcome, /no credentials found .*gone.*set AWS_PROFILE or pass --profile/);
  });

  test('expired credentials', async () => {
    aws.fail({ error: 'ExpiredToken' });
    expectUnchecked(await run({}), /stack Web: the credentials have expired; renew them/);
  });

  test('a denied stack', async () => {
    aws.fail({ service: 'cloudformation', operation: 'DescribeStacks', error: 'AccessDenied' });
    const outcome = await run({});
    expectUnchecked(outcome, /^cloudformation:DescribeStacks of stack Web: the credentials lack the permission/);
    expect(reportOf(outcome).stacks).toMatchObject([{ missingPermissions: ['cloudformation:DescribeStacks'] }]);
  });
});

function expectUnchecked(outcome: Outcome, reason: RegExp): void {
  expect([outcome.code, outcome.stderr]).toEqual([2, '']);
  const report = reportOf(outcome);
  expect(validateReport(report)).toEqual([]);
  for (const rows of [report.stacks, report.services]) {
    expect(rows).toMatchObject([{ stackName: 'Web', status: 'UNCHECKED', reason: expect.stringMatching(reason) }]);
  }
  expect(outcome.stdout).not.toMatch(/node_modules|\bat .*\.js|\[object |undefined/);
}

describe('no region', () => {
  const told = /^ecs-drift: .*no AWS region .*pass --region, set AWS_REGION or give the profile a region/;

  test('for anything', async () => {
    const outcome = await run({ AWS_REGION: undefined });
    expect([outcome.code, outcome.stdout, outcome.lines]).toEqual([2, '', [expect.stringMatching(told)]]);
  });

  test('for one stack takes nothing from the others', async () => {
    const outcome = await run({ AWS_REGION: undefined }, ['--app', 'mixed']);
    expect([outcome.code, outcome.lines]).toEqual([2, [expect.stringMatching(told)]]);
    const { services } = reportOf(outcome);
    expect(services.map(({ status }) => status).sort()).toEqual(['IN_SYNC', 'UNCHECKED']);
  });
});
