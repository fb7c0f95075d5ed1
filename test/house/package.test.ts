import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';

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
    const rest = packed.filter((path) => !/^dist\/lib\/.+\.(js|d\.ts)$|^docs\/[a-z-]+\.md$/.test(path));
    expect(rest.sort()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
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

  test('has every page and file that its pages link to', () => {
    const pages = packed.filter((path) => path.endsWith('.md'));
    const dead = pages.flatMap((page) =>
      [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)]
        .map(([, target = '']) => target)
        // Sources and tests are in the repository alone.
        .filter((target) => !/^(?:https:|\.\.\/(?:lib|test)\b)/.test(target))
        .filter((target) => !packed.includes(posix.join(posix.dirname(page), target)))
        .map((target) => `${page} -> ${target}`),
    );
    expect(pages).toContain('docs/usage.md');
    expect(dead).toEqual([]);
  });

  test('has one address, that of package.json', () => {
    const [, page, slug] = /^git\+(https:\/\/github\.com\/(.+))\.git$/.exec(packageJson.repository.url) ?? [];
    expect(packageJson.homepage).toBe(`${page}#readme`);
    expect(packageJson.bugs.url).toBe(`${page}/issues`);
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    expect(new Set(readme.match(/https:\/\/github\.com\/[\w-]+\/cdk-ecs-drift/g))).toEqual(new Set([page]));
    const recipes = readFileSync(join(ROOT, 'docs', 'ci.md'), 'utf8');
    expect(new Set(recipes.match(/(?<=uses: )[\w-]+\/cdk-ecs-drift/g))).toEqual(new Set([slug]));
  });

  test('is not published with a placeholder for its address', () => {
    const publish = () => node(['.build/write-address.mjs', '--publish'], ROOT);
    if (packageJson.repository.url.includes('/OWNER/')) expect(publish).toThrow(/set the address of the repository/);
    else expect(publish).not.toThrow();
  });

  test('has its version in the changelog', () => {
    const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
    expect(changelog).toMatch(new RegExp(`^## \\[${packageJson.version}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm'));
  });

  test('names files that are there', () => {
    const older = Object.values<Record<string, string[]>>(packageJson.typesVersions).flatMap((paths) =>
      Object.values(paths).flat(),
    );
    const named = [packageJson.main, packageJson.types, ...Object.values(packageJson.bin), ...older];
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
