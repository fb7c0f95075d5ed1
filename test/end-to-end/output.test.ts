import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, runBuilt, runMain } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

/** An app that writes its assembly to where it is told, and notes what it was told beside itself. */
const APP = `
const { writeFileSync } = require('node:fs');
const { App, Stack, CfnResource } = require('${require.resolve('aws-cdk-lib')}');
console.log('synthesizing on stdout');
console.error('synthesizing on stderr');
const app = new App({ analyticsReporting: false });
const stack = new Stack(app, app.node.tryGetContext('name') ?? 'NoContext');
new CfnResource(stack, 'Web', {
  type: 'AWS::ECS::Service',
  properties: { Cluster: 'outside', TaskDefinition: 'outside:1', DesiredCount: app.node.tryGetContext('count') },
});
app.synth();
writeFileSync('ran', String(process.env.CDK_OUTDIR));
`;

describe('what goes where', () => {
  let aws: LoopbackAws;
  let directory: string;

  beforeAll(async () => {
    aws = await startLoopbackAws();
    directory = writeAssembly({ Web: { template: webTemplate() } });
    aws.deployAssembly(directory);
  });
  afterEach(() => aws.heal());
  afterAll(() => aws.close());

  test('stdout is the report, stderr stays empty without a terminal', async () => {
    const run = await runBuilt(['--app', directory], { aws });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
    const json = await runBuilt(['--app', directory, '-f', 'json'], { aws });
    expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, summary: { services: 1, inSync: 1 } });
  });

  test('colours: only where they are asked for', async () => {
    const drifted = await startLoopbackAws();
    try {
      drifted.deployAssembly(directory);
      drifted.service('Web', 'Web').updateService({ desiredCount: 9 });
      const outputs: Record<string, boolean> = {};
      for (const [name, env, option] of [
        ['none', {}, []],
        ['FORCE_COLOR', { FORCE_COLOR: '1' }, []],
        ['NO_COLOR', { NO_COLOR: '1' }, []],
        ['--no-color', { FORCE_COLOR: '1' }, ['--no-color']],
      ] as const) {
        const run = await runMain(['--app', directory, ...option], { aws: drifted, env });
        expect(run.code).toBe(1);
        expect(run.stdout).toContain('DesiredCount');
        outputs[name] = run.stdout.includes('\u001b[');
      }
      expect(outputs).toEqual({ none: false, FORCE_COLOR: true, NO_COLOR: false, '--no-color': false });
    } finally {
      await drifted.close();
    }
  });

  test('notes go to stderr, --quiet keeps them back, errors it does not', async () => {
    aws.fail({ operation: 'GetTemplate', error: 'AccessDenied' });
    expect((await runMain(['--app', directory], { aws })).stderr).toMatch(/^ecs-drift: note: stack Web: .*\n$/);
    expect((await runMain(['--app', directory, '--quiet'], { aws })).stderr).toBe('');
    const wrong = await runBuilt(['--template', 'none.yaml', '--stack-name', 'Web', '--quiet'], { aws });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/^ecs-drift: .+\n$/);
  });

  test('--verbose tells every call on stderr', async () => {
    const { code, stdout, stderr } = await runMain(['--app', directory, '-v', '-f', 'json'], { aws });
    expect(code).toBe(0);
    expect(() => JSON.parse(stdout)).not.toThrow();
    for (const operation of ['DescribeStacks', 'ListStackResources', 'GetTemplate', 'DescribeServices']) {
      expect(stderr).toContain(operation);
    }
  });

  test('several formats at once, one to stdout', async () => {
    const cwd = temporaryDirectory();
    const run = await runMain(['--app', directory, '-f', 'text', '-f', 'json=report.json'], { aws, cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/in sync/);
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });

  test('an endpoint that nobody listens at is a failure of AWS with a report', async () => {
    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };
    const run = await check(['--app', directory], { aws, env }, runBuilt);
    expect(run.code).toBe(2);
    expect(run.report.stacks).toMatchObject([{ status: 'UNCHECKED' }]);
  });
});

describe('an app that is still to be synthesized', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
    const template = {
      Resources: {
        Web: {
          Type: 'AWS::ECS::Service',
          Properties: { Cluster: 'outside', TaskDefinition: 'outside:1', DesiredCount: 3 },
        },
      },
    };
    aws.deploy({ stackName: 'Named', template });
  });
  afterEach(() => aws.close());

  const project = (cdkJson: object): string =>
    temporaryDirectory({ 'app.js': APP, 'cdk.json': cdkJson, 'cdk.context.json': { count: 3 } });

  test('--app COMMAND with the context of cdk.json and cdk.context.json', async () => {
    const cwd = project({ context: { name: 'Named' } });
    const run = await check(['--app', 'node app.js'], { aws, cwd }, runBuilt);
    expect(run.report.services).toMatchObject([{ stackName: 'Named', logicalId: 'Web', status: 'IN_SYNC' }]);
    expect(run.report.services[0]?.differences).toEqual([]);
    expect(run.code).toBe(0);
    expect(readFileSync(join(cwd, 'ran'), 'utf8')).toBe(join(cwd, 'cdk.out'));
  });

  test("cdk.json's app where there is no assembly yet; the assembly where there is one", async () => {
    const cwd = project({ app: 'node app.js', context: { name: 'Named', count: 5 } });
    const first = await check([], { aws, cwd });
    expect(first.report.services[0]?.differences).toMatchObject([
      { path: 'DesiredCount', cause: 'pending', synthesized: 5, deployed: 3, live: 3 },
    ]);
    const again = temporaryDirectory({
      'app.js': 'throw new Error("synthesized again")',
      'cdk.json': { app: 'node app.js' },
    });
    const kept = await check([], { aws, cwd: again, env: { CDK_OUTDIR: join(cwd, 'cdk.out') } });
    expect(kept.report.services).toMatchObject([{ stackName: 'Named' }]);
  });

  test('an app that fails is an error with its own words', async () => {
    const cwd = temporaryDirectory({ 'app.js': 'console.error("no such module"); process.exit(3);' });
    const run = await runMain(['--app', 'node app.js'], { aws, cwd });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('no such module');
    expect(run.stderr).toMatch(/^ecs-drift: .*node app\.js/m);
  });
});
