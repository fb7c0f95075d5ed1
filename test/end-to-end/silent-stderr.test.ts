import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { deployNeedy, needyAssembly } from '../privilege/needy-app';
import { runBuilt } from './run-command';
import { webTemplate } from './templates';

let aws: LoopbackAws;
/** With a template, and a report of an earlier check. */
let directory: string;

beforeAll(async () => {
  aws = await startLoopbackAws();
  deployNeedy(aws);
  aws.deploy({ stackName: 'Web', template: webTemplate() });
  directory = temporaryDirectory({ 'web.json': webTemplate() });
  await run(['-t', 'web.json', '-s', 'Web', '-f', 'json=report.json']);
});
afterAll(() => aws.close());

/** As users run it: nothing keeps the SDK from saying what it thinks of the Node that runs it. */
function run(args: readonly string[]) {
  return runBuilt(args, { aws, cwd: directory, env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: '' } });
}

const FORMATS = ['text', 'json', 'markdown', 'html', 'sarif', 'junit', 'github'];

test.each<[string, () => string[]]>([
  ['an assembly that needs all that AWS can tell', () => ['-a', needyAssembly()]],
  ['a template', () => ['-t', 'web.json', '-s', 'Web']],
  ['a deployed stack', () => ['-s', 'Web']],
  ['every format', () => ['-s', 'Web', ...FORMATS.flatMap((format) => ['-f', `${format}=${join(directory, format)}`])]],
  ['a comparison with an earlier report', () => ['-s', 'Web', '--compare-to', 'report.json', '--fail-on', 'new']],
  ['a saved report', () => ['render', 'report.json', '-f', 'html']],
  ['the required policy', () => ['iam-policy', '--required-only']],
  ['the help', () => ['--help']],
  ['the version', () => ['--version']],
])('where all is in sync, nothing is written to stderr: %s', async (_case, args) => {
  const { code, stderr } = await run(args());
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
