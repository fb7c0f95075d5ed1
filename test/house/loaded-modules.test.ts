import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { render } from '../../lib/report/renderers';
import { fullReport } from '../report/sample-report';

const ROOT = join(__dirname, '..', '..');
const COMMAND = join('dist', 'bin', 'ecs-drift.js');
const SDK = join('dist', 'bin', 'ecs-drift.sdk.js');
const LIST = `process.on('exit', () => require('node:fs').writeSync(3, JSON.stringify(Object.keys(require.cache))));`;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ecs-drift-'));
  writeFileSync(join(directory, 'list.js'), LIST);
  writeFileSync(join(directory, 'report.json'), render(fullReport(), 'json'));
  const properties = { templateFile: 'Web.template.json' };
  const stack = { type: 'aws:cloudformation:stack', environment: 'aws://111111111111/eu-west-1', properties };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts: { Web: stack } }));
  const service = { Type: 'AWS::ECS::Service', Properties: {} };
  writeFileSync(join(directory, 'Web.template.json'), JSON.stringify({ Resources: { Web: service } }));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What a run of the built command loads: its own files, and packages by their names. */
function loadedBy(args: readonly string[], env: Record<string, string> = {}): string[] {
  const { output } = spawnSync(process.execPath, ['-r', join(directory, 'list.js'), join(ROOT, COMMAND), ...args], {
    cwd: directory,
    // Nobody listens there: what is loaded to ask AWS is loaded all the same.
    env: {
      HOME: directory,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const files = JSON.parse(output[3] ?? '[]') as string[];
  const names = files.filter((file) => !file.startsWith(directory)).map((file) => nameOf(relative(ROOT, file)));
  return [...new Set(names)].sort();
}

function nameOf(file: string): string {
  const [, found] =
    file
      .split(sep)
      .join('/')
      .match(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
  return found ?? file;
}

test.each<[string, string[]]>([
  ['the version', ['--version']],
  ['the help', ['--help']],
  ['a mistake', ['--no-such-option']],
])('%s takes the command alone', (_, args) => expect(loadedBy(args)).toEqual([COMMAND]));

test('a check takes the two files of the command, and no package beside them', () => {
  expect(loadedBy(['-a', '.', '--timeout', '1s'])).toEqual([COMMAND, SDK].sort());
});

test('a saved report is rendered without the SDK', () => {
  const loaded = loadedBy(['render', 'report.json']);
  expect(loaded).toContain('ajv');
  expect(loaded).not.toContain(SDK);
  expect(loaded.filter((name) => name.startsWith('@'))).toEqual([]);
});

test('a proxy takes the packages for it, a configuration file the one for YAML', () => {
  const proxy = { HTTP_PROXY: 'http://127.0.0.1:9' };
  expect(loadedBy(['-a', '.', '--timeout', '1s'], proxy)).toContain('http-proxy-agent');
  writeFileSync(join(directory, 'config.yaml'), 'fail-on: drift\n');
  expect(loadedBy(['-a', '.', '--timeout', '1s', '-c', 'config.yaml'])).toContain('yaml');
});
