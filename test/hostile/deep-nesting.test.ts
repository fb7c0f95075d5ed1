import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { type Run, runMain } from '../end-to-end/run-command';
import { webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { fullReport } from '../report/sample-report';
import { runAllFormats } from './run-all-formats';

let aws: LoopbackAws;
beforeAll(async () => {
  aws = await startLoopbackAws();
  aws.deploy({ stackName: 'Web', template: webTemplate() });
});
afterAll(() => aws.close());

const LEVELS = 50_000;
const deepList = '['.repeat(LEVELS) + ']'.repeat(LEVELS);
const deepObject = `${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`;
const deepCall = (name: string): string => `${`{"${name}":["",[`.repeat(LEVELS)}"x"${']]}'.repeat(LEVELS)}`;

/** One or more lines that say something, no stack trace, nothing on stdout. */
function expectClear({ code, stdout, stderr }: Run, said: RegExp): void {
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/internal error|call stack|^\s+at /m);
  for (const line of stderr.trimEnd().split('\n')) expect(line.length).toBeLessThan(1_000);
}

function service(properties: string): string {
  return `{"Resources":{"Web":{"Type":"AWS::ECS::Service","Properties":${properties}}}}`;
}

describe('a template nested without end', () => {
  test.each([
    ['lists', service(`{"Tags":${deepList}}`)],
    ['objects', service(`{"Tags":${deepObject}}`)],
    ['Fn::Join', service(`{"Tags":${deepCall('Fn::Join')}}`)],
    ['Fn::Sub', service(`{"Tags":${deepCall('Fn::Sub')}}`)],
    ['Fn::If', `{"Conditions":{"C":${deepCall('Fn::And')}},"Resources":{}}`],
    ['a mapping', `{"Mappings":${deepObject},"Resources":{}}`],
    ['metadata', `{"Metadata":${deepObject},"Resources":{}}`],
    ['a flow of YAML', `Resources: ${'['.repeat(LEVELS)}`],
    ['blocks of YAML', `Resources:\n${Array.from({ length: 2_000 }, (_, at) => `${' '.repeat(at)}- `).join('\n')}`],
    ['keys of YAML', `${'? '.repeat(LEVELS)}a`],
    ['short forms', `Resources: { Web: { Type: AWS::ECS::Service, Properties: ${'!Sub ['.repeat(3_000)}`],
  ])('by %s', async (_, text) => {
    const cwd = temporaryDirectory({ 'web.template': text });
    const run = await runMain(['-t', 'web.template', '-s', 'Web', '-f', 'json'], { aws, cwd });
    expectClear(run, /^ecs-drift: web\.template.*(?:nested more than \d+ levels|not valid YAML)/);
  });

  test('in an assembly leaves the other stack as it is', async () => {
    const app = writeAssembly({ Web: { template: webTemplate() } });
    const bad = writeAssembly(
      { Web: { template: webTemplate() }, Deep: { template: {} } },
      { 'Deep.template.json': service(`{"Tags":${deepObject}}`) },
    );
    expect((await runMain(['-a', app, '-f', 'json'], { aws })).code).toBe(0);
    const run = await runMain(['-a', bad, '-f', 'json'], { aws });
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout).services).toHaveLength(1);
    expect(run.stderr).toMatch(/stack Deep: nested more than \d+ levels deep/);
  });
});

describe('files beside it that are nested without end', () => {
  test.each<[string, Record<string, string>, string[], RegExp?]>([
    ['a manifest of lists', { 'cdk.out/manifest.json': deepList }, ['-a', 'cdk.out']],
    [
      'metadata',
      {
        'cdk.out/manifest.json': `{"version":"48.0.0","artifacts":{"Web":{"type":"aws:cloudformation:stack","environment":"aws://1/eu-west-1","properties":{"templateFile":"no.json"},"metadata":{"/Web":[{"type":"aws:cdk:logicalId","data":${deepObject}}]}}}}`,
      },
      ['-a', 'cdk.out'],
    ],
    ['cdk.json', { 'cdk.json': `{"app":${deepObject}}` }, []],
    ['a configuration', { '.ecs-drift.yaml': `ignore: ${'['.repeat(LEVELS)}` }, ['-s', 'Web']],
    ['a configuration of objects', { '.ecs-drift.yaml': deepObject }, ['-s', 'Web']],
    ['a report to render', { 'r.json': reportWith(deepObject) }, ['render', 'r.json']],
    ['a report that is none', { 'r.json': deepList }, ['render', 'r.json']],
    ['a report to compare to', { 'r.json': reportWith(deepList) }, ['-s', 'Web', '--compare-to', 'r.json']],
  ])('%s', async (_, files, args, said = /^ecs-drift: \S.{10}/) => {
    const run = await runMain([...args, '-f', 'json'], { aws, cwd: temporaryDirectory(files) });
    expectClear(run, said);
  });
});

function reportWith(live: string): string {
  const text = JSON.stringify(fullReport());
  return text.replace(/"live":[^,}]+/, () => `"live":${live}`);
}

test('a live answer nested beyond measure is told, and takes nothing from others', async () => {
  aws.deploy({ stackName: 'Deep', template: webTemplate({ ServiceName: 'deep' }) });
  aws.service('Deep', 'Web').update((live) => {
    let details: unknown = 1;
    for (let level = 0; level < 2_500; level += 1) details = { a: details };
    live.deploymentConfiguration.lifecycleHooks = [
      { hookTargetArn: 'arn:x', roleArn: 'arn:y', lifecycleStages: ['PRE_SCALE_UP'], hookDetails: details },
    ];
  });
  const app = writeAssembly({
    Web: { template: webTemplate() },
    Deep: { template: webTemplate({ ServiceName: 'deep' }) },
  });
  const { code, report, stderr } = await runAllFormats(['-a', join(app)], { aws });
  expect(stderr).not.toMatch(/internal error|call stack/);
  expect(report.services.map(({ stackName }) => stackName)).toEqual(['Deep', 'Web']);
  expect(report.services.at(-1)?.status).toBe('IN_SYNC');
  expect(report.services[0]?.status).not.toBe('IN_SYNC');
  expect([1, 2]).toContain(code);
});
