import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { IPolicyValidationPlugin, IPolicyValidationPluginBeta1 } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import { EcsDriftValidator } from '../../lib/cdk';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { type AppPlan, type AppRun, runApp, runCdk } from './run-app';

const UNREACHABLE = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };
const ACKNOWLEDGED = ['ecs-drift::ecs-drift/deployment', 'ecs-drift::ecs-drift/capacity'];

/** Assemblies of apps without a validator. */
const assemblies = new Map<string, string>();

async function synthesizeOnce(plan: AppPlan, aws: LoopbackAws): Promise<string> {
  const key = JSON.stringify(plan);
  const directory = assemblies.get(key) ?? temporaryDirectory();
  if (!assemblies.has(key)) {
    const { code, output } = await runApp({ plan, aws, directory });
    if (code !== 0) throw new Error(output);
    assemblies.set(key, directory);
  }
  return join(directory, 'cdk.out');
}

describe('EcsDriftValidator', () => {
  let aws: LoopbackAws;
  let directory: string;
  /** Calls before the last run. */
  let before = 0;

  beforeEach(async () => {
    aws = await startLoopbackAws();
    directory = temporaryDirectory();
  });
  afterEach(() => aws.close());

  const app = (plan: AppPlan, env?: Record<string, string>): Promise<AppRun> => {
    rmSync(join(directory, 'cdk.out'), { recursive: true, force: true });
    before = aws.calls.length;
    return runApp({ plan, aws, directory, env });
  };
  const cdk = (args: readonly string[], plan: AppPlan): Promise<AppRun> => {
    rmSync(join(directory, 'cdk.out'), { recursive: true, force: true });
    before = aws.calls.length;
    return runCdk(args, { plan, aws, directory });
  };
  const countOf = (operation: string) => aws.calls.slice(before).filter((call) => call.operation === operation).length;
  const serviceOf = (stack: string) => {
    const found = aws.stack(stack).resources.find(({ type }) => type === 'AWS::ECS::Service');
    return aws.service(stack, found?.logicalId ?? '');
  };
  const deploy = async (plan: AppPlan = {}): Promise<void> => aws.deployAssembly(await synthesizeOnce(plan, aws));
  const drift = (stack = 'Web') =>
    serviceOf(stack).update((live) => {
      live.deploymentConfiguration.minimumHealthyPercent = 0;
      live.desiredCount = 7;
    });

  test('says nothing of services in sync, and asks once', async () => {
    await deploy();
    const run = await app({ validator: {} });
    expect(run).toMatchObject({ code: 0, output: '', findings: undefined });
    expect(countOf('DescribeServices')).toBe(1);
  });

  test('turns each drifted property into a violation of the CDK, which counts it', async () => {
    await deploy();
    drift();
    const run = await cdk(['synth', '--quiet'], { validator: {} });
    expect(run.code).toBe(1);
    expect(run.output).toContain('Synthesis finished with errors');
    expect(run.output).toMatch(/drifting-app\.js:\d+:\d+\nERROR DeploymentConfiguration\.MinimumHealthyPercent: 50/);
    expect(run.output).toMatch(/Suggested fix: .*aws ecs update-service/);
    expect(run.findings?.conclusion).toBe('failure');
    expect(run.findings?.violations).toMatchObject([
      {
        ruleName: 'ecs-drift/deployment',
        severity: 'error',
        description:
          'DeploymentConfiguration.MinimumHealthyPercent: 50 (deployed) → 0 (live), changed outside CloudFormation; ' +
          'the next deploy leaves it so',
        violatingConstructs: [
          {
            constructPath: 'Web/Service/Service',
            cloudFormationResource: {
              templatePath: 'Web.template.json',
              propertyPaths: ['Properties.DeploymentConfiguration.MinimumHealthyPercent'],
            },
          },
        ],
      },
      {
        ruleName: 'ecs-drift/capacity',
        violatingConstructs: [{ cloudFormationResource: { propertyPaths: ['Properties.DesiredCount'] } }],
      },
    ]);
    expect(countOf('DescribeServices')).toBe(1);
    const validate = await cdk(['validate', '--unstable=validate', '--no-online'], { validator: {} });
    expect(validate.code).toBe(1);
    expect(validate.output).toContain("Acknowledge with 'ecs-drift::ecs-drift/deployment'");
  });

  test("passes what is acknowledged in the CDK's own way, and only that", async () => {
    await deploy();
    drift();
    const both = await cdk(['synth', '--quiet'], { validator: {}, acknowledge: ACKNOWLEDGED });
    expect(both.code).toBe(0);
    expect(both.findings?.suppressedViolations).toHaveLength(2);
    const one = await app({ validator: {}, acknowledge: ACKNOWLEDGED.slice(0, 1) });
    expect(one.code).not.toBe(0);
    expect(one.findings?.violations.map(({ ruleName }) => ruleName)).toEqual(['ecs-drift/capacity']);
  });

  test('fails and warns by category', async () => {
    await deploy();
    drift();
    const severities = ({ findings }: AppRun) => findings?.violations.map(({ severity }) => severity);
    const warned = await app({ validator: { warnOn: ['deployment', 'capacity'] } });
    expect(warned.code).toBe(0);
    expect(warned.output).toContain('WARNING DesiredCount: 2 (deployed) → 7 (live)');
    expect(severities(warned)).toEqual(['warning', 'warning']);
    const mixed = await app({ validator: { failOn: ['capacity'] } });
    expect(mixed.code).not.toBe(0);
    expect(severities(mixed)).toEqual(['warning', 'error']);
  });

  test('tells of a service that was deleted, but of none that waits for its deploy', async () => {
    await deploy();
    serviceOf('Web').delete('MISSING');
    const run = await app({ validator: {} });
    expect(run.findings?.violations).toMatchObject([
      {
        ruleName: 'ecs-drift/deleted',
        severity: 'error',
        violatingConstructs: [{ constructPath: 'Web/Service/Service' }],
      },
    ]);
    const pending = await app({ validator: {}, onlyStages: true, stages: ['New'] });
    expect(pending).toMatchObject({ code: 0, findings: undefined });
  });

  test('synthesizes with a warning where nothing can be checked, or fails where that is asked for', async () => {
    await deploy();
    drift();
    const warned = await app({ validator: {} }, UNREACHABLE);
    expect(warned.code).toBe(0);
    expect(warned.output).toMatch(/WARNING stack Web was not checked for drift: .*cannot be reached/);
    expect(warned.findings).toMatchObject({ conclusion: 'success', violations: [{ ruleName: 'ecs-drift/unchecked' }] });
    const failed = await app({ validator: { whenUnchecked: 'fail' } }, UNREACHABLE);
    expect(failed.code).not.toBe(0);
    expect(failed.findings).toMatchObject({ conclusion: 'failure', violations: [{ severity: 'error' }] });
  });

  test('synthesizes without credentials', async () => {
    await deploy();
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };
    const run = await app({ validator: {} }, none);
    expect(run.code).toBe(0);
    expect(run.output).toMatch(/WARNING stack Web was not checked for drift: .*credentials/);
  });

  test('tells why the check did not run at all', async () => {
    await deploy();
    const run = await app({ validator: { stacks: ['Nope'] } });
    expect(run.code).toBe(0);
    expect(run.output).toMatch(/WARNING ECS services were not checked for drift: no stack is named Nope/);
    expect(run.findings?.violations).toMatchObject([{ ruleName: 'ecs-drift/unchecked', severity: 'warning' }]);
  });

  test('keeps its time limit', async () => {
    await deploy();
    const silent = createServer(() => {});
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const run = await app({ validator: { timeoutSeconds: 1 } }, { AWS_ENDPOINT_URL: endpoint });
    silent.closeAllConnections();
    silent.close();
    expect(run.code).toBe(0);
    expect(run.output).toMatch(/WARNING .*not checked for drift: .*(?:time limit|no answer within)/);
  });

  test('asks once for the app and all its stages, whichever of them have a validator of their own', async () => {
    const stages = { stages: ['Test', 'Prod'] };
    await deploy(stages);
    drift('Prod-Web');
    const run = await app({ ...stages, validator: {}, eachStage: true });
    // One for each of the three clusters.
    expect(countOf('DescribeServices')).toBe(3);
    expect(countOf('GetTemplate')).toBe(3);
    const paths = run.output.match(/^ {3}Prod\/Web\/Service\/Service \(/gm);
    // The app's validator and that of the stage.
    expect(paths).toHaveLength(4);
    expect(run.output).not.toContain('Test/Web');
  });

  test('asks again for an app that is synthesized again', async () => {
    await deploy();
    await app({ validator: {}, twice: true });
    expect(countOf('DescribeServices')).toBe(2);
  });

  test('finds the whole assembly from the templates of a lone stage', async () => {
    const stages = { stages: ['Prod'], onlyStages: true };
    await deploy(stages);
    drift('Prod-Web');
    const run = await app({ ...stages, validator: {} });
    expect(run.findings?.violations[0]?.violatingConstructs).toMatchObject([
      {
        constructPath: 'Prod/Web/Service/Service',
        cloudFormationResource: { templatePath: expect.stringMatching(/^assembly-Prod\/.*\.template\.json$/) },
      },
    ]);
  });

  test('says itself that there are findings which the CDK does not show: it selects no stack of a stage', async () => {
    const stages = { stages: ['Prod'], onlyStages: true };
    await deploy(stages);
    const silent = await cdk(['synth', '--quiet'], { ...stages, validator: {} });
    expect(silent.output).not.toContain('ecs-drift:');
    drift('Prod-Web');
    const plain = await cdk(['synth', '--quiet'], { ...stages, validator: {} });
    expect(plain.code).toBe(0);
    expect(plain.output).not.toContain('DesiredCount');
    expect(plain.output.match(/^ecs-drift: .*$/gm)).toEqual([
      "ecs-drift: 2 findings are in stacks of stages, which the CDK shows only if it is told to select them: cdk synth '**', cdk deploy '**'",
    ]);
    const all = await cdk(['synth', '--quiet', '**'], { ...stages, validator: {} });
    expect(all.code).toBe(1);
    expect(all.output).toContain('ERROR DesiredCount: 2 (deployed) → 7 (live)');
    // By itself the app shows them all.
    const alone = await app({ ...stages, validator: {} });
    expect(alone.output).toContain('ERROR DesiredCount: 2 (deployed) → 7 (live)');
    expect(alone.output).not.toContain('ecs-drift: 2 findings');
  });

  test("takes the command's own words for the reason, whatever Node says before them", async () => {
    await deploy();
    const preload = join(temporaryDirectory({ 'old.js': 'process.emitWarning("old")' }), 'old.js');
    const run = await app({ validator: { stacks: ['Nope'] } }, { NODE_OPTIONS: `-r ${preload}` });
    expect(run.output).toMatch(/WARNING ECS services were not checked for drift: no stack is named Nope/);
  });

  test('waits for the values that the CDK looks up', async () => {
    aws.setParameterStore('/image', 'nginx:1');
    const run = await cdk(['synth', '--quiet'], { validator: {}, lookup: true });
    expect(run.output.match(/not checked yet: the app lacks context values/g)).toHaveLength(1);
    expect(run).toMatchObject({ code: 0, findings: undefined });
    aws.deployAssembly(join(directory, 'cdk.out'));
    drift();
    // The value is in cdk.context.json now; without it the app runs twice.
    rmSync(join(directory, 'cdk.context.json'));
    const drifted = await cdk(['synth', '--quiet'], { validator: { whenUnchecked: 'fail' }, lookup: true });
    expect(drifted.code).toBe(1);
    expect(countOf('DescribeServices')).toBe(1);
  });

  test('works as policyValidationBeta1', async () => {
    await deploy();
    drift();
    const run = await app({ validator: {}, beta1: true });
    expect(run.code).not.toBe(0);
    expect(run.findings?.violations).toHaveLength(2);
  });

  test('knows credentials of another account than the deploy has', async () => {
    await deploy({ agnostic: true });
    const run = await app({ validator: {}, agnostic: true }, { CDK_DEFAULT_ACCOUNT: '222222222222' });
    expect(run.output).toMatch(
      /WARNING stack Web was not checked for drift: the CDK deploys it to account 222222222222/,
    );
  });

  test('knows another account or region also where the stack is not there', async () => {
    const run = (env: Record<string, string>) => app({ validator: {}, agnostic: true }, env);
    const account = await run({ CDK_DEFAULT_ACCOUNT: '222222222222', CDK_DEFAULT_REGION: 'eu-west-1' });
    expect(account.output).toMatch(/WARNING stack Web was not checked for drift: the CDK deploys it to account 2{12}/);
    const region = await app(
      { validator: { region: 'eu-west-1' }, agnostic: true },
      { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'us-east-1' },
    );
    expect(region.output).toMatch(
      /WARNING stack Web was not checked for drift: the CDK deploys it to region us-east-1, and it was looked for in eu-west-1/,
    );
  });

  test('tells of a stack that is not there where nobody knows whether it should be', async () => {
    const unknown = await app({ validator: {}, agnostic: true });
    expect(unknown).toMatchObject({ code: 0, findings: undefined });
    expect(unknown.output).toMatch(
      /^ecs-drift: warning: stack Web is not deployed in account 1{12}, region eu-west-1, .* not checked/m,
    );
    const known = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'eu-west-1' };
    expect((await app({ validator: {}, agnostic: true }, known)).output).toBe('');
    // It says itself where it belongs.
    expect((await app({ validator: {} })).output).toBe('');
  });

  test('is a plugin of the CDK by type, and names its rules', () => {
    const plugin: IPolicyValidationPlugin & IPolicyValidationPluginBeta1 = new EcsDriftValidator();
    expect(plugin.ruleIds).toEqual(
      expect.arrayContaining(['ecs-drift/tags', 'ecs-drift/deleted', 'ecs-drift/unchecked']),
    );
    expect(plugin.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  test.each([
    [{ failOn: ['tag'] }, /failOn holds "tag": give some of deployment, .*deleted/],
    [{ failOn: ['tags'], warnOn: ['tags'] }, /tags is in failOn and in warnOn/],
    [{ whenUnchecked: 'no' }, /whenUnchecked is 'warn' or 'fail', met "no"/],
    [{ timeout: Duration.seconds(0) }, /timeout has to be longer than nothing/],
  ])('refuses the options %j', (options, message) => {
    expect(() => new EcsDriftValidator(options as never)).toThrow(message);
  });
});
