import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { ACTION, ACTION_FILE, type ActionRun, type ActionSurroundings, BOT, runAction } from './run-action';

const MARKER = '<!-- cdk-ecs-drift -->';
const COMMENTS = 'repos/shop/backend/issues/7/comments';
const OTHER = { id: 1, author: 'anna', body: `I saw ${MARKER} once` };

let aws: LoopbackAws;
let app: string;

beforeEach(async () => {
  aws = await startLoopbackAws();
  aws.deploy({ stackName: 'Web', template: webTemplate() });
  app = writeAssembly({ Web: { template: webTemplate() } });
});
afterEach(() => aws.close());

const drift = (count = 7): void => aws.service('Web', 'Web').updateService({ desiredCount: count });

function run(inputs: Record<string, string> = {}, more: Partial<ActionSurroundings> = {}): Promise<ActionRun> {
  return runAction({ inputs: { app, ...inputs }, aws, directory: temporaryDirectory(), comments: [OTHER], ...more });
}

/** What was written to the pull request. */
function writes({ calls }: ActionRun): string[] {
  return calls.flatMap((args) => {
    if (args.some((arg) => arg.startsWith('query=mutation')))
      return [`edit ${args.find((arg) => arg.startsWith('id='))}`];
    return args.includes('POST') ? [`POST ${args.find((arg) => arg.startsWith('repos/'))}`] : [];
  });
}

describe('the comment', () => {
  test('is made for drift', async () => {
    drift();
    const outcome = await run();
    expect(outcome.code).toBe(1);
    expect(writes(outcome)).toEqual([`POST ${COMMENTS}`]);
    expect(outcome.comments).toEqual([OTHER, { id: 1001, author: BOT, body: expect.stringContaining('DesiredCount') }]);
    expect(outcome.comments[1]?.body.startsWith(MARKER)).toBe(true);
  });

  test('is brought up to date, and replaced by the all-clear', async () => {
    drift();
    const first = await run();
    drift(9);
    const second = await run({}, { comments: first.comments });
    expect(writes(second)).toEqual(['edit id=IC_1001']);
    expect(second.comments).toHaveLength(2);
    expect(second.comments[1]?.body).toContain('<code>9</code>');
    drift(2);
    const third = await run({}, { comments: second.comments });
    expect(writes(third)).toEqual(['edit id=IC_1001']);
    expect(third.comments[1]?.body).toContain('No drift');
    expect(third.code).toBe(0);
  });

  test('is not looked for among those of others, whatever they begin with', async () => {
    const posing = { id: 2, author: 'mallory', body: `${MARKER}\nNothing to see here` };
    const clear = await run({}, { comments: [posing] });
    expect(clear).toMatchObject({ code: 0, comments: [posing] });
    drift();
    const found = await run({}, { comments: [posing] });
    expect(writes(found)).toEqual([`POST ${COMMENTS}`]);
    expect(found.comments).toEqual([posing, { id: 1001, author: BOT, body: expect.stringContaining('DesiredCount') }]);
  });

  test('is not made where all is clear and none was there', async () => {
    const outcome = await run();
    expect(outcome).toMatchObject({ code: 0, comments: [OTHER] });
    expect(writes(outcome)).toEqual([]);
  });

  test('is made for drift that is not to fail', async () => {
    expect(writes(await run({ 'fail-on': 'never' }))).toEqual([]);
    drift();
    const outcome = await run({ 'fail-on': 'never' });
    expect(outcome.code).toBe(0);
    expect(writes(outcome)).toEqual([`POST ${COMMENTS}`]);
  });

  test('that may not be written is a warning', async () => {
    drift();
    const outcome = await run({}, { forbidden: true });
    expect(outcome.output).toContain('::warning::The comment could not be written');
    expect(outcome).toMatchObject({ code: 1, comments: [OTHER] });
    expect(outcome.steps).toContain('Verdict');
    const incomplete = await run({}, { forbidden: true, env: { AWS_ACCESS_KEY_ID: '' } });
    expect(incomplete.code).toBe(2);
  });

  test.each([
    ['asked not to', { comment: 'false' }, {}],
    ['there is no pull request', {}, { event: 'push' }],
  ])('is not made where %s', async (_case, inputs, more) => {
    drift();
    const outcome = await run(inputs, more);
    expect(outcome).toMatchObject({ code: 1, calls: [] });
  });
});

