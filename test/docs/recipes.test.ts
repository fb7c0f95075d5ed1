import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { runAction } from '../house/run-action';
import { validateJunit } from '../report/validate-junit';
import { blockUnder, ROOT } from './page';
import { makeProject, type RecipeProject, type ScriptRun, synthesizeProject } from './recipe-project';

const PAGE = 'docs/ci.md';
const SERVICE = 'Service';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, string>;
}

/** Each recipe runs all that its pipeline would run, until something fails. */
interface Recipe {
  readonly name: string;
  run(project: RecipeProject, aws: LoopbackAws): Promise<ScriptRun>;
  /** What was deployed after a check that found nothing. */
  readonly deployed: readonly string[];
}

/** The lines one after the other, each in a shell of its own. */
async function runLines(project: RecipeProject, lines: readonly string[], env = {}): Promise<ScriptRun> {
  let output = '';
  for (const line of lines) {
    const run = await project.run(line, env);
    output += run.output;
    if (run.code !== 0) return { code: run.code, output };
  }
  return { code: 0, output };
}

async function runNpm(project: RecipeProject): Promise<ScriptRun> {
  const file = join(project.directory, 'package.json');
  const recipe = JSON.parse(blockUnder(PAGE, 'npm', 'json'));
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...recipe }));
  return project.run(blockUnder(PAGE, 'npm', 'sh'));
}

async function runCodeBuild(project: RecipeProject): Promise<ScriptRun> {
  const buildspec = parse(blockUnder(PAGE, 'CodeBuild', 'yaml'));
  const run = await runLines(project, [...buildspec.phases.install.commands, ...buildspec.phases.build.commands]);
  expectJunit(project, buildspec.reports['ecs-drift'].files);
  return run;
}

async function runGitLab(project: RecipeProject): Promise<ScriptRun> {
  const pipeline = parse(blockUnder(PAGE, 'GitLab CI', 'yaml'));
  const jobs: { stage: string; script: string[] }[] = Object.values(
    pipeline as Record<string, { stage: string; script: string[] }>,
  ).filter((job) => job.script !== undefined);
  const inOrder = pipeline.stages.flatMap((stage: string) => jobs.filter((job) => job.stage === stage));
  const run = await runLines(
    project,
    inOrder.flatMap((job: { script: string[] }) => job.script),
  );
  expectJunit(project, [pipeline['ecs-drift'].artifacts.reports.junit]);
  return run;
}

function expectJunit({ directory }: RecipeProject, files: readonly string[]): void {
  expect(files).toHaveLength(1);
  expect(validateJunit(readFileSync(join(directory, String(files[0])), 'utf8'))).toEqual([]);
}

async function runWorkflow(heading: string, project: RecipeProject, aws: LoopbackAws): Promise<ScriptRun> {
  const workflow = parse(blockUnder(PAGE, heading, 'yaml'));
  const [job] = Object.values(workflow.jobs as Record<string, { steps: Step[] }>);
  const summary = join(project.directory, 'summary.md');
  writeFileSync(summary, '');
  for (const step of job?.steps ?? []) {
    const run = await runStep(step, project, aws, summary);
    if (run.code !== 0) return run;
  }
  return { code: 0, output: '' };
}

async function runStep(
  { run, uses = '', with: inputs = {} }: Step,
  project: RecipeProject,
  aws: LoopbackAws,
  summary: string,
): Promise<ScriptRun> {
  if (run !== undefined) return project.run(run, { GITHUB_STEP_SUMMARY: summary });
  if (!uses.includes('/cdk-ecs-drift@')) return { code: 0, output: '' };
  const outcome = await runAction({ inputs, aws, directory: project.directory, env: {} });
  return { code: outcome.code, output: outcome.output };
}

const RECIPES: readonly Recipe[] = [
  { name: 'npm', run: runNpm, deployed: ['deploy --app cdk.out --all'] },
  { name: 'CodeBuild', run: runCodeBuild, deployed: ['deploy --app cdk.out --all --require-approval never'] },
  { name: 'GitLab CI', run: runGitLab, deployed: ['deploy --app cdk.out --all --require-approval never'] },
  { name: 'GitHub Actions', run: (project, aws) => runWorkflow('GitHub Actions', project, aws), deployed: [] },
  {
    name: 'GitHub Actions without the action',
    run: (project, aws) => runWorkflow('GitHub Actions without the action', project, aws),
    deployed: ['deploy --app cdk.out --all --require-approval never'],
  },
];

