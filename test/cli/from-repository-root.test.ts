import { fromRepositoryRoot } from '../../lib/cli/from-repository-root';
import { FORMATS, type Format } from '../../lib/report/renderers';
import { aReport, aService } from '../report/sample-report';
import { FakeStream } from './fake-io';

const io = (cwd: string, env: Record<string, string>) => ({
  cwd,
  env,
  stdout: new FakeStream(),
  stderr: new FakeStream(),
});
const at = (file: string) =>
  aReport([aService({ source: { file, line: 1, column: 2 } }), aService({ source: undefined })]);
const filesIn = (file: string, format: Format, cwd: string, env: Record<string, string>) =>
  fromRepositoryRoot(at(file), format, io(cwd, env)).services.map(({ source }) => source?.file);

const WORKSPACE = { GITHUB_WORKSPACE: '/home/repository' };

test.each(['github', 'sarif', 'junit'] as const)('%s names source files from the root of the repository', (format) => {
  expect(filesIn('lib/a.ts', format, '/home/repository/infra/app', WORKSPACE)).toEqual([
    'infra/app/lib/a.ts',
    undefined,
  ]);
  expect(filesIn('lib/a.ts', format, '/src/infra', { CI_PROJECT_DIR: '/src' })).toEqual(['infra/lib/a.ts', undefined]);
});

test.each<[string, string, string, Record<string, string>]>([
  ['at the root', 'lib/a.ts', '/home/repository', WORKSPACE],
  ['outside the repository', 'lib/a.ts', '/elsewhere', WORKSPACE],
  ['where nothing says where it is', 'lib/a.ts', '/home/repository/infra', {}],
  ['for a file with its whole path', '/opt/a.ts', '/home/repository/infra', WORKSPACE],
])('%s they stay as they are', (_, file, cwd, env) => {
  for (const format of FORMATS) expect(filesIn(file, format, cwd, env)[0]).toBe(file);
});

test('formats for people keep what they can open', () => {
  for (const format of ['text', 'json', 'markdown', 'html'] as const) {
    expect(filesIn('lib/a.ts', format, '/home/repository/infra', WORKSPACE)[0]).toBe('lib/a.ts');
  }
});
