import { checkDrift, type Format, iamPolicy, render } from '../lib';
import { temporaryDirectory } from './assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from './aws';
import { greenReport } from './report/sample-report';

describe('an option of the library', () => {
  const wrong: [object | null, RegExp][] = [
    [null, /^checkDrift takes an object of options, met null/],
    [{ stack: 'Web' }, /^checkDrift: there is no option 'stack'; it takes app, template, stackName, stacks,/],
    [{ __proto__: null, constructor: 1 }, /there is no option 'constructor'/],
    [{ only: ['Capacity'] }, /^unknown category 'Capacity' in only\[0\]: choose deployment, /],
    [{ only: 'capacity' }, /^only: takes a list of categories, met "capacity"/],
    [{ today: '' }, /^today: takes a day such as 2027-01-31, met ''/],
    [{ today: '2027-02-30' }, /^today: takes a day/],
    [{ stacks: null }, /^stacks: takes a list of names and globs, met null/],
    [{ stacks: 'Web' }, /^stacks: takes a list/],
    [{ stacks: [''] }, /^stacks\[0\]: takes a text that is not blank/],
    [{ ignore: [7] }, /^ignore\[0\]: takes a text/],
    [{ compareTo: {} }, /^compareTo: is not a report of ecs-drift in schema version 1/],
    [{ compareTo: { schemaVersion: 1 } }, /^compareTo: is not a report of ecs-drift: the document must have/],
    [{ compareTo: null }, /^compareTo: is not a report/],
    [{ failOn: 'much' }, /^unknown level 'much' in failOn: choose drift, pending, new or never/],
    [{ failOn: 'new' }, /^failOn new requires compareTo/],
    [{ strictIgnores: 'yes' }, /^strictIgnores: takes true or false, met "yes"/],
    [{ timeoutMilliseconds: Number.NaN }, /^timeoutMilliseconds: takes a number of milliseconds, met NaN/],
    [{ waitMilliseconds: '5m' }, /^waitMilliseconds: takes a number/],
    [{ roleArn: 'reader' }, /^roleArn: takes the ARN of an IAM role, met 'reader'/],
    [{ rules: [{ property: 'DesiredCount', source: 'here' }] }, /^rules\[0\]\.reason: takes a text, met undefined/],
    [{ parameters: { Count: 3 } }, /^parameters: Count takes a text, met 3/],
    [{ environment: { CDK_OUTDIR: 1 } }, /^environment: CDK_OUTDIR takes a text, met 1/],
    [{ signal: 'stop' }, /^signal: takes an AbortSignal/],
    [{ onProgress: true }, /^onProgress: takes a function/],
    [{ template: 'web.yaml' }, /^template requires stackName/],
    [{ app: 'x', template: 'y', stackName: 'z' }, /^app and template exclude each other/],
    [{ stackName: 'Web', stacks: ['Api'] }, /^stackName already says which stack/],
  ];

  test.each(wrong)('%j is refused before anything is read', async (options, message) => {
    const error = await checkDrift(options as never).catch((thrown: unknown) => thrown);
    expect((error as Error).name).toMatch(/^(TypeError|InputError)$/);
    expect((error as Error).message).toMatch(message);
  });

  test('of render and iamPolicy is checked alike', () => {
    expect(() => render({} as never, 'text')).toThrow(/^report: is not a report of ecs-drift/);
    expect(() => render(greenReport(), 'yaml' as Format)).toThrow(/^unknown format 'yaml' in render: choose text, /);
    expect(() => render(greenReport(), '__proto__' as Format)).toThrow(/^unknown format/);
    expect(() => render(greenReport(), 'text', { colour: true } as never)).toThrow(
      /^render: there is no option 'colour'/,
    );
    expect(() => render(greenReport(), 'text', { width: '80' } as never)).toThrow(/^width: takes a number/);
    expect(() => iamPolicy({ required: true } as never)).toThrow(/^iamPolicy: there is no option 'required'/);
    expect(render(greenReport(), 'text')).toMatch(/^No drift/);
  });
});

describe('checkDrift', () => {
  let aws: LoopbackAws;
  beforeAll(async () => {
    aws = await startLoopbackAws();
  });
  afterAll(() => aws.close());

  test('gives the exit code that the command would end with', async () => {
    Object.assign(process.env, aws.env);
    const Properties = { Cluster: 'shop', TaskDefinition: 'web:1', LaunchType: 'FARGATE', DesiredCount: 2 };
    const template = { Resources: { Web: { Type: 'AWS::ECS::Service', Properties } } };
    aws.deploy({ stackName: 'Web', template });
    const workingDirectory = temporaryDirectory({ 'web.json': template });
    const code = { template: 'web.json', stackName: 'Web', workingDirectory };
    expect((await checkDrift(code)).exitCode).toBe(0);
    const rules = [{ property: 'DesiredCount', stack: 'Web', reason: 'by hand', source: 'here' }];
    expect((await checkDrift({ ...code, rules })).exitCode).toBe(0);
    expect((await checkDrift({ ...code, rules, strictIgnores: true })).exitCode).toBe(2);
    aws.service('Web', 'Web').updateService({ desiredCount: 7 });
    const { report, exitCode } = await checkDrift(code);
    expect(exitCode).toBe(1);
    expect((await checkDrift({ ...code, failOn: 'never' })).exitCode).toBe(0);
    expect((await checkDrift({ ...code, failOn: 'new', compareTo: report })).exitCode).toBe(0);
    expect((await checkDrift({ ...code, rules, failOn: 'pending' })).exitCode).toBe(0);
  });
});
