import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { synthesize } from '../../lib/assembly/synthesize';
import { InputError } from '../../lib/model/errors';
import { temporaryDirectory } from './temporary-directory';

const { PATH = '' } = process.env;

/** An app that notes its environment in the assembly that it writes. */
const APP = `
const { writeFileSync, readFileSync } = require('node:fs');
const out = process.env.CDK_OUTDIR;
const overflow = process.env.CONTEXT_OVERFLOW_LOCATION_ENV;
console.log('to stdout');
console.error('to stderr');
writeFileSync(out + '/seen.json', JSON.stringify({
  ...process.env, cwd: process.cwd(), arguments: process.argv.slice(2),
  overflow: overflow && JSON.parse(readFileSync(overflow, 'utf8')),
}));
writeFileSync(out + '/manifest.json', JSON.stringify({ version: '50.0.0', artifacts: {} }));
`;

/** The CDK's report of what validation plugins found. */
const VALIDATION = {
  pluginReports: [
    { pluginName: 'cfn-guard', conclusion: 'success' },
    { pluginName: 'cdk-nag', conclusion: 'failure' },
  ],
};

interface Run {
  command?: string;
  build?: string;
  environment?: Record<string, string>;
  context?: Record<string, unknown>;
  files?: Record<string, unknown>;
}

async function run({ command = 'node app.js', build, environment, context = {}, files }: Run = {}) {
  const workingDirectory = temporaryDirectory({ 'app.js': APP, ...files });
  let output = '';
  await synthesize({
    command,
    build,
    workingDirectory,
    environment: { PATH, ...environment },
    outputDirectory: 'cdk.out',
    context,
    onOutput: (chunk) => {
      output += chunk;
    },
  });
  const out = join(workingDirectory, 'cdk.out');
  const seen = JSON.parse(readFileSync(join(out, 'seen.json'), 'utf8')) as Record<string, string | undefined>;
  return { workingDirectory, out, seen, output };
}