describe('the recipes', () => {
  let aws: LoopbackAws;
  let project: RecipeProject;
  let assembly: string;

  beforeAll(async () => {
    aws = await startLoopbackAws();
    assembly = await synthesizeProject(await makeProject(aws));
    await aws.close();
  }, 120_000);
  beforeEach(async () => {
    aws = await startLoopbackAws();
    aws.deployAssembly(assembly);
    project = await makeProject(aws);
  });
  afterEach(() => aws.close());

  const drift = (): void => aws.service('Web', SERVICE).updateService({ desiredCount: 7 });

  test.each(RECIPES)(
    '$name: deploys where all is in sync',
    async ({ run, deployed }) => {
      const { code, output } = await run(project, aws);
      expect({ code, output }).toEqual({ code: 0, output: expect.any(String) });
      expect(project.deploys()).toEqual(deployed);
    },
    120_000,
  );

  test.each(RECIPES)(
    '$name: stops where somebody changed a service by hand',
    async ({ run }) => {
      drift();
      const { code, output } = await run(project, aws);
      expect(code).toBe(1);
      expect(output).toContain('DesiredCount');
      expect(project.deploys()).toEqual([]);
    },
    120_000,
  );

  test.each(RECIPES.filter(({ name }) => name === 'npm' || name === 'CodeBuild'))(
    '$name: stops where nobody could check',
    async ({ run }) => {
      aws.fail({ operation: 'DescribeServices', error: 'AccessDenied' });
      const { code, output } = await run(project, aws);
      expect(output).toContain('ecs:DescribeServices');
      // npm has exit codes of its own for what it runs.
      expect(code).not.toBe(0);
      expect(project.deploys()).toEqual([]);
    },
    120_000,
  );

  test('only what is new fails', async () => {
    drift();
    const before = await project.run(blockUnder(PAGE, 'To stop only for what is new', 'sh'));
    expect(before.code).toBe(0);
    const compare = blockUnder(PAGE, 'To stop only for what is new', 'bash');
    expect((await project.run(compare)).code).toBe(0);
    aws.service('Web', SERVICE).updateService({ enableExecuteCommand: true });
    const after = await project.run(compare);
    expect(after.code).toBe(1);
    expect(after.output).toContain('EnableExecuteCommand (new)');
  }, 120_000);
});

describe('CDK Pipelines', () => {
  test('the step checks the stage of the assembly before it is deployed', async () => {
    const aws = await startLoopbackAws();
    try {
      const project = await makeProject(aws, pipelineFiles());
      aws.deployAssembly(await synthesizeProject(project));
      const { commands, orders } = readPipeline(project);
      expect(commands).toEqual(['npm ci', "npx ecs-drift 'Pipeline/Prod/*' --app cdk.out"]);
      expect(orders.check).toBeLessThan(Math.min(...orders.deploys));
      const clean = await runLines(project, commands);
      expect(clean).toMatchObject({ code: 0, output: expect.stringContaining('No drift') });
      aws.service('Prod-Web', SERVICE).updateService({ desiredCount: 7 });
      expect((await runLines(project, commands)).code).toBe(1);
    } finally {
      await aws.close();
    }
  }, 120_000);
});

/** An app around the pipeline of the recipe, whose stage has the service of the other recipes. */
function pipelineFiles(): Record<string, string> {
  const env = "{ account: '111111111111', region: 'eu-west-1' }";
  return {
    'app.js': `
require(${JSON.stringify(join(ROOT, 'test', 'demo', 'register-typescript.js'))});
const { App } = require('aws-cdk-lib');
const { PipelineStack } = require('./pipeline-stack');
const app = new App({ analyticsReporting: false });
new PipelineStack(app, 'Pipeline', { env: ${env} });
app.synth();
`,
    'pipeline-stack.ts': blockUnder(PAGE, 'CDK Pipelines', 'ts'),
    'prod-stage.ts': `
import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
export class ProdStage extends Stage {
  constructor(scope, id, { env }) {
    super(scope, id, { env });
    new CfnResource(new Stack(this, 'Web'), '${SERVICE}', {
      type: 'AWS::ECS::Service',
      properties: { Cluster: 'shop', TaskDefinition: 'web:1', LaunchType: 'FARGATE', DesiredCount: 2 },
    });
  }
}
`,
  };
}

interface PipelineProperties {
  readonly Stages: readonly { Name: string; Actions: readonly { Name: string; RunOrder: number }[] }[];
}

/** What CodeBuild runs for the step, and when the pipeline runs what of the stage. */
function readPipeline({ directory }: RecipeProject) {
  const template = JSON.parse(readFileSync(join(directory, 'cdk.out', 'Pipeline.template.json'), 'utf8'));
  const resources = Object.values(template.Resources) as { Type: string; Properties: never }[];
  const projects = resources
    .filter(({ Type }) => Type === 'AWS::CodeBuild::Project')
    .map(({ Properties }) => JSON.parse((Properties as { Source: { BuildSpec: string } }).Source.BuildSpec));
  const check = projects.find(({ phases }) => JSON.stringify(phases).includes('ecs-drift'));
  const pipeline = resources.find(({ Type }) => Type === 'AWS::CodePipeline::Pipeline');
  const stages = (pipeline?.Properties as PipelineProperties | undefined)?.Stages ?? [];
  const actions = stages.find(({ Name }) => Name === 'Prod')?.Actions ?? [];
  const order = (name: string) => actions.find(({ Name }) => Name === name)?.RunOrder ?? Number.NaN;
  return {
    commands: check.phases.build.commands as string[],
    orders: {
      check: order('CheckDrift'),
      deploys: actions.filter(({ Name }) => Name !== 'CheckDrift').map(({ RunOrder }) => RunOrder),
    },
  };
}
