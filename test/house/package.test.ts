import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The paths of all files below a directory, with `/`. */
function filesBelow(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .map((path) => `${directory}/${path.replaceAll('\\', '/')}`)
    .filter((path) => statSync(join(ROOT, path)).isFile());
}

function node(args: readonly string[], cwd: string): string {
  return execFileSync(process.execPath, args, { cwd, encoding: 'utf8' });
}

describe('the package', () => {
  let packed: string[];

  beforeAll(() => {
    const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    packed = JSON.parse(output)[0].files.map(({ path }: { path: string }) => path);
  });

  test('holds the command, the library with its types, the schema and the papers', () => {
    const sources = filesBelow('lib').filter((path) => path.endsWith('.ts'));
    const built = sources.flatMap((path) => [
      `dist/${path}`.replace(/ts$/, 'js'),
      `dist/${path}`.replace(/ts$/, 'd.ts'),
    ]);
    const wanted = [...built, ...filesBelow('schema'), 'dist/bin/ecs-drift.js', 'README.md', 'LICENSE', 'package.json'];
    expect(wanted.filter((path) => !packed.includes(path))).toEqual([]);
  });

  test('holds nothing else', () => {
    const rest = packed.filter((path) => !/^dist\/lib\/.+\.(js|d\.ts)$/.test(path));
    expect(rest.sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/bin/ecs-drift.d.ts',
      'dist/bin/ecs-drift.js',
      'dist/bin/ecs-drift.licenses.txt',
      'dist/bin/ecs-drift.sdk.js',
      'dist/package.json',
      'dist/schema/report-v1.json',
      'package.json',
      'schema/config-v1.json',
      'schema/report-v1.json',
    ]);
  });

  test('runs with what it holds and its dependencies', () => {
    const directory = mkdtempSync(join(tmpdir(), 'package-'));
    try {
      for (const path of packed) cpSync(join(ROOT, path), join(directory, path));
      symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction');
      expect(node(['dist/bin/ecs-drift.js', '--version'], directory)).toBe(`${packageJson.version}\n`);
      expect(node(['-p', "typeof require('cdk-ecs-drift').checkDrift"], directory)).toBe('function\n');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test('has its version in the changelog', () => {
    const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
    expect(changelog).toMatch(new RegExp(`^## \\[${packageJson.version}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm'));
  });

  test('names files that are there', () => {
    const named = [packageJson.main, packageJson.types, ...Object.values(packageJson.bin), './schema/report-v1.json'];
    const exported = Object.values(packageJson.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry as Record<string, string>),
    );
    const missing = [...named, ...exported].filter((path) => !packed.includes(String(path).replace(/^\.\//, '')));
    expect(missing).toEqual([]);
  });

  test('starts its command with Node', () => {
    expect(readFileSync(join(ROOT, packageJson.bin['ecs-drift']), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('exports its library, the schema of the report and its own description', () => {
    const exported = node(
      [
        '-p',
        `JSON.stringify([
          Object.keys(require('cdk-ecs-drift')).includes('checkDrift'),
          require('cdk-ecs-drift/schema/report-v1.json').$schema !== undefined,
          require('cdk-ecs-drift/package.json').name,
        ])`,
      ],
      ROOT,
    );
    expect(JSON.parse(exported)).toEqual([true, true, 'cdk-ecs-drift']);
  });

  test('depends on what the library imports, and on nothing else', () => {
    const imported = new Set<string>();
    for (const path of filesBelow('lib').filter((each) => each.endsWith('.ts'))) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      for (const [, name] of text.matchAll(/(?:from |require\(|import\()'((?:@[^/']+\/)?[^./'][^/']*)[^']*'/g)) {
        if (name !== undefined && !name.startsWith('node:')) imported.add(name);
      }
    }
    const peers = Object.keys(packageJson.peerDependencies);
    const declared = Object.keys(packageJson.dependencies);
    expect([...imported].filter((name) => !peers.includes(name)).sort()).toEqual(declared.sort());
  });
});
