import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isLicenceAllowed } from './is-licence-allowed';

const ROOT = join(__dirname, '..', '..');
const packageJson = readJson('package.json');
const { '': root, ...packages } = readJson('package-lock.json').packages as Record<string, LockedPackage>;
const LOCKED = Object.entries(packages).map(([path, locked]) => ({ path, ...locked }));
/** What comes to a user with the package. */
const RUNTIME = LOCKED.filter(({ dev }) => dev !== true);
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

/** Tools of ours that fetch or choose their binary as they are installed; no user gets them. */
const MAY_RUN_SCRIPTS = [
  'node_modules/@microsoft/sarif-multitool-darwin',
  'node_modules/@microsoft/sarif-multitool-linux',
  'node_modules/@parcel/watcher',
  'node_modules/@swc/core',
  'node_modules/esbuild',
  'node_modules/unrs-resolver',
];

/** Of a package in the lock file, what is looked at. */
interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  /** It comes within the archive of the package around it. */
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly [section: string]: unknown;
}

function readJson(path: string) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

/** Of a package alone, in bytes, without what is installed within it. */
function sizeOf(directory: string): number {
  const sizes = readdirSync(directory, { withFileTypes: true }).map((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : sizeOf(path);
    return entry.isFile() ? statSync(path).size : 0;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

const pathsOf = (locked: readonly { path: string }[]): string[] => locked.map(({ path }) => path);

describe('the dependencies', () => {
  test('are all there is in the lock file, which goes with the package', () => {
    for (const section of ['dependencies', 'devDependencies', 'peerDependencies', 'peerDependenciesMeta']) {
      expect([section, root?.[section]]).toEqual([section, packageJson[section]]);
    }
    expect(LOCKED.length).toBeGreaterThan(RUNTIME.length);
  });

  test('are pinned by what is in them, each to one version from the registry', () => {
    const unpinned = LOCKED.filter(
      ({ integrity, inBundle }) => inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    );
    expect(pathsOf(unpinned)).toEqual([]);
    const elsewhere = LOCKED.filter(
      ({ resolved, version, link }) => link === true || !/^\d+\.\d+\.\d+/.test(version ?? '') || isElsewhere(resolved),
    );
    expect(pathsOf(elsewhere)).toEqual([]);
  });

  test('are installed as they are locked', () => {
    const others = LOCKED.filter(({ path }) => existsSync(join(ROOT, path, 'package.json'))).filter(
      ({ path, version }) => readJson(`${path}/package.json`).version !== version,
    );
    expect(pathsOf(others)).toEqual([]);
    expect(pathsOf(RUNTIME).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('are under licences that allow our use, by the lock file and by their own word', () => {
    const refused = LOCKED.flatMap(({ path, license, dev }) => {
      const own = join(ROOT, path, 'package.json');
      const licences = [license, ...(existsSync(own) ? [readJson(`${path}/package.json`).license] : [])];
      return licences.filter((licence) => !isLicenceAllowed(licence, dev === true)).map((licence) => [path, licence]);
    });
    expect(refused).toEqual([]);
  });

  test('run nothing as they are installed, but for tools of ours', () => {
    const scripted = LOCKED.filter(({ path, hasInstallScript }) => {
      const own = join(ROOT, path);
      const scripts = existsSync(join(own, 'package.json')) ? (readJson(`${path}/package.json`).scripts ?? {}) : {};
      const runs = INSTALL_SCRIPTS.some((name) => name in scripts) || existsSync(join(own, 'binding.gyp'));
      return hasInstallScript === true || runs;
    });
    expect(pathsOf(scripted).filter((path) => !MAY_RUN_SCRIPTS.includes(path))).toEqual([]);
    expect(pathsOf(scripted.filter(({ dev }) => dev !== true))).toEqual([]);
  });

  test('that come to a user are few and small', () => {
    const bytes = RUNTIME.reduce((sum, { path }) => sum + sizeOf(join(ROOT, path)), 0);
    // 56 packages with 21 MB, three fifths of it the clients of AWS.
    expect(RUNTIME.length).toBeLessThanOrEqual(60);
    expect(bytes).toBeLessThan(25_000_000);
    expect(bytes).toBeGreaterThan(5_000_000);
  });
});

/** The lock file leaves the registry's own addresses out, so that each installs from the registry that npm is set to. */
function isElsewhere(resolved: string | undefined): boolean {
  return resolved !== undefined;
}

test('the package itself runs nothing where a user installs it', () => {
  expect(INSTALL_SCRIPTS.filter((name) => name in packageJson.scripts)).toEqual([]);
  expect(existsSync(join(ROOT, 'binding.gyp'))).toBe(false);
  // npm runs these for a checkout alone: to build, to pack and to publish it.
  const ofNpm = Object.keys(packageJson.scripts).filter((name) => /^(prepare|prepack|postpack|prepublish)/.test(name));
  expect(ofNpm.sort()).toEqual(['prepack', 'prepare', 'prepublishOnly']);
});

test.each<[string | undefined, boolean, boolean]>([
  ['MIT', false, true],
  ['(MIT OR GPL-3.0-or-later)', false, true],
  ['Apache-2.0 AND MIT', false, true],
  ['MIT AND GPL-3.0', false, false],
  ['GPL-3.0', true, false],
  ['MPL-2.0', true, true],
  ['MPL-2.0', false, false],
  ['UNLICENSED', true, false],
  ['', false, false],
  [undefined, false, false],
])('licence %s, of a tool: %s, is allowed: %s', (licence, isTool, allowed) => {
  expect(isLicenceAllowed(licence, isTool)).toBe(allowed);
});
