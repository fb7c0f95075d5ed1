import { App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { checkDrift } from '../../lib/check';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, runMain, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

const DRIFT = 'drift NOT_EQUAL DesiredCount (kept)';

let aws: LoopbackAws;

beforeEach(async () => {
  aws = await startLoopbackAws();
});
afterEach(() => aws.close());

/** The texts of a kind of notice. */
function told({ report }: ReportedRun, kind: string): string[] {
  return report.notices.filter((notice) => notice.kind === kind).map(({ text }) => text);
}

describe('rules of the configuration', () => {
  const template = () => webTemplate({}, { resources: { Api: plainService({ DesiredCount: 1 }) } });

  /** Stacks Web and Back, each with the services Web and Api; all counts of Web are changed by hand. */
  function deploy(): string {
    for (const stackName of ['Web', 'Back']) aws.deploy({ stackName, template: template() });
    for (const name of ['Web', 'Api']) aws.service('Web', name).updateService({ desiredCount: 9 });
    return writeAssembly({ Web: { template: template() }, Back: { template: template() } });
  }

  function checkWith(config: string, ...options: string[]): Promise<ReportedRun> {
    const cwd = temporaryDirectory({ '.ecs-drift.yaml': config });
    return check(['--app', deploy(), ...options], { aws, cwd });
  }

  test('takes a difference out of the verdict, and keeps it in the report', async () => {
    const run = await checkWith('ignore:\n  - { property: DesiredCount, reason: scaled by hand, expires: 9999-12-31 }');
    const web = run.report.services.find(({ stackName, logicalId }) => `${stackName}/${logicalId}` === 'Web/Web');
    expect(web).toMatchObject({ status: 'IN_SYNC', differences: [] });
    expect(web?.ignored).toMatchObject([
      {
        path: 'DesiredCount',
        reason: 'scaled by hand',
        expires: '9999-12-31',
        source: '.ecs-drift.yaml:2',
        difference: { live: 9, cause: 'drift' },
      },
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.report.summary).toMatchObject({ ignored: 2, drifted: 0 });
  });

  test('only where its names say', async () => {
    const run = await checkWith('ignore: [{ property: DesiredCount, reason: x, stack: W*, service: Api }]');
    const lines = run.report.services.map((one) => [one.stackName, one.logicalId, linesOf(one), one.ignored.length]);
    expect(lines).toEqual([
      ['Back', 'Api', [], 0],
      ['Back', 'Web', [], 0],
      ['Web', 'Api', [], 1],
      ['Web', 'Web', [DRIFT], 0],
    ]);
    expect(run.code).toBe(1);
  });

  test('an expired one is told and ignores nothing', async () => {
    const run = await checkWith(
      'ignore: [{ property: DesiredCount, reason: x, expires: 2020-01-31 }]',
      '--strict-ignores',
    );
    expect(run.code).toBe(1);
    expect(run.report.summary).toMatchObject({ ignored: 0, drifted: 2 });
    expect(run.report.notices).toEqual([
      {
        kind: 'expired-ignore',
        text: '.ecs-drift.yaml:1: the ignore rule for DesiredCount expired on 2020-01-31: what it covered is reported again; renew or remove it',
      },
    ]);
  });

  const COUNT = '{ property: DesiredCount, reason: x }';

  test.each<[string, string, string[]]>([
    [
      'another property',
      `ignore:\n- ${COUNT}\n- { property: desiredCount, reason: x }`,
      ['.ecs-drift.yaml:3: the ignore rule for desiredCount matched nothing; remove it, or correct its property'],
    ],
    [
      'another service',
      `ignore:\n- ${COUNT}\n- { property: DesiredCount, reason: x, stack: Wbe }`,
      [
        '.ecs-drift.yaml:3: the ignore rule for DesiredCount matched nothing: no service has the names that it gives; correct its stack and service, or remove it',
      ],
    ],
    ['one that another rule makes superfluous is used', `ignore:\n- ${COUNT}\n- { property: Desired*, reason: y }`, []],
  ])('one that matched nothing is told: %s', async (_name, config, texts) => {
    const run = await checkWith(config);
    expect(told(run, 'unused-ignore')).toEqual(texts);
    expect(run.code).toBe(0);
  });

  test('--strict-ignores makes it an error', async () => {
    const config = `ignore: [${COUNT}, { property: Role, reason: x }]`;
    const run = await checkWith(config, '--strict-ignores');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('the ignore rule for Role matched nothing');
    expect((await checkWith(`strict-ignores: true\n${config}`)).code).toBe(2);
    expect((await checkWith(`ignore: [${COUNT}]`, '--strict-ignores')).code).toBe(0);
  });

  const ELSEWHERE = `ignore: [${COUNT}, { property: Role, reason: x }, { property: Role, reason: x, stack: Back }]`;

  test.each<[string, string[], number]>([
    ['all stacks', [], 2],
    ['all stacks, named', ['*'], 2],
    ['one stack: a rule without a stack may be for another', ['Web'], 0],
    ['the one stack that it is for', ['Back'], 1],
    ['another category', ['--only', 'deployment'], 0],
    ['its category', ['--only', 'identity'], 2],
    ['declared properties', ['--declared-only'], 0],
  ])('no rule is called unused for what the run did not look at: %s', async (_name, options, count) => {
    const run = await checkWith(ELSEWHERE, ...options);
    expect(told(run, 'unused-ignore').filter((text) => text.includes('for Role'))).toHaveLength(count);
  });

  test('nor for a lone template, unless it names that stack', async () => {
    const config = 'ignore: [{ property: Role, reason: x }, { property: Role, reason: x, stack: Web }]';
    const cwd = temporaryDirectory({ '.ecs-drift.yaml': config, 'web.json': template() });
    deploy();
    const run = await check(['--template', 'web.json', '--stack-name', 'Web'], { aws, cwd });
    expect(told(run, 'unused-ignore')).toHaveLength(1);
    expect(told(await check(['--stack-name', 'Back'], { aws, cwd }), 'unused-ignore')).toEqual([]);
  });

  test('nor for a service that was not compared', async () => {
    const cwd = temporaryDirectory({
      '.ecs-drift.yaml':
        'ignore: [{ property: Role, reason: x, service: New }, { property: Role, reason: x, service: Web }]',
    });
    aws.deploy({ stackName: 'Web', template: webTemplate() });
    const code = writeAssembly({
      Web: { template: webTemplate({}, { resources: { New: plainService() } }) },
      Later: { template: webTemplate() },
    });
    const run = await check(['--app', code], { aws, cwd });
    expect(serviceIn(run, 'New').status).toBe('NOT_DEPLOYED');
    // Of the two services called Web one is not deployed either.
    expect(told(run, 'unused-ignore')).toEqual([]);
  });

  test('nor for a property that could not be worked out', async () => {
    const unknown = webTemplate(
      { Role: { 'Fn::GetAtt': ['Thing', 'Secret'] } },
      { resources: { Thing: { Type: 'Custom::Thing' } } },
    );
    aws.deploy({ stackName: 'Web', template: unknown });
    const config = 'ignore: [{ property: Role.Below, reason: x }, { property: ServiceName, reason: x }]';
    const cwd = temporaryDirectory({ '.ecs-drift.yaml': config });
    const run = await check(['--app', writeAssembly({ Web: { template: unknown } })], { aws, cwd });
    expect(serviceIn(run, 'Web').unresolved).toMatchObject([{ path: 'Role' }]);
    expect(told(run, 'unused-ignore')).toEqual([expect.stringContaining('for ServiceName')]);
    const ignored = await check(['--app', writeAssembly({ Web: { template: unknown } }), '--ignore', 'Role'], { aws });
    expect(serviceIn(ignored, 'Web')).toMatchObject({
      status: 'IN_SYNC',
      unresolved: [],
      ignored: [{ path: 'Role', unresolved: { path: 'Role' } }],
    });
  });

  test('a mistake is told with its place before AWS is asked for anything', async () => {
    const config = 'ignore:\n  - property: DesiredCount\n  - property: Role\n    reason: x\n    expires: tomorrow\n';
    const cwd = temporaryDirectory({ '.ecs-drift.yaml': config });
    const run = await runMain(['--app', deploy()], { aws, cwd });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr.trim().split('\n')).toEqual([
      'ecs-drift: .ecs-drift.yaml:2:5: ignore[0]: reason is missing: give a text that says why',
      "ecs-drift: .ecs-drift.yaml:5:14: ignore[1].expires: wants a day such as 2027-01-31, met 'tomorrow'",
    ]);
  });
});

describe('rules in the code', () => {
  const service = (scope: Construct, id: string, count = 1): CfnResource =>
    new CfnResource(scope, id, {
      type: 'AWS::ECS::Service',
      properties: { Cluster: 'outside', TaskDefinition: 'outside:1', LaunchType: 'FARGATE', DesiredCount: count },
    });
  const ignore = (scope: IConstruct, data: unknown, stackTrace = true): void => {
    scope.node.addMetadata('cdk-ecs-drift:ignore', data, { stackTrace });
  };

  function synthesize(build: (stack: Stack) => void): string {
    const outdir = temporaryDirectory();
    const app = new App({ outdir, analyticsReporting: false });
    build(new Stack(app, 'Web'));
    app.synth();
    return outdir;
  }

  function changeByHand(app: string, ...names: string[]): void {
    aws.deployAssembly(app);
    for (const name of names) aws.service('Web', name).updateService({ desiredCount: 9 });
  }

  test('hold for the services at and below their construct', async () => {
    const app = synthesize((stack) => {
      ignore(service(stack, 'One'), { property: 'DesiredCount', reason: 'scaled by hand', expires: '9999-12-31' });
      service(stack, 'OneMore');
    });
    changeByHand(app, 'One', 'OneMore');
    const run = await check(['--app', app], { aws });
    expect(linesOf(serviceIn(run, 'OneMore'))).toEqual([DRIFT]);
    expect(serviceIn(run, 'One')).toMatchObject({
      status: 'IN_SYNC',
      ignored: [
        {
          path: 'DesiredCount',
          reason: 'scaled by hand',
          expires: '9999-12-31',
          source: expect.stringMatching(/ignore-rules\.test\.ts:\d+$/),
          difference: { live: 9 },
        },
      ],
    });
    expect(run.report.notices).toEqual([]);
  });

  test('of a stack hold in those nested in it, of a nested one in that alone', async () => {
    let back = '';
    const app = synthesize((stack) => {
      ignore(stack, { property: 'DesiredCount', reason: 'all' }, false);
      service(stack, 'Outer');
      const nested = new NestedStack(stack, 'Back');
      ignore(nested, { property: 'EnableExecuteCommand', reason: 'inside' }, false);
      service(nested, 'Inner');
      back = stack.getLogicalId(nested.nestedStackResource as CfnResource);
    });
    changeByHand(app, 'Outer');
    const inner = aws.service(`Web/${back}`, 'Inner');
    inner.updateService({ desiredCount: 9, enableExecuteCommand: true });
    const run = await check(['--app', app], { aws });
    expect(serviceIn(run, 'Web/Outer').ignored).toMatchObject([{ reason: 'all', source: 'Web' }]);
    expect(serviceIn(run, 'Web/Back/Inner').ignored).toMatchObject([
      { path: 'DesiredCount', reason: 'all', source: 'Web' },
      { path: 'EnableExecuteCommand', reason: 'inside', source: 'Web/Back' },
    ]);
    expect(run.code).toBe(0);
  });

  test('that matched nothing or have expired are told', async () => {
    const app = synthesize((stack) => {
      const one = service(stack, 'One');
      ignore(one, { property: 'DesiredCount', reason: 'x', expires: '2020-01-01' }, false);
      ignore(one, { property: 'Role', reason: 'x' }, false);
      ignore(new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' }), { property: 'Role', reason: 'y' }, false);
    });
    changeByHand(app, 'One');
    const run = await check(['--app', app, '--strict-ignores'], { aws });
    expect(run.code).toBe(1);
    expect(run.report.notices).toEqual([
      {
        kind: 'expired-ignore',
        text: expect.stringMatching(/^Web\/One: the ignore rule for DesiredCount expired on 2020-01-01/),
      },
      { kind: 'unused-ignore', text: expect.stringMatching(/^Web\/One: the ignore rule for Role matched nothing/) },
      {
        kind: 'unused-ignore',
        text: expect.stringMatching(/there is no service at or below Web\/Topic; remove it, or move it$/),
      },
    ]);
  });

  test('of several stacks made by one line are one rule', async () => {
    const outdir = temporaryDirectory();
    const app = new App({ outdir, analyticsReporting: false });
    for (const id of ['Web', 'Back']) {
      const stack = new Stack(app, id);
      ignore(stack, { property: 'DesiredCount', reason: 'all' });
      service(stack, 'One');
    }
    app.synth();
    changeByHand(outdir, 'One');
    expect((await check(['--app', outdir], { aws })).report.notices).toEqual([]);
    expect((await check(['Back', '--app', outdir], { aws })).report.notices).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ['a text', 'DesiredCount', /it has to be an object with property and reason/],
    ['no reason', { property: 'DesiredCount' }, /it has no reason for ignoring DesiredCount: say why/],
    ['no property', { reason: 'x' }, /its property has to be a property path/],
    [
      'no day',
      { property: 'DesiredCount', reason: 'x', expires: '2027-02-30' },
      /its expires is "2027-02-30", and has to be a day/,
    ],
    [
      'a member of a later version',
      { property: 'DesiredCount', reason: 'x', until: 1 },
      /it has a member until that is not known/,
    ],
  ])('that are none are told and ignore nothing: %s', async (_name, data, problem) => {
    const app = synthesize((stack) => ignore(service(stack, 'One'), data, false));
    changeByHand(app, 'One');
    const run = await check(['--app', app], { aws });
    expect(linesOf(serviceIn(run, 'One'))).toEqual([DRIFT]);
    expect(run.stderr).toMatch(problem);
    expect(run.stderr).toMatch(/manifest\.json: stack artifact Web, ignore rule of construct Web\/One: /);
    expect((await check(['--app', app, '--ignore', 'DesiredCount'], { aws })).code).toBe(2);
  });

  test('by their last day, of which the caller of the library may say which day it is', async () => {
    const app = synthesize((stack) => {
      ignore(service(stack, 'One'), { property: 'DesiredCount', reason: 'x', expires: '2027-01-31' }, false);
    });
    changeByHand(app, 'One');
    Object.assign(process.env, aws.env);
    const ignoredOn = async (today: string) =>
      (await checkDrift({ app, today, environment: process.env })).report.summary.ignored;
    expect(await ignoredOn('2027-01-31')).toBe(1);
    expect(await ignoredOn('2027-02-01')).toBe(0);
  });
});
