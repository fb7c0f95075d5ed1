import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, ServiceReport } from '../../lib/model/report';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, type ReportedRun, runBuilt } from '../end-to-end/run-command';

const APP = join(__dirname, 'ignoring-app.js');
const RULE = { reason: 'the batch scheduler', expires: '2999-01-31' };
const LINE =
  readFileSync(APP, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes('.ignore(')) + 1;

/** Synthesizes the app as a process of its own, as users do. */
function synthesize(scope: string): string {
  const directory = join(temporaryDirectory(), 'cdk.out');
  const env = { PATH: process.env.PATH, SCOPE: scope, CDK_VALIDATION: 'false' };
  execFileSync(process.execPath, [APP, directory], { env, stdio: 'pipe' });
  return directory;
}

function templatesIn(directory: string): string[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /template\.json$/.test(name),
  );
  return files.sort().map((file) => readFileSync(join(directory, file), 'utf8'));
}

describe('EcsDrift.of(...).ignore(...), in the report of the command', () => {
  let aws: LoopbackAws;
  let plain: string;
  let without: Report;

  beforeAll(async () => {
    aws = await startLoopbackAws();
    plain = synthesize('');
    aws.deployAssembly(plain);
    for (const [stack, service] of [
      ['Prod-Web', 'Front'],
      ['Other', 'Beside'],
    ] as const) {
      change(stack, service);
    }
    const nested = aws.stack('Prod-Web').resources.find(({ type }) => type === 'AWS::CloudFormation::Stack');
    change(`Prod-Web/${nested?.logicalId}`, 'Inner');
    without = (await run(plain)).report;
  });
  afterAll(() => aws.close());

  /** By hand: the count, which a rule may cover, and something that none does. */
  const change = (stack: string, service: string) =>
    aws.service(stack, service).updateService({ desiredCount: 7, healthCheckGracePeriodSeconds: 60 });
  const run = (directory: string): Promise<ReportedRun> =>
    check(['--app', directory], { aws, cwd: __dirname }, runBuilt);

  test('without a rule everything is drift', () => {
    expect(
      without.services.map(({ logicalId, differences }) => [logicalId, differences.map(({ path }) => path)]),
    ).toEqual(['Beside', 'Front', 'Inner'].map((id) => [id, ['DesiredCount', 'HealthCheckGracePeriodSeconds']]));
    expect(without.services.flatMap(({ ignored }) => ignored)).toEqual([]);
  });

  test.each([
    ['app', ['Beside', 'Front', 'Inner']],
    ['stage', ['Front', 'Inner']],
    ['stack', ['Front', 'Inner']],
    ['nested', ['Inner']],
    ['service', ['Front']],
    ['inner', ['Inner']],
    ['other', ['Beside']],
  ])('on the %s: the drift of what lies there is ignored, and nothing else changes', async (scope, covered) => {
    const directory = synthesize(scope);
    expect(templatesIn(directory)).toEqual(templatesIn(plain));
    const { report, code } = await run(directory);
    expect(report.services).toEqual(
      without.services.map((service) => (covered.includes(service.logicalId) ? ignoring(service) : service)),
    );
    expect(report).toEqual({
      ...without,
      services: report.services,
      summary: {
        ...without.summary,
        differences: { ...without.summary.differences, drift: without.summary.differences.drift - covered.length },
        ignored: covered.length,
      },
    });
    expect(code).toBe(1);
  });
});

/** The service as it was, with the drift of its count under the rule. */
function ignoring(service: ServiceReport): object {
  const [count, ...others] = service.differences;
  // Nothing is to be done about it.
  const { remedies: _, ...difference } = count ?? {};
  const source = `ignoring-app.js:${LINE}`;
  return { ...service, differences: others, ignored: [{ path: 'DesiredCount', ...RULE, source, difference }] };
}
