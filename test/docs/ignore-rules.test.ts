import { PropertyPattern } from '../../lib/check/ignore/property-pattern';
import { readConfig } from '../../lib/cli/read-config';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check } from '../end-to-end/run-command';
import { plainService } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';
import { blockUnder, readPage } from './page';

const PAGE = 'docs/ignore-rules.md';

/** The rows of the table under a head. */
function rowsUnder(head: string): string[][] {
  const [, table = ''] =
    new RegExp(`^\\| property \\| ${head} \\|\\n.*\\n((?:\\|.*\\n)+)`, 'm').exec(readPage(PAGE)) ?? [];
  return [...table.matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)].map(([, pattern = '', path = '']) => [pattern, path]);
}

test.each(rowsUnder('covers'))('%s covers %s', (pattern, path) => {
  expect(new PropertyPattern(String(pattern)).covers(String(path))).toBe(true);
});

test.each(rowsUnder('does not cover'))('%s does not cover %s', (pattern, path) => {
  expect(new PropertyPattern(String(pattern)).covers(String(path))).toBe(false);
});

describe('the rules of the page', () => {
  let aws: LoopbackAws;
  let code: string;

  beforeEach(async () => {
    aws = await startLoopbackAws();
    const template = (name: string) => ({ Resources: { [name]: plainService({ DesiredCount: 1 }) } });
    const stacks = { 'Prod-Web': template('Web'), 'Prod-Shop': template('OrdersApi') };
    for (const [stackName, each] of Object.entries(stacks)) aws.deploy({ stackName, template: each });
    code = writeAssembly(Object.fromEntries(Object.entries(stacks).map(([name, each]) => [name, { template: each }])));
    aws.service('Prod-Web', 'Web').updateService({ desiredCount: 4 });
    aws.service('Prod-Web', 'Web').live.tags = [{ key: 'cost-center', value: 'media' }];
    aws.service('Prod-Shop', 'OrdersApi').updateService({ deploymentConfiguration: { minimumHealthyPercent: 0 } });
  });
  afterEach(() => aws.close());

  test('are read, and cover what they say', async () => {
    // The assembly of this test has no stages: Prod/* is written as the names of its stacks.
    const config = blockUnder(PAGE, 'In the configuration', 'yaml').replace('Prod/*', 'Prod-*');
    expect((await check(['--app', code], { aws })).code).toBe(1);
    const cwd = temporaryDirectory({ '.ecs-drift.yaml': config });
    const run = await check(['--app', code, '--strict-ignores'], { aws, cwd });
    expect(run.report.notices).toEqual([]);
    expect(run.code).toBe(0);
    const ignored = run.report.services.flatMap((service) => service.ignored);
    expect(ignored.map(({ path, source }) => `${path} by ${source}`).sort()).toEqual([
      'DeploymentConfiguration.MinimumHealthyPercent by .ecs-drift.yaml:7',
      'DesiredCount by .ecs-drift.yaml:2',
      'Tags[cost-center] by .ecs-drift.yaml:4',
    ]);
  });

  test('have the members that the table lists', () => {
    const cwd = temporaryDirectory({ '.ecs-drift.yaml': blockUnder(PAGE, 'In the configuration', 'yaml') });
    const used = new Set(readConfig(undefined, cwd)?.rules.flatMap((rule) => Object.keys(rule)));
    used.delete('source');
    const [, table = ''] = /^\| member \| means \|\n.*\n((?:\|.*\n)+)/m.exec(readPage(PAGE)) ?? [];
    const told = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, member]) => member);
    expect(told.sort()).toEqual([...used].sort());
  });
});