describe('the exit code', () => {
  test.each<[string, () => void, Record<string, string>, number]>([
    ['in sync', () => {}, {}, 0],
    ['drift', drift, {}, 1],
    ['drift that is not to fail', drift, { 'fail-on': 'never' }, 0],
    ['unchecked', () => aws.fail({ operation: 'DescribeServices', error: 'AccessDenied' }), {}, 2],
    ['wrong usage', () => {}, { 'fail-on': 'sometimes' }, 2],
    ['a stack that is not there', () => {}, { stacks: 'Nowhere' }, 2],
  ])('is carried: %s', async (_case, prepare, inputs, code) => {
    prepare();
    const outcome = await run(inputs);
    expect(outcome.code).toBe(code);
    expect(outcome.outputs['exit-code']).toBe(String(code));
  });
});

describe('the reports', () => {
  test('are written, and the summary is added to', async () => {
    drift();
    const outcome = await run();
    expect(readdirSync(outcome.reports).sort()).toEqual(['comment.md', 'report.html', 'report.json', 'report.sarif']);
    expect(outcome.outputs.report).toBe(join(outcome.reports, 'report.json'));
    expect(JSON.parse(readFileSync(join(outcome.reports, 'report.json'), 'utf8')).summary.drifted).toBe(1);
    expect(outcome.summary).toContain('DesiredCount');
    expect(outcome.output).toMatch(/^::error .*DesiredCount/m);
  });

  test('are uploaded as asked', async () => {
    const uploads = ({ steps }: ActionRun) => steps.filter((step) => step.includes('upload'));
    expect(uploads(await run())).toEqual([expect.stringMatching(/^Upload the reports: actions\/upload-artifact@/)]);
    const scanned = uploads(await run({ 'code-scanning': 'true', upload: 'false' }));
    expect(scanned).toEqual([expect.stringMatching(/^Upload to code scanning: github\/codeql-action\/upload-sarif@/)]);
    // Without a report there is nothing to upload.
    expect(uploads(await run({ 'code-scanning': 'true', upload: 'false', 'fail-on': 'sometimes' }))).toEqual([]);
  });

  test('of an earlier check are compared with', async () => {
    drift();
    const first = await run();
    const known = { 'compare-to': first.outputs.report ?? '', 'fail-on': 'new' };
    const second = await run(known);
    expect(second).toMatchObject({ code: 0, comments: [OTHER] });
    aws.service('Web', 'Web').updateService({ enableExecuteCommand: true });
    expect((await run(known)).code).toBe(1);
  });
});

