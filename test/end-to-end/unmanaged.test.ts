import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun, runMain, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
let directory: string;
beforeEach(async () => {
  aws = await startLoopbackAws();
  directory = writeAssembly({ Web: { template: onShared() } });
  aws.deploy({ stackName: 'Web', template: onShared() });
});
afterEach(() => aws.close());

const onShared = () => webTemplate({ Cluster: 'shared' });
const run = (...args: string[]): Promise<ReportedRun> => check(['--app', directory, '--unmanaged', ...args], { aws });
const operations = () => aws.calls.map(({ operation }) => operation);

/** A service of a cluster that somebody made by hand: of a stack that CloudFormation has forgotten. */
function handMade(name: string, cluster = 'shared') {
  const template = { Resources: { Service: plainService({ Cluster: cluster, ServiceName: name }) } };
  const stack = aws.deploy({ stackName: `By-hand-${name}`, template });
  const { live } = aws.service(stack.stackName, 'Service');
  live.createdBy = `arn:aws:iam::111111111111:user/${name}`;
  stack.resources.splice(0);
  return live;
}

describe('--unmanaged', () => {
  test('lists the services of the checked clusters that no stack owns', async () => {
    const zeta = handMade('zeta');
    const alpha = handMade('alpha');
    handMade('elsewhere', 'another');
    aws.deploy({ stackName: 'Other', template: { Resources: { Owned: plainService({ Cluster: 'shared' }) } } });
    const result = await run();
    expect(result.report.unmanaged).toEqual(
      [alpha, zeta].map(({ serviceArn, clusterArn, createdBy }) => ({
        serviceArn,
        clusterArn,
        createdBy,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      })),
    );
    expect(result.report.notices).toEqual([]);
    expect(serviceIn(result, 'Web').status).toBe('IN_SYNC');
    expect(result.code).toBe(0);
  });

  test('says so where there are none, and asks for nobody’s stack', async () => {
    const result = await run();
    expect(result.report.unmanaged).toEqual([]);
    expect(operations().filter((one) => one === 'ListServices')).toHaveLength(1);
    expect(operations()).not.toContain('DescribeStackResources');
  });

  test('describes in tens', async () => {
    for (let index = 0; index < 12; index += 1) handMade(`n${index}`);
    const result = await run();
    expect(result.report.unmanaged).toHaveLength(12);
    expect(operations().filter((one) => one === 'DescribeServices')).toHaveLength(1 + 2);
  });

  test('is nothing that happens by itself', async () => {
    handMade('alpha');
    const result = await check(['--app', directory], { aws });
    expect(result.report).not.toHaveProperty('unmanaged');
    expect(operations()).not.toContain('ListServices');
  });

  test('is told to people under a heading of its own', async () => {
    const { serviceArn } = handMade('alpha');
    const { stdout, code } = await runMain(['--app', directory, '--unmanaged'], { aws });
    expect(stdout).toContain('Unmanaged: 1 service of the checked clusters that no stack owns');
    expect(stdout).toContain(
      `  ${serviceArn}\n    cluster shared, created by arn:aws:iam::111111111111:user/alpha at `,
    );
    expect(code).toBe(0);
  });
});

describe('what --unmanaged cannot read is named', () => {
  test('a cluster that cannot be listed', async () => {
    handMade('alpha');
    aws.fail({ operation: 'ListServices', error: 'AccessDenied' });
    const result = await run();
    expect(result.report.unmanaged).toEqual([]);
    expect(result.report.notices).toEqual([
      {
        kind: 'missing-permission',
        text: expect.stringMatching(/cluster arn:\S+\/shared could not be listed.*ecs:ListServices/),
      },
    ]);
    expect(result.stderr).toContain('ecs:ListServices');
    expect(result.code).toBe(0);
  });

  test('services whose stack cannot be asked for', async () => {
    handMade('beta');
    handMade('alpha');
    aws.fail({ operation: 'DescribeStackResources', error: 'AccessDenied' });
    const result = await run();
    expect(result.report.unmanaged).toEqual([]);
    expect(result.report.notices).toEqual([
      {
        kind: 'missing-permission',
        text: expect.stringMatching(/owns alpha, beta in .*cloudformation:DescribeStackResources/),
      },
    ]);
  });

  test('services whose creator cannot be read are listed without', async () => {
    const { serviceArn, clusterArn } = handMade('alpha');
    aws.fail({
      operation: 'DescribeServices',
      match: ({ input }) => input.services.includes(serviceArn),
      error: { code: 'InvalidParameterException' },
    });
    const result = await run();
    expect(result.report.unmanaged).toEqual([{ serviceArn, clusterArn }]);
    expect(result.report.notices).toMatchObject([{ kind: 'missing-permission' }]);
  });

  test('a service that is deleted meanwhile is none', async () => {
    const live = handMade('alpha');
    live.status = 'DRAINING';
    expect((await run()).report.unmanaged).toEqual([]);
  });
});
