import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const DEPCRUISE = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const CONFIGURATION = join(ROOT, '.dependency-cruiser.cjs');

/** Files that import against the rules, and the rule that must say so. */
const AGAINST_THE_RULES: readonly [rule: string, file: string, text: string][] = [
  ['model-imports-nothing', 'lib/model/bad-library.ts', "export * from 'yaml';"],
  ['model-imports-nothing', 'lib/model/bad-stage.ts', "export * from '../aws/good';"],
  ['assembly-imports-model-only', 'lib/assembly/bad.ts', "export * from '../resolve/good';"],
  ['files-imports-model-only', 'lib/files/bad.ts', "export * from '../aws/good';"],
  ['aws-imports-model-only', 'lib/aws/bad.ts', "export * from '../compare/good';"],
  ['resolve-imports-model-only', 'lib/resolve/bad.ts', "export const aws = require('../aws/good');"],
  [
    'fields-imports-model-only',
    'lib/fields/bad.ts',
    "import type { Good } from '../compare/good'; export type Bad = Good;",
  ],
  ['compare-imports-model-only', 'lib/compare/bad.ts', "export * from '../fields/good';"],
  [
    'report-imports-model-only',
    'lib/report/bad.ts',
    "export const bad = () => require('../compare/good') as typeof import('../compare/good');",
  ],
  ['cdk-imports-model-only', 'lib/cdk/bad.ts', "export * from '../check';"],
  ['cli-imports-check-report-model-only', 'lib/cli/bad.ts', "export * from '../aws/good';"],
  ['check-imports-stages-only', 'lib/check/bad.ts', "export * from '../cli/good';"],
  ['driver-stays-in-check', 'lib/cli/bad-driver.ts', "export * from '../check/good';"],
  ['index-imports-public-api-only', 'lib/index.ts', "export * from './compare/good';"],
  ['bin-imports-cli-only', 'bin/ecs-drift.ts', "import '../lib/check';"],
  ['demo-app-imports-cdk-only', 'bin/demo-app.ts', "import '../lib/model/good';"],
  ['no-tests-in-product', 'lib/model/bad-test.ts', "export * from '../../test/good';"],
  ['files-only-at-the-edges', 'lib/compare/bad-file.ts', "export * from 'node:fs/promises';"],
  ['aws-sdk-in-aws-only', 'lib/check/bad-sdk.ts', "export const sdk = () => require('@aws-sdk/client-ecs');"],
  ['cdk-in-cdk-only', 'lib/report/bad-cdk.ts', "export { App } from 'aws-cdk-lib';"],
  ['installed-packages-only', 'lib/assembly/bad-package.ts', "export * from 'fast-check';"],
  ['no-missing-modules', 'lib/resolve/bad-missing.ts', "export * from './nowhere';"],
  ['no-cycles', 'lib/resolve/bad-cycle.ts', "export * from './bad-cycle-back';"],
  ['no-cycles', 'lib/resolve/bad-cycle-back.ts', "export * from './bad-cycle';"],
  ['no-cycles', 'lib/compare/bad-cycle.ts', "export * from './align-cycle';"],
];

/** Files that keep to the rules. */
const WITHIN_THE_RULES: readonly [file: string, text: string][] = [
  ['test/good.ts', 'export const good = 1;'],
  ['lib/model/good.ts', "export { version } from '../../package.json';"],
  ['lib/files/good.ts', "export * from 'node:fs';"],
  ['lib/assembly/good.ts', "export * from 'node:fs'; export * from '../files/good'; export * from '../model/good';"],
  ['lib/aws/good.ts', "export const sdk = () => require('@aws-sdk/client-ecs');"],
  ['lib/resolve/good.ts', "export * from '../model/good';"],
  ['lib/fields/good.ts', "export * from '../model/good';"],
  ['lib/compare/good.ts', 'export type Good = string;'],
  ['lib/compare/align-good.ts', "export * from './align-other';"],
  ['lib/compare/align-cycle.ts', "export * from './bad-cycle';"],
  ['lib/compare/align-other.ts', "export * from './align-good';"],
  ['lib/check/good.ts', "export * from '../aws/good'; export * from '../fields/good';"],
  ['lib/check.ts', "export * from './check/good';"],
  [
    'lib/cli/good.ts',
    "export * from '../check'; export * from '../files/good'; export * from 'commander'; export * from 'node:fs';",
  ],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
  /** Of a cycle, which is told once. */
  readonly cycle?: readonly { readonly name: string }[];
}

describe('the rules for imports', () => {
  let directory: string;
  let violations: readonly Violation[];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'import-rules-'));
    for (const [file, text] of [...AGAINST_THE_RULES.map(([, ...rest]) => rest), ...WITHIN_THE_RULES]) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), `${text}\n`);
    }
    for (const file of ['package.json', 'tsconfig.json']) copyFileSync(join(ROOT, file), join(directory, file));
    symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction');
    const args = [DEPCRUISE, 'lib', 'bin', '--config', CONFIGURATION, '--output-type', 'json'];
    const output = execFileSync(process.execPath, args, { cwd: directory, encoding: 'utf8', maxBuffer: 1e8 });
    violations = JSON.parse(output).summary.violations;
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test.each(AGAINST_THE_RULES)('%s stops %s', (rule, file) => {
    const about = violations.filter(({ from, cycle = [] }) => [from, ...cycle.map(({ name }) => name)].includes(file));
    expect(about.map((violation) => violation.rule.name)).toContain(rule);
  });

  test('let through what keeps to them', () => {
    const good = new Set(WITHIN_THE_RULES.map(([file]) => file));
    expect(violations.filter(({ from }) => good.has(from))).toEqual([]);
  });

  test('are each tried here', () => {
    const { forbidden } = require(CONFIGURATION) as { forbidden: { name: string }[] };
    const tried = new Set(AGAINST_THE_RULES.map(([rule]) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});
