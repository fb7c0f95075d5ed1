import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { blocksOf, ROOT } from './page';
import { makeProject, synthesizeProject } from './recipe-project';

const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
const snippets = PAGES.flatMap((page) =>
  blocksOf(page)
    .filter(({ language }) => language === 'ts')
    .map(({ heading, text }, index) => {
      // With an await at the top it is a module of ECMAScript.
      const extension = /^(?:const .* = )?await /m.test(text) ? 'mts' : 'ts';
      return { page, heading, text, file: `${page.replace(/\W/g, '-')}-${index}.${extension}` };
    }),
);

/** What snippets take for granted. */
const GIVEN = `
import type { App as GivenApp, Stack as GivenStack } from 'aws-cdk-lib';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
declare global {
  var app: GivenApp;
  var stack: GivenStack;
  var service: FargateService;
}
`;

const PROD_STAGE = `
import { Stage, type StageProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
export class ProdStage extends Stage {
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
  }
}
`;

test('there are snippets', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(10);
});

test('every snippet is right for the compiler', async () => {
  const files = Object.fromEntries(snippets.map(({ file, text }) => [file, text]));
  const compilerOptions = {
    module: 'node16',
    target: 'es2022',
    lib: ['es2023'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  const given = { 'given.ts': GIVEN, 'prod-stage.ts': PROD_STAGE, 'tsconfig.json': { compilerOptions } };
  const directory = temporaryDirectory({ ...files, ...given, 'package.json': {}, 'node_modules/.keep': '' });
  for (const name of ['aws-cdk-lib', 'constructs', '@types'])
    symlinkSync(join(ROOT, 'node_modules', name), join(directory, 'node_modules', name));
  symlinkSync(ROOT, join(directory, 'node_modules', 'cdk-ecs-drift'));
  const tsc = require.resolve('typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc], { cwd: directory }).catch((error) => error);
  expect(stdout).toBe('');
}, 120_000);

/** An app with one service, in which a snippet of CDK code stands before the synthesis. */
function appWith(snippet: string): string {
  return `
require(${JSON.stringify(join(ROOT, 'test', 'demo', 'register-typescript.js'))});
const { App, Stack } = require('aws-cdk-lib');
const { Vpc } = require('aws-cdk-lib/aws-ec2');
const { Cluster, ContainerImage, FargateService, FargateTaskDefinition } = require('aws-cdk-lib/aws-ecs');
global.app = new App({ analyticsReporting: false });
global.stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'eu-west-1' } });
const cluster = Cluster.fromClusterAttributes(stack, 'Cluster', {
  clusterName: 'shop',
  vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-1'],
  }),
});
const taskDefinition = new FargateTaskDefinition(stack, 'Task');
taskDefinition.addContainer('main', { image: ContainerImage.fromRegistry('nginx') });
global.service = new FargateService(stack, 'Service', { cluster, taskDefinition, desiredCount: 2, minHealthyPercent: 50 });
${snippet === '' ? '' : "require('./snippet.ts');"}
app.synth();
`;
}

const VALIDATOR = `
import { Validations as V } from 'aws-cdk-lib';
import { EcsDriftValidator as D } from 'cdk-ecs-drift/cdk';
V.of(app).addPlugins(new D());
`;

/** The snippets of CDK code, with what was changed by hand and what becomes of the synthesis. */
const CDK_SNIPPETS = [
  { page: 'docs/cdk.md', heading: 'The validator', drift: 'count', passes: false },
  { page: 'docs/cdk.md', heading: 'What fails and what warns', drift: 'count and tag', passes: true },
  { page: 'docs/cdk.md', heading: 'Without credentials', drift: 'count', passes: false },
  { page: 'docs/cdk.md', heading: 'Acknowledging', drift: 'count', passes: true },
  { page: 'docs/cdk.md', heading: 'Ignore rules', drift: 'count', passes: true },
  { page: 'docs/ignore-rules.md', heading: 'In the code', drift: 'count and tag', passes: true },
] as const;

describe('the snippets of CDK code do what their pages say', () => {
  let aws: LoopbackAws;
  let assembly: string;

  beforeAll(async () => {
    aws = await startLoopbackAws();
    assembly = await synthesizeProject(await makeProject(aws, { 'app.js': appWith('') }));
    await aws.close();
  }, 60_000);
  beforeEach(async () => {
    aws = await startLoopbackAws();
    aws.deployAssembly(assembly);
  });
  afterEach(() => aws.close());

  /** Synthesizes the app with a snippet and the validator, which some snippets bring themselves. */
  async function synthesizeWith(snippet: string): Promise<{ code: number | null; output: string; template: string }> {
    const brought = snippet.includes('new EcsDriftValidator(') ? '' : VALIDATOR;
    const project = await makeProject(aws, { 'app.js': appWith(snippet), 'snippet.ts': snippet + brought });
    const run = await project.run('npx cdk synth --quiet');
    return { ...run, template: readFileSync(join(project.directory, 'cdk.out', 'Web.template.json'), 'utf8') };
  }

  test.each(CDK_SNIPPETS)(
    '$page, $heading',
    async ({ page, heading, drift, passes }) => {
      const [deployed] = aws.stack('Web').resources.filter(({ type }) => type === 'AWS::ECS::Service');
      const service = aws.service('Web', String(deployed?.logicalId));
      service.updateService({ desiredCount: 7 });
      if (drift === 'count and tag')
        service.live.tags = [...(service.live.tags ?? []), { key: 'cost-center', value: 'media' }];
      const snippet = snippets.find((each) => each.page === page && each.heading === heading)?.text ?? '';
      const { code, output, template } = await synthesizeWith(snippet);
      expect({ passed: code === 0, output }).toEqual({ passed: passes, output: expect.any(String) });
      expect(template).toBe(readFileSync(join(assembly, 'Web.template.json'), 'utf8'));
      if (!passes) expect(output).toContain('DesiredCount');
    },
    60_000,
  );
});
