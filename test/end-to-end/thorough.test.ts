import { type LoopbackAws, startLoopbackAws } from '../aws';
import { runAllFormats } from '../hostile/run-all-formats';
import { checkWhole, linesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

let aws: LoopbackAws;
let app: string;
beforeEach(async () => {
  aws = await startLoopbackAws();
  const template = webTemplate({}, { resources: { Other: plainService() } });
  aws.deploy({ stackName: 'Web', template });
  app = writeAssembly({ Web: { template } });
  const { revision } = aws.service('Web', 'Web');
  if (revision !== undefined) {
    revision.monitoring = { metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }] };
    revision.gatewayConnectors = [{ portName: 'web' }];
  }
});
afterEach(() => aws.close());

const run = (...args: string[]): Promise<ReportedRun> => checkWhole(['--app', app, ...args], { aws });
const NOT_READ = {
  kind: 'not-read',
  text: 'GatewayConnectors and Monitoring of 2 services whose templates do not declare them were not read: --thorough finds what was set by hand',
};
const operations = () => aws.calls.map(({ operation }) => operation);

test('without it one notice says what was not read', async () => {
  const { report, code, stderr } = await run();
  expect(report.notices).toEqual([NOT_READ]);
  expect([code, stderr]).toEqual([0, '']);
  expect(operations()).not.toContain('DescribeServiceRevisions');
});

test('with it what was set by hand is found', async () => {
  const result = await run('--thorough');
  expect(linesOf(serviceIn(result, 'Web'))).toEqual([
    'drift ADD undeclared GatewayConnectors[web] (kept)',
    'drift NOT_EQUAL undeclared Monitoring.MetricConfigurations[CPUUtilization] (kept)',
  ]);
  expect(serviceIn(result, 'Other')).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
  expect(result.report.notices).toEqual([]);
  expect(operations().filter((operation) => operation === 'DescribeServiceRevisions')).toHaveLength(1);
});

test.each([
  ['AccessDenied', 'lack the permission'],
  ['ServerError', 'DescribeServiceRevisions'],
] as const)('with it what cannot be read is unresolved: %s', async (error, words) => {
  aws.fail({ operation: 'DescribeServiceRevisions', error });
  const result = await run('--thorough', '--timeout', '20s');
  const unresolved = ['GatewayConnectors', 'Monitoring'].map((path) => ({
    path,
    side: 'live',
    reason: expect.stringContaining(words),
  }));
  for (const name of ['Web', 'Other']) {
    expect(serviceIn(result, name)).toMatchObject({ status: 'UNCHECKED', differences: [] });
    expect(serviceIn(result, name).unresolved).toEqual(expect.arrayContaining(unresolved));
    expect(serviceIn(result, name).unresolved).toHaveLength(2);
  }
  expect(result.code).toBe(2);
});

test.each([
  [['--only', 'tags'], []],
  [['--declared-only'], []],
  [['--only', 'settings'], ['Monitoring of 2 services']],
])('%j: the notice is about what the run shows', async (args, texts) => {
  const { report } = await run(...args);
  expect(report.notices.map(({ text }) => text)).toEqual(texts.map((text) => expect.stringContaining(text)));
});

test('every format says it', async () => {
  const { outputs } = await runAllFormats(['--app', app], { aws });
  for (const [format, output] of Object.entries(outputs)) {
    if (format !== 'github') expect([format, output]).toEqual([format, expect.stringContaining('--thorough finds')]);
  }
});
