import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, runBuilt, runMain, serviceIn } from '../end-to-end/run-command';
import { type AppPlan, runApp } from './run-app';

const APP = join(__dirname, 'drifting-app.js');

describe('the command on an app of aws-cdk-lib that it synthesizes itself', () => {
  let aws: LoopbackAws;
  let cwd: string;

  beforeEach(async () => {
    aws = await startLoopbackAws();
    cwd = temporaryDirectory({ 'cdk.json': { app: `"${process.execPath}" "${APP}"` } });
    await runApp({ plan: {}, aws, directory: cwd });
    aws.deployAssembly(join(cwd, 'cdk.out'));
  });
  afterEach(() => aws.close());

  const env = (plan: AppPlan) => ({ PATH: process.env.PATH ?? '', APP_PLAN: JSON.stringify(plan) });
  const drift = (): void => {
    const found = aws.stack('Web').resources.find(({ type }) => type === 'AWS::ECS::Service');
    aws.service('Web', found?.logicalId ?? '').updateService({ desiredCount: 7 });
  };
  const run = (plan: AppPlan): Promise<ReportedRun> => check([], { aws, cwd, env: env(plan) }, runBuilt);

  test('judges the code as it is, not the assembly of an earlier synthesis', async () => {
    const { code, report, stderr } = await run({ count: 5 });
    expect(report.services.map(linesOf)).toEqual([['pending NOT_EQUAL DesiredCount']]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('judges an earlier assembly if it is named', async () => {
    const { report } = await check(['--app', 'cdk.out'], { aws, cwd, env: env({ count: 5 }) });
    expect(report.services.map(linesOf)).toEqual([[]]);
  });

  test('checks an app whose own validator would find the same, and asks AWS once', async () => {
    drift();
    const before = aws.calls.length;
    const result = await run({ validator: {} });
    expect(linesOf(serviceIn(result, 'Web/Service/Service'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 1, stderr: '' });
    expect(aws.calls.slice(before).filter(({ operation }) => operation === 'DescribeServices')).toHaveLength(1);
  });

  test("leaves out the CDK's own validation of templates alone: another plugin that fails is named in one line", async () => {
    const result = await runMain([], { aws, cwd, env: env({ rejects: true }) });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    const [ours, ...more] = result.stderr.split('\n').filter((line) => line.startsWith('ecs-drift: '));
    expect(ours).toMatch(
      /^ecs-drift: the CDK app \(.*drifting-app\.js"?\) failed the validation by its own plugin house-rules; /,
    );
    expect(more).toEqual([]);
    expect((await check(['--app', 'cdk.out'], { aws, cwd, env: {} })).code).toBe(0);
  });
});
