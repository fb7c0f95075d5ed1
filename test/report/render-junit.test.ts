import fc from 'fast-check';
import type { Report } from '../../lib/model/report';
import { render } from '../../lib/report/renderers';
import { HOSTILE_TEXTS } from './hostile-service';
import { matchGolden } from './match-golden';
import { anyReport } from './report-arbitrary';
import { aDifference, aReport, aService, aStack, fullReport, greenReport } from './sample-report';
import { type JunitElement, parseJunit, validateJunit } from './validate-junit';

const junit = (report: Report) => render(report, 'junit');
const suitesOf = (report: Report) => parseJunit(junit(report)).children;
const casesOf = (report: Report) => suitesOf(report).flatMap(({ children }) => named(children, 'testcase'));
const named = (elements: readonly JunitElement[], name: string) => elements.filter((element) => element.name === name);

/** `failure DRIFTED`, or `passed`. */
function outcomeOf({ children }: JunitElement): string {
  const [outcome] = children.filter(({ name }) => name !== 'system-out');
  return outcome === undefined ? 'passed' : `${outcome.name} ${outcome.attributes.type}`;
}

const outcomesOf = (report: Report) => casesOf(report).map(outcomeOf);

const entry = { path: 'DesiredCount', reason: 'scaled by batch', source: '.ecs-drift.yaml:4' };
const ignored = [{ ...entry, difference: aDifference({ path: 'DesiredCount' }) }];
const pending = aDifference({ cause: 'pending', synthesized: 100, live: 50, onDeploy: undefined });

describe('a JUnit report', () => {
  it.each([
    ['full.junit.xml', fullReport()],
    ['green.junit.xml', greenReport()],
    ['empty.junit.xml', aReport([], [])],
  ])('%s', (name, report) => {
    const xml = junit(report);
    expect(validateJunit(xml)).toEqual([]);
    matchGolden(name, xml);
  });

  it('has a suite for each stack and a case for each service', () => {
    const [suite] = suitesOf(greenReport());
    expect(suite?.attributes).toEqual({
      name: 'Web (111111111111, eu-west-1)',
      tests: '2',
      failures: '0',
      errors: '0',
      skipped: '0',
    });
    expect(casesOf(greenReport())[0]?.attributes).toEqual({
      name: 'WebServiceD04B5F3E (Web/Web/Service/Service)',
      classname: 'Web (111111111111, eu-west-1)',
      file: 'lib/web-stack.ts',
      line: '42',
      time: '0',
    });
  });

  it.each([
    ['passed', aService()],
    ['passed', aService({ differences: [pending] })],
    ['passed', aService({ differences: [pending], ignored })],
    ['skipped IGNORED', aService({ ignored })],
    ['skipped NOT_DEPLOYED', aService({ status: 'NOT_DEPLOYED', reason: 'there is no stack Web' })],
    ['failure DRIFTED', aService({ status: 'DRIFTED', differences: [aDifference()], ignored })],
    ['failure DELETED', aService({ status: 'DELETED', reason: 'ECS has no such service any more' })],
    ['error UNCHECKED', aService({ status: 'UNCHECKED', reason: 'throttled', ignored })],
    ['error UNCHECKED', aService({ status: 'UNCHECKED', unresolved: [{ path: 'Role', side: 'both', reason: 'x' }] })],
  ])('tells %s', (outcome, service) => {
    expect(outcomesOf(aReport([service]))).toEqual([outcome]);
  });

  it('tells where a service drifted, with the values and the cause, and what is ignored beside it', () => {
    const remedies = [{ kind: 'adopt' as const, code: 'minHealthyPercent: 0' }];
    const differences = [aDifference({ remedies }), aDifference({ path: 'DesiredCount', cause: 'conflict' }), pending];
    const [drifted] = casesOf(aReport([aService({ status: 'DRIFTED', differences, ignored })]));
    const [failure, output] = drifted?.children ?? [];
    expect(failure?.attributes.message).toBe('drift at DeploymentConfiguration.MinimumHealthyPercent and 1 more');
    expect(failure?.text).toContain('deployed 50 → live 0\n        drift: changed outside CloudFormation');
    expect(failure?.text).toContain('        adopt: minHealthyPercent: 0');
    expect(failure?.text).not.toContain('scaled by batch');
    expect(output).toMatchObject({ name: 'system-out', text: expect.stringContaining('scaled by batch') });
  });

  it('says why everything that differs in a service is ignored', () => {
    const [skipped] = casesOf(aReport([aService({ ignored })]));
    expect(skipped?.children[0]?.attributes.message).toBe('DesiredCount: scaled by batch');
  });

  it('has a case for a stack whose services do not tell what became of it', () => {
    const closed = aStack({ status: 'UNCHECKED', comparison: undefined, reason: 'access denied' });
    expect(outcomesOf(aReport([], [closed]))).toEqual(['error UNCHECKED']);
    expect(outcomesOf(aReport([aService()], [closed]))).toEqual(['error UNCHECKED', 'passed']);
    const service = aService({ status: 'UNCHECKED', reason: 'access denied' });
    expect(outcomesOf(aReport([service], [closed]))).toEqual(['error UNCHECKED']);
    const later = aStack({ status: 'NOT_DEPLOYED', comparison: undefined, reason: 'there is no stack Web' });
    expect(outcomesOf(aReport([], [later]))).toEqual(['skipped NOT_DEPLOYED']);
  });

  it('has an error where no service was found, unless that was accepted', () => {
    const notices = [{ kind: 'no-service' as const, text: 'no ECS service was found: nothing was checked' }];
    expect(outcomesOf(aReport([], [], { notices }))).toEqual(['error NO_SERVICE']);
    expect(outcomesOf(aReport([], []))).toEqual([]);
  });

  it('tells notices, resolved differences and unmanaged services beside the cases', () => {
    const [run] = suitesOf(fullReport());
    expect(run).toMatchObject({ attributes: { name: 'ecs-drift', tests: '0' } });
    for (const text of ['notice (two-way): stack NoTemplate', '  Tags[stage] of arn:', 'service/web/by-hand']) {
      expect(run?.children[0]?.text).toContain(text);
    }
  });

  it('gives names and values back as the text report shows them, whatever they hold', () => {
    for (const hostile of HOSTILE_TEXTS) {
      const [shown] = casesOf(aReport([aService({ logicalId: `x${hostile}`, constructPath: undefined })]));
      const [line] = render(aReport([aService({ logicalId: `x${hostile}`, constructPath: undefined })]), 'text', {
        verbose: true,
      })
        .split('\n')
        .filter((text) => text.includes('IN_SYNC'));
      expect(line).toContain(`IN_SYNC ${shown?.attributes.name}`);
    }
  });
});

