import { join } from 'node:path';
import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { validateReport } from '../report/validate-report';
import { BAD_TEMPLATES, GOOD_TEMPLATE } from './bad-templates';
import { expectClearLines } from './clear-lines';
import { type Outcome, reportOf, runCommand } from './run-command';
import { stackArtifact } from './stack-artifact';

const CASES = BAD_TEMPLATES.map(({ name, text, told }, index) => {
  const stack = `Bad${index + 1}`;
  const file = `${stack}.template`;
  return { name, stack, file, text, told: told.map((line) => `${file}${line.replace('STACK', stack)}`) };
});

let aws: LoopbackAws;
let directory: string;
/** One run over an assembly with all of them and one good stack. */
let together: Outcome;

beforeAll(async () => {
  aws = await startLoopbackAws();
  for (const stackName of ['Good', ...CASES.map(({ stack }) => stack)])
    aws.deploy({ stackName, template: GOOD_TEMPLATE });
  const artifacts = { Good: stackArtifact('Good.template') } as Record<string, object>;
  const files: Record<string, unknown> = { 'cdk.out/Good.template': GOOD_TEMPLATE };
  for (const { stack, file, text } of CASES) {
    artifacts[stack] = stackArtifact(file);
    files[`cdk.out/${file}`] = text;
  }
  directory = temporaryDirectory({ ...files, 'cdk.out/manifest.json': { version: '36.0.0', artifacts } });
  together = await runCommand(['--format', 'json'], { cwd: directory, env: aws.env });
});
afterAll(() => aws.close());

describe('alone', () => {
  test.each(CASES)('$name', async ({ file, stack, told }) => {
    const where = { cwd: join(directory, 'cdk.out'), env: aws.env };
    const outcome = await runCommand(['--template', file, '--stack-name', stack, '--format', 'json'], where);
    expect(outcome.lines).toEqual(told.map((line) => `ecs-drift: ${line}`));
    expect([outcome.code, outcome.stdout]).toEqual([2, '']);
    expectClearLines(outcome);
  });
});

describe('beside a good stack', () => {
  test('the good one is checked', () => {
    const report = reportOf(together);
    expect(validateReport(report)).toEqual([]);
    expect(together.code).toBe(2);
    expect(report.summary).toMatchObject({ inSync: 1, drifted: 0 });
    expect(report.services.filter(({ status }) => status !== 'UNCHECKED')).toMatchObject([
      { stackName: 'Good', logicalId: 'Web', status: 'IN_SYNC' },
    ]);
    expectClearLines(together);
    expect(together.lines).toHaveLength(CASES.flatMap(({ told }) => told).length);
  });

  test.each(CASES)('$name', ({ stack, told }) => {
    const lines = told.map((line) => `cdk.out/${line}`);
    const { stacks, services } = reportOf(together);
    const reason = lines.join('; ');
    expect(stacks.filter(({ stackName }) => stackName === stack)).toMatchObject([{ status: 'UNCHECKED', reason }]);
    for (const service of services.filter(({ stackName }) => stackName === stack)) {
      expect(service).toMatchObject({ status: 'UNCHECKED', reason, differences: [] });
    }
    for (const line of lines) expect(together.lines).toContain(`ecs-drift: ${line}`);
  });
});