describe('the command', () => {
  test('is that of the project, where it has one, here or above', async () => {
    const directory = temporaryDirectory({ 'node_modules/.bin/ecs-drift': '', 'packages/web/cdk.json': {} });
    const bin = join(directory, 'node_modules', '.bin', 'ecs-drift');
    writeFileSync(bin, '#!/bin/sh\necho "own command: $*"\nexit 1\n');
    chmodSync(bin, 0o755);
    for (const at of ['.', 'packages/web']) {
      const outcome = await run({ 'working-directory': at }, { directory });
      expect(outcome).toMatchObject({ code: 1, npx: [] });
      expect(outcome.output).toContain('own command: check --fail-on drift');
    }
  });

  const LOCKS: [string, string | object][] = [
    ['package-lock.json', { packages: { 'node_modules/cdk-ecs-drift': { version: '0.9.8', dev: true } } }],
    ['package-lock.json', { packages: { 'packages/web/node_modules/cdk-ecs-drift': { version: '0.9.8' } } }],
    ['npm-shrinkwrap.json', { lockfileVersion: 1, dependencies: { 'cdk-ecs-drift': { version: '0.9.8' } } }],
    ['pnpm-lock.yaml', "packages:\n\n  'cdk-ecs-drift@0.9.8(aws-cdk-lib@2.276.0)':\n    resolution: {}\n"],
    ['pnpm-lock.yaml', 'packages:\n\n  /cdk-ecs-drift/0.9.8:\n    resolution: {}\n'],
    ['yarn.lock', 'cdk-ecs-drift@^0.9.0:\n  version "0.9.8"\n'],
    ['yarn.lock', '"cdk-ecs-drift@npm:^0.9.0":\n  version: 0.9.8\n  resolution: "cdk-ecs-drift@npm:0.9.8"\n'],
    ['bun.lock', '{ "packages": { "cdk-ecs-drift": ["cdk-ecs-drift@0.9.8", "", {}] } }'],
  ];
  const versionIn = ({ npx: [call = [] as readonly string[]] }: ActionRun): string | undefined => call[2];

  test.each(LOCKS)('is that of the registry else, in the version of the lock file: %s', async (name, lock) => {
    const text = typeof lock === 'string' ? lock : JSON.stringify(lock, null, 2);
    const directory = temporaryDirectory({ [name]: text, 'packages/web/cdk.json': {} });
    expect(versionIn(await run({}, { directory }))).toBe('cdk-ecs-drift@0.9.8');
    expect(versionIn(await run({ 'working-directory': 'packages/web' }, { directory }))).toBe('cdk-ecs-drift@0.9.8');
  });

  test.each<[string, Record<string, string>]>([
    ['there is none', {}],
    ['it does not have the package', { 'yarn.lock': 'aws-cdk-lib@2:\n  version "2.276.0"\n' }],
    ['it names another source', { 'yarn.lock': 'cdk-ecs-drift@^1:\n  version "file:/tmp/evil"\n' }],
    ['it is broken', { 'package-lock.json': '{' }],
  ])("is that of the action's own release without a lock file, so if %s", async (_case, files) => {
    const outcome = await run({}, { directory: temporaryDirectory(files) });
    expect(outcome.npx[0]?.slice(0, 6)).toEqual([
      '--yes',
      '--package',
      `cdk-ecs-drift@${version}`,
      '--',
      'ecs-drift',
      'check',
    ]);
  });

  test('is in the version that was asked for', async () => {
    expect(versionIn(await run({ version: '1.0.0-rc.1' }))).toBe('cdk-ecs-drift@1.0.0-rc.1');
  });

  test('takes stacks and arguments line by line', async () => {
    const inputs = { stacks: 'Web\n\nWeb*\n', arguments: '--ignore\nDesiredCount\n--declared-only\n' };
    drift();
    const outcome = await run(inputs);
    expect(outcome.code).toBe(0);
    const [args = []] = outcome.npx;
    expect(args.slice(args.indexOf('--ignore'))).toEqual([
      '--ignore',
      'DesiredCount',
      '--declared-only',
      '--',
      'Web',
      'Web*',
    ]);
  });
});

describe('hostile inputs', () => {
  const HOSTILE = [
    '$(touch gotcha)',
    '`touch gotcha`',
    '"; touch gotcha; "',
    "'; touch gotcha; '",
    '&& touch gotcha',
    '\ntouch gotcha',
    '\n::set-output name=x::y\nx=y',
  ].join(' ');
  /** An `app` may be a command, and the token is none of ours. */
  const inputs = Object.keys(ACTION.inputs).filter(
    (name) => !['app', 'working-directory', 'github-token'].includes(name),
  );

  test.each(inputs)('are data: %s', async (name) => {
    const directory = temporaryDirectory();
    const outcome = await run({ [name]: HOSTILE }, { directory });
    expect(readdirSync(directory)).toEqual([]);
    expect([0, 2]).toContain(outcome.code);
    expect(outcome.outputs['exit-code']).toBe(String(outcome.code));
    expect(outcome.comments).toEqual([OTHER]);
  });

  test('every action of others is pinned by a commit, beside which its version stands', () => {
    const pins = [...readFileSync(ACTION_FILE, 'utf8').matchAll(/^ +uses: (.*)$/gm)].map(([, pin]) => pin);
    expect(pins).toHaveLength(ACTION.runs.steps.filter(({ uses }) => uses !== undefined).length);
    for (const pin of pins) expect(pin).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('no script holds an expression, so that none can become code', () => {
    for (const { run: script = '' } of ACTION.runs.steps) expect(script).not.toContain('${{');
  });
});