describe('the laws of a JUnit report', () => {
  it('is valid, counts right, and tells what became of each service', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const xml = junit(report);
        expect(validateJunit(xml)).toEqual([]);
        const root = parseJunit(xml);
        const counted = [root, ...root.children];
        for (const { attributes, children, name } of counted) {
          const cases = name === 'testsuite' ? named(children, 'testcase') : casesOf(report);
          const count = (kind: string) => String(cases.filter((it) => outcomeOf(it).startsWith(`${kind} `)).length);
          expect(attributes).toMatchObject({
            tests: String(cases.length),
            failures: count('failure'),
            errors: count('error'),
            ...(name === 'testsuite' ? { skipped: count('skipped') } : {}),
          });
        }
        for (const { status } of report.services) {
          const kind = {
            DRIFTED: 'failure',
            DELETED: 'failure',
            UNCHECKED: 'error',
            NOT_DEPLOYED: 'skipped',
            IN_SYNC: '',
          };
          if (kind[status] !== '') expect(outcomesOf(report)).toContain(`${kind[status]} ${status}`);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the schema', () => {
  it.each([
    ['<testsuites><testcase name="x"/></testsuites>', 'testcase in testsuites'],
    ['<testsuites><testsuite name="x" tests="1" failures="0"/></testsuites>', 'testsuite lacks errors'],
    ['<testsuites skipped="1"></testsuites>', 'testsuites may not have skipped'],
    ['<testsuites tests="x"></testsuites>', 'tests of testsuites is no count'],
    ['<testsuites>text</testsuites>', 'text in testsuites'],
    ['<testsuites name="\u0001"></testsuites>', 'a character that XML cannot hold'],
    ['<testsuites><!-- x --></testsuites>', 'more than elements and text'],
  ])('refuses %j', (xml, problem) => {
    expect(validateJunit(xml)).toContain(problem);
  });
});