describe('synthesize', () => {
  test('runs the app with what the CDK CLI gives it', async () => {
    const { workingDirectory, out, seen, output } = await run({
      context: { a: 1 },
      environment: { CDK_DEFAULT_REGION: 'eu-west-1' },
    });
    expect(seen).toMatchObject({
      cwd: workingDirectory,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: '{"a":1}',
      CDK_DEFAULT_REGION: 'eu-west-1',
    });
    expect(seen.CDK_CLI_ASM_VERSION).toMatch(/^\d+\.0\.0$/);
    expect(seen.CDK_CLI_VERSION).toMatch(/^\d+\.\d+\.\d+/);
    expect(seen).not.toHaveProperty('CDK_DEFAULT_ACCOUNT');
    expect(seen).toMatchObject({ CDK_VALIDATION: 'false', ECS_DRIFT_STAND_ASIDE: 'true' });
    expect(output).toContain('to stdout\n');
    expect(output).toContain('to stderr\n');
    expect(readAssembly(out, { workingDirectory })).toEqual({ stacks: [], problems: [], remarks: [] });
  });

  test('hands a known account and region on', async () => {
    const environment = {
      CDK_DEFAULT_ACCOUNT: '111111111111',
      CDK_DEFAULT_REGION: 'us-east-1',
    };
    expect((await run({ environment })).seen).toMatchObject({
      CDK_DEFAULT_ACCOUNT: '111111111111',
      CDK_DEFAULT_REGION: 'us-east-1',
    });
  });

  test('hands a context over in a file where it is larger than the environment may be', async () => {
    const context = { small: 1, large: 'x'.repeat(200_000), after: 2 };
    const { seen } = await run({ context });
    expect(JSON.parse(seen.CDK_CONTEXT_JSON ?? '')).toEqual({ small: 1 });
    expect(seen.overflow).toEqual({ large: context.large, after: 2 });
    expect(existsSync(seen.CONTEXT_OVERFLOW_LOCATION_ENV ?? '')).toBe(false);
  });

  test('runs the build before it, and a JavaScript file by Node.js', async () => {
    const { seen } = await run({
      build: "node -e \"require('fs').renameSync('app.js', 'built.js')\" && ls",
      command: 'node built.js --flag "two words"',
    });
    expect(seen.arguments).toEqual(['--flag', 'two words']);
    expect((await run({ command: 'app.js' })).seen.arguments).toEqual([]);
    expect((await run({ command: 'app.js --flag "two words"' })).seen.arguments).toEqual(['--flag', 'two words']);
    expect((await run({ command: '"my app.js" one', files: { 'my app.js': APP } })).seen.arguments).toEqual(['one']);
  });

  test('ends an app that does not end when it is asked to, with what it started', async () => {
    const stubborn = "process.on('SIGTERM', () => {}); console.log('on'); setTimeout(() => {}, 600_000);";
    let output = '';
    const ending = new AbortController();
    const synthesis = synthesize({
      // The shell itself would end at once; what it started holds its output open for as long as it runs.
      command: `node -e "${stubborn}" & node -e "${stubborn}"; true`,
      workingDirectory: temporaryDirectory({}),
      environment: { PATH },
      outputDirectory: 'cdk.out',
      context: {},
      signal: ending.signal,
      onOutput: (chunk) => {
        output += chunk;
        if (output === 'on\non\n') ending.abort();
      },
    });
    await expect(synthesis).rejects.toThrow(/was ended by SIG(TERM|KILL)/);
  });

  test('goes by the exit of the app, not by the pipe that what it leaves running holds open', async () => {
    const keeper = "require('fs').writeFileSync('keeper.pid', String(process.pid)); setInterval(() => {}, 1000)";
    // `setsid` gives it a session of its own: no signal to the app's group reaches it.
    const command = `setsid node -e "${keeper}" & until [ -s keeper.pid ]; do sleep 0.05; done; node app.js`;
    const { output, workingDirectory } = await run({ command });
    const keeperId = Number(readFileSync(join(workingDirectory, 'keeper.pid'), 'utf8'));
    expect(output).toContain('to stdout\n');
    // It still runs, so the pipe was still open.
    expect(process.kill(keeperId, 0)).toBe(true);
    process.kill(keeperId, 'SIGKILL');
  });

  test('is not held by a process in a session of its own when it is ended', async () => {
    const ending = new AbortController();
    const synthesis = synthesize({
      command: `setsid node -e "console.log(process.pid); setInterval(() => {}, 1000)"; true`,
      workingDirectory: temporaryDirectory({}),
      environment: { PATH },
      outputDirectory: 'cdk.out',
      context: {},
      signal: ending.signal,
      onOutput: (chunk) => ending.abort(Number(chunk)),
    });
    await expect(synthesis).rejects.toThrow(/was ended by SIGTERM/);
    expect(process.kill(ending.signal.reason, 'SIGKILL')).toBe(true);
  });

  test.each<[string, Run, RegExp]>([
    [
      'fails',
      { command: 'node -e "process.exit(3)"' },
      /^the CDK app \(node -e "process\.exit\(3\)"\) ended with exit code 3/,
    ],
    [
      'is not found',
      { command: 'no-such-command' },
      /ended with exit code 127; there is neither a directory nor a command/,
    ],
    [
      'cannot be executed',
      { command: './app.js.cfn', files: { 'app.js.cfn': '' } },
      /exit code 126; .*with --template/,
    ],
    [
      'fails in a validation of its own',
      {
        command: `mkdir -p cdk.out; echo '${JSON.stringify(VALIDATION)}' > cdk.out/validation-report.json; exit 1`,
        files: { 'cdk.out/validation-report.json': 'that of an earlier run' },
      },
      /failed the validation by its own plugin cdk-nag; .* with --app cdk\.out$/,
    ],
    [
      'fails beside the report of an earlier validation',
      { command: 'exit 1', files: { 'cdk.out/validation-report.json': VALIDATION } },
      /ended with exit code 1; its own output says why$/,
    ],
    ['is killed', { command: 'kill -9 $$' }, /was ended by SIGKILL/],
    [
      'writes nothing',
      { command: 'true' },
      /ended without writing a cloud assembly to cdk\.out; does the app call app\.synth/,
    ],
    [
      'leaves an old assembly',
      { command: 'true', files: { 'cdk.out/manifest.json': {} } },
      /ended without writing a cloud assembly to cdk\.out/,
    ],
    ['is not built', { build: 'exit 2' }, /^the CDK app \(exit 2\) ended with exit code 2/],
    ['has no room', { files: { 'cdk.out': 'a file' } }, /^cdk\.out: the output directory could not be made/],
  ])('says in one line when the app %s', async (_, request, problem) => {
    const outcome = await run(request).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(InputError);
    expect((outcome as Error).message).toMatch(problem);
    expect((outcome as Error).message).not.toMatch(/\n/);
  });
});
