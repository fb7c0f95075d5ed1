import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { validateReport } from '../report/validate-report';
import { GOOD_TEMPLATE } from './bad-templates';
import { expectClearLines } from './clear-lines';
import { type Outcome, reportOf, runCommand } from './run-command';
import { stackArtifact } from './stack-artifact';

let aws: LoopbackAws;
beforeAll(async () => {
  aws = await startLoopbackAws();
  for (const stackName of ['Good', 'Bad']) aws.deploy({ stackName, template: GOOD_TEMPLATE });
});
afterAll(() => aws.close());

function run(manifest: unknown): Promise<Outcome> {
  const files = { 'cdk.out/manifest.json': manifest, 'cdk.out/good.json': GOOD_TEMPLATE, 'secret.json': GOOD_TEMPLATE };
  return runCommand(['--format', 'json'], { cwd: temporaryDirectory(files), env: aws.env });
}

const MANIFEST = 'ecs-drift: cdk.out/manifest.json';

describe('an assembly of which nothing can be read', () => {
  test.each<[string, unknown, string]>([
    ['a broken manifest', '{"artifacts": ', `${MANIFEST}:1:15: not valid JSON: the file ends where a value should be`],
    ['a manifest that is a list', '[]', `${MANIFEST}: a manifest has to be an object; run cdk synth again`],
    ['artifacts as a list', { artifacts: [] }, `${MANIFEST}: artifacts has to be an object`],
    [
      'a stack without template file alone',
      { artifacts: { Bad: stackArtifact('gone.json') } },
      `${MANIFEST}: stack artifact Bad names gone.json, which is not there; run cdk synth again`,
    ],
    [
      'a stage that is not there alone',
      { artifacts: { Prod: stage('gone') } },
      `${MANIFEST}: nested assembly Prod names gone, which is not there`,
    ],
  ])('%s', async (_, manifest, line) => {
    const outcome = await run(manifest);
    expect([outcome.code, outcome.stdout, outcome.lines]).toEqual([2, '', [line]]);
    expectClearLines(outcome);
  });
});

function stage(directoryName: unknown): object {
  return { type: 'cdk:cloud-assembly', properties: { directoryName } };
}

const withoutEnvironment = { ...stackArtifact('good.json'), environment: undefined };

describe('beside a good stack', () => {
  test.each<[string, object, string]>([
    ['no environment', withoutEnvironment, 'has no environment (aws://ACCOUNT/REGION)'],
    ['no template file', stackArtifact(undefined), 'has no templateFile'],
    ['a number as template file', stackArtifact(3), 'has no templateFile'],
    [
      'a template that is not there',
      stackArtifact('gone.json'),
      'names gone.json, which is not there; run cdk synth again',
    ],
    [
      'a template that leads out',
      stackArtifact('../secret.json'),
      'names ../secret.json, which leads out of the assembly; run cdk synth again',
    ],
    ['a directory as template', stackArtifact('.'), 'names ., which is no file; run cdk synth again'],
    ['tags as a list', stackArtifact('good.json', { tags: [1] }), 'has tags that are not strings by name'],
  ])('a stack with %s', async (_, Bad, told) => {
    const outcome = await run({ artifacts: { Bad, Good: stackArtifact('good.json') } });
    const report = reportOf(outcome);
    const reason = `cdk.out/manifest.json: stack artifact Bad ${told}`;
    expect([outcome.code, outcome.lines]).toEqual([2, [`ecs-drift: ${reason}`]]);
    expect(validateReport(report)).toEqual([]);
    expect(report.stacks).toMatchObject([
      { stackName: 'Bad', status: 'UNCHECKED', reason },
      { stackName: 'Good', status: 'CHECKED' },
    ]);
    expect(report.services).toMatchObject([{ stackName: 'Good', status: 'IN_SYNC' }]);
    expectClearLines(outcome);
  });

  test.each<[string, unknown, string]>([
    ['an artifact that is no object', 'x', 'artifact Bad has to be an object'],
    ['a stage that is the assembly', stage('../cdk.out'), 'names ../cdk.out, which is part of the assembly already'],
    ['a stage that leads out', stage('..'), 'names .., which leads out of the assembly'],
    ['a stage that is not there', stage('gone'), 'names gone, which is not there'],
    ['a stage without directory', stage(undefined), 'names no directory'],
  ])('%s', async (_, Bad, told) => {
    const outcome = await run({ artifacts: { Bad, Good: stackArtifact('good.json') } });
    expect([outcome.code, outcome.lines]).toEqual([2, [expect.stringContaining(told)]]);
    expect(outcome.lines[0]).toContain(MANIFEST);
    expect(reportOf(outcome).services).toMatchObject([{ stackName: 'Good', status: 'IN_SYNC' }]);
    expectClearLines(outcome);
  });
});
