import { PERMISSIONS } from '../../lib/aws/permissions';
import { createCommand } from '../../lib/cli/create-command';
import { describePolicy } from '../../lib/cli/describe-policy';
import { readConfig } from '../../lib/cli/read-config';
import { FAIL_LEVELS } from '../../lib/model/fail-level';
import { CATEGORIES } from '../../lib/model/report';
import { FORMATS } from '../../lib/report/renderers';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { startLoopbackAws } from '../aws';
import { runMain } from '../end-to-end/run-command';
import { ACTION } from '../house/run-action';
import { blocksOf, blockUnder, readPage } from './page';

const PAGE = 'docs/usage.md';

/** The first cells of all table rows. */
function firstCells(page: string): string[] {
  return [...readPage(page).matchAll(/^\| (.+?) \|/gm)].map(([, cell = '']) => cell);
}

test('every option is explained, and no other', () => {
  const offered = createCommand().options.map(({ long }) => String(long));
  const told = firstCells(PAGE).flatMap((cell) => cell.match(/--[a-z][a-z-]+/g) ?? []);
  expect([...new Set(told)].sort()).toEqual(offered.filter((long) => long !== '--version').sort());
});

test('every format, category and fail level is named', () => {
  const cells = firstCells(PAGE);
  for (const format of FORMATS) expect(cells).toContain(`\`${format}\``);
  for (const level of FAIL_LEVELS) expect(cells).toContain(`\`--fail-on ${level}\``);
  const named = /The categories are (.+) \|/.exec(readPage(PAGE))?.[1] ?? '';
  expect(named.match(/[a-z-]+/g)).toEqual(CATEGORIES);
});

test('the policy is the one that is printed', () => {
  expect(JSON.parse(blockUnder(PAGE, 'Permissions', 'json'))).toEqual(
    JSON.parse(describePolicy(['--required-only']).policy),
  );
});

test('README.md lists every action that the policy allows, and no other', () => {
  const told = [...readPage('README.md').matchAll(/`((?:[a-z-]+):[A-Z][A-Za-z]+)`/g)].map(([, action]) => action);
  expect([...new Set(told)].sort()).toEqual(PERMISSIONS.flatMap(({ actions }) => actions).sort());
});

test('the configuration is read as it stands there', () => {
  const cwd = temporaryDirectory({ '.ecs-drift.yaml': blockUnder(PAGE, 'The configuration file', 'yaml') });
  expect(readConfig(undefined, cwd)).toMatchObject({
    options: { stacks: ['Prod/*'], region: 'eu-west-1', failOn: 'pending', declaredOnly: true, timeout: '5m' },
    rules: [{ property: 'DesiredCount', source: '.ecs-drift.yaml:9' }],
  });
});

test('a mistake in the configuration is told as it stands there', async () => {
  const aws = await startLoopbackAws();
  try {
    const cwd = temporaryDirectory({ '.ecs-drift.yaml': 'ignore:\n  - property: DesiredCount\n' });
    const { code, stderr } = await runMain([], { aws, cwd });
    expect(`$ ecs-drift\n${stderr}`).toBe(blockUnder(PAGE, 'The configuration file', 'console'));
    expect(code).toBe(2);
    expect(aws.calls).toEqual([]);
  } finally {
    await aws.close();
  }
});

test('every line that starts the command is one that it takes', () => {
  const pages = ['README.md', PAGE, 'docs/report.md', 'docs/ci.md'];
  const lines = pages.flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => language === 'sh' || language === 'bash')
      .flatMap(({ text }) => text.match(/(?<=^(?:npx )?ecs-drift).*/gm) ?? []),
  );
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) {
    const [words = ''] = line.split(' #');
    const options = words.match(/(?<=^| )--?[a-z-]+/g) ?? [];
    const known = createCommand().options.flatMap(({ short, long }) => [short, long]);
    expect(options.filter((option) => !known.includes(option))).toEqual([]);
  }
});

test("docs/ci.md lists the action's inputs and outputs", () => {
  const cells = firstCells('docs/ci.md').map((cell) => cell.replaceAll('`', ''));
  const told = cells.filter((cell) => !['input', 'output', '---'].includes(cell));
  expect(told).toEqual([...Object.keys(ACTION.inputs), ...Object.keys(ACTION.outputs)]);
});
