import '@microsoft/jest-sarif';
import fc from 'fast-check';
import type { Report } from '../../lib/model/report';
import { render } from '../../lib/report/renderers';
import { limitResults } from '../../lib/report/sarif/limit-results';
import { relativeUri } from '../../lib/report/sarif/relative-uri';
import type { SarifLog, SarifResult, SarifRun } from '../../lib/report/sarif/sarif-log';
import { matchGolden } from './match-golden';
import { anyReport } from './report-arbitrary';
import { aDifference, aReport, aService, aStack, fullReport, greenReport } from './sample-report';
import { validateSarif } from './validate-sarif';

/** Milliseconds; the validator alone takes some seconds of a busy machine. */
const VALIDATOR = 180_000;

const sarif = (report: Report) => render(report, 'sarif');

function runOf(report: Report): SarifRun {
  const log: SarifLog = JSON.parse(sarif(report));
  return log.runs[0] as SarifRun;
}

function resultsOf(report: Report): readonly SarifResult[] {
  return runOf(report).results;
}

const drifted = (changes = {}, difference = {}) =>
  aReport([aService({ status: 'DRIFTED', differences: [aDifference(difference)], ...changes })]);

const nothingFound = () =>
  aReport([], [], { notices: [{ kind: 'no-service', text: 'no ECS service was found: nothing was checked' }] });

const compared = () =>
  aReport(
    [
      aService({
        status: 'DRIFTED',
        differences: [aDifference({ since: 'new' }), aDifference({ path: 'DesiredCount', since: 'known' })],
      }),
      aService({ logicalId: 'Gone', status: 'DELETED', reason: 'ECS has no service Gone any more', since: 'known' }),
    ],
    [aStack()],
    { resolved: [{ serviceArn: 'arn:aws:ecs:eu-west-1:111111111111:service/web/api', path: 'Tags[stage]' }] },
  );

/** Neither source nor template may be pointed to. */
const outside = () =>
  drifted({ source: { file: '/home/dev/lib/web.ts', line: 3, column: 1 }, templateFile: '../Web.template.json' });

describe('a SARIF report', () => {
  it.each([
    ['full.sarif', fullReport()],
    ['green.sarif', greenReport()],
    ['compared.sarif', compared()],
  ])('%s', (name, report) => matchGolden(name, sarif(report)));

  it(
    'passes the official validator with the rules of the standard and of GitHub',
    () => {
      const logs = {
        'full.sarif': sarif(fullReport()),
        'green.sarif': sarif(greenReport()),
        'compared.sarif': sarif(compared()),
        'empty.sarif': sarif(aReport([], [])),
        'nothing-found.sarif': sarif(nothingFound()),
        'outside.sarif': sarif(outside()),
        ...Object.fromEntries(
          fc.sample(anyReport, { numRuns: 4, seed: 1 }).map((report, index) => [`any-${index}.sarif`, sarif(report)]),
        ),
      };
      expect(validateSarif(logs)).toEqual([]);
    },
    VALIDATOR,
  );

  it(
    'would not pass without a location, without help or with a wrong rule',
    () => {
      const bad = JSON.parse(sarif(drifted()));
      const [run] = bad.runs;
      run.results[0].locations = [];
      run.results[0].ruleIndex = 99;
      delete run.tool.driver.rules[0].help;
      const found = validateSarif({ 'bad.sarif': JSON.stringify(bad) }).join('\n');
      for (const rule of ['GH1015', 'GH2012', 'SARIF1009']) expect(found).toContain(`bad.sarif: error ${rule}`);
    },
    VALIDATOR,
  );
});

describe('the results of a SARIF report', () => {
  it('has a result for each difference, unresolved value, ignored entry, unchecked or deleted service, unmanaged service', () => {
    const report = fullReport();
    const count = (pick: (service: Report['services'][number]) => number) =>
      report.services.reduce((sum, service) => sum + pick(service), 0);
    const wanted =
      count(({ differences, unresolved, ignored }) => differences.length + unresolved.length + ignored.length) +
      count(({ status }) => (status === 'DELETED' || status === 'UNCHECKED' ? 1 : 0)) +
      1 + // the stack that could not be read
      (report.unmanaged?.length ?? 0);
    expect(resultsOf(report)).toHaveLength(wanted);
  });

  it.each([
    ['drift', 'error'],
    ['conflict', 'error'],
    ['adopted', 'note'],
    ['pending', 'note'],
  ] as const)('tell %s as %s', (cause, level) => {
    expect(resultsOf(aReport([aService({ differences: [aDifference({ cause })] })]))).toMatchObject([
      { ruleId: 'ecs-drift/deployment', level },
    ]);
  });

  it('tell every side that was compared, equal ones together', () => {
    const text = (report: Report) => resultsOf(report)[0]?.message.text;
    expect(text(drifted())).toMatch(/: synthesized and deployed 50, live 0\. Drift: changed outside CloudFormation/);
    expect(text(drifted({}, { cause: 'conflict', synthesized: 100, onDeploy: 'overwritten' }))).toContain(
      ': synthesized 100, deployed 50, live 0. Conflict: ',
    );
    expect(text(drifted({}, { declared: false }))).toContain("Percent' (not in the template) of service");
    const single = (comparison: 'two-way' | 'deployed-only') =>
      text({ ...drifted(), stacks: [aStack({ comparison })] });
    expect(single('two-way')).toContain(': synthesized 50, live 0. ');
    expect(single('deployed-only')).toContain(': deployed 50, live 0. ');
  });

  it('refer to the rule of that index, which has help', () => {
    const { results, tool } = runOf(fullReport());
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    for (const { help, properties } of tool.driver.rules) {
      expect(help.markdown).not.toBe('');
      expect(properties.tags.length).toBeLessThanOrEqual(10);
    }
  });

  it('are never none where nothing was found or a stack was not checked', () => {
    const closed = aReport([], [aStack({ status: 'UNCHECKED', comparison: undefined, reason: 'access denied' })]);
    for (const report of [nothingFound(), closed]) {
      expect(resultsOf(report)).toMatchObject([{ ruleId: 'ecs-drift/unchecked', level: 'warning' }]);
      expect(runOf(report).invocations[0]?.executionSuccessful).toBe(false);
    }
    expect(runOf(greenReport())).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] });
  });

  it('tell an unchecked stack once where its services say the same', () => {
    const stack = aStack({ status: 'UNCHECKED', comparison: undefined, reason: 'access denied' });
    const service = aService({ status: 'UNCHECKED', reason: 'access denied' });
    expect(resultsOf(aReport([service], [stack]))).toHaveLength(1);
    expect(resultsOf(aReport([aService()], [stack]))).toHaveLength(1);
  });

  it('hold suppressions all or none, those of ignored entries with the reason, and fail no check', () => {
    const entry = {
      path: 'DesiredCount',
      reason: 'scaled by batch',
      expires: '2027-01-31',
      source: '.ecs-drift.yaml:4',
    };
    const ignored = [{ ...entry, difference: aDifference({ path: 'DesiredCount' }) }];
    const results = resultsOf(aReport([aService({ ignored, differences: [aDifference({ cause: 'pending' })] })]));
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [],
      [{ kind: 'external', status: 'accepted', justification: 'scaled by batch (.ecs-drift.yaml:4 until 2027-01-31)' }],
    ]);
    expect(results.map(({ level }) => level)).toEqual(['note', 'note']);
  });

  it('hold the state against an earlier report where it is known for all, else for none', () => {
    expect(resultsOf(compared()).map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new', 'unchanged']);
    const mixed = compared();
    mixed.services[0]?.unresolved.push({ path: 'Role', side: 'both', reason: 'no permission' });
    for (const result of resultsOf(mixed)) expect(result).not.toHaveProperty('baselineState');
    expect(resultsOf(mixed).map(({ properties }) => properties?.since)).toEqual(['known', undefined, 'new', 'known']);
  });
});

describe('the place of a SARIF result', () => {
  const place = (report: Report) => resultsOf(report)[0]?.locations[0]?.physicalLocation;

  it('is the source line, else the template, else the stack', () => {
    expect(place(drifted())).toEqual({
      artifactLocation: { uri: 'lib/web-stack.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 42, startColumn: 17 },
    });
    expect(place(drifted({ source: undefined }))).toEqual({
      artifactLocation: { uri: 'Web.template.json' },
      region: { startLine: 1 },
    });
    expect(place(drifted({ source: undefined, templateFile: undefined }))).toMatchObject({
      artifactLocation: { uri: 'Web' },
    });
  });

  it('is told in words where no result may point to it', () => {
    expect(place(outside())?.artifactLocation.uri).toBe('Web');
    expect(resultsOf(outside())[0]?.message.text).toContain('The code creates it at /home/dev/lib/web.ts:3:1.');
  });

  it('names the construct and the logical id', () => {
    expect(resultsOf(drifted())[0]?.locations[0]?.logicalLocations).toEqual([
      { name: 'WebServiceD04B5F3E', fullyQualifiedName: 'Web/Web/Service/Service', kind: 'resource' },
    ]);
  });

  it.each([
    ['lib/web stack.ts', 'lib/web%20stack.ts'],
    ['./lib//a/../b.ts', 'lib/b.ts'],
    ['lib/a:b#c?d%.ts', 'lib/a%3Ab%23c%3Fd%25.ts'],
    ['lib/\ud800é.ts', 'lib/%EF%BF%BD%C3%A9.ts'],
    ['..', undefined],
    ['../lib/a.ts', undefined],
    ['lib/../../a.ts', undefined],
    ['/lib/a.ts', undefined],
    ['\\\\host\\a.ts', undefined],
    ['C:\\lib\\a.ts', undefined],
    ['file:///lib/a.ts', undefined],
    ['.', undefined],
  ])('is relative and encoded: %j', (path, uri) => {
    expect(relativeUri(path)).toBe(uri);
  });
});

describe('the laws of a SARIF report', () => {
  const fingerprint = ({ partialFingerprints }: SarifResult) => partialFingerprints.primaryLocationLineHash as string;

  it('is valid, and no name or value acts in it', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = sarif(report);
        expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}|\p{Cs}/u);
        const log: SarifLog = JSON.parse(text);
        expect(log).toBeValidSarifLog();
        const [run] = log.runs as [SarifRun];
        const messages = [...run.results, ...run.invocations.flatMap((it) => it.toolExecutionNotifications)];
        for (const { message } of messages) {
          expect(message.text).not.toContain('](');
          expect(message.text.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
        }
        for (const { locations } of run.results) {
          const { uri } = locations[0].physicalLocation.artifactLocation;
          expect(uri).toMatch(/^[\w.!~*'()%-]+(?:\/[\w.!~*'()%-]+)*$/);
          expect(uri.split('/')).not.toContain('..');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has a fingerprint of its own for each finding of a service, whatever the order, lines and values', () => {
    const shuffled = anyReport.chain((report) =>
      fc.tuple(
        fc.constant(report),
        fc.shuffledSubarray(report.services, { minLength: report.services.length }).map((services) => ({
          ...report,
          stacks: [...report.stacks].reverse(),
          services: services.map((service) => ({
            ...service,
            source: service.source && { ...service.source, line: service.source.line + 7 },
            differences: [...service.differences].reverse().map((entry) => ({ ...entry, live: 'another value' })),
            unresolved: [...service.unresolved].reverse(),
          })),
        })),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([report, other]) => {
        const own = resultsOf({ ...report, notices: [] }).filter(({ suppressions = [] }) => suppressions.length === 0);
        expect(new Set(own.map(fingerprint)).size).toBe(own.length);
        expect(resultsOf(other).map(fingerprint).sort()).toEqual(resultsOf(report).map(fingerprint).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('has another fingerprint for another stack, account, nested stack, service, path or cause', () => {
    const reports = [
      drifted(),
      drifted({ stackName: 'Api' }),
      drifted({ account: '222222222222' }),
      drifted({ nestedStackName: 'Web-Backend-1X2Y' }),
      drifted({ logicalId: 'Api' }),
      drifted({}, { path: 'DesiredCount' }),
      drifted({}, { cause: 'conflict' }),
    ];
    expect(new Set(reports.map((report) => fingerprint(resultsOf(report)[0] as SarifResult))).size).toBe(7);
  });
});

describe('more results than GitHub accepts', () => {
  const differences = Array.from({ length: 25_001 }, (_, index) =>
    aDifference({ path: `Tags[${index}]`, category: 'tags', cause: index === 25_000 ? 'drift' : 'pending' }),
  );

  it('are cut to the worst, and the run says so', () => {
    const { results, invocations } = runOf(aReport([aService({ status: 'DRIFTED', differences })]));
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe(
      'Only the 25000 worst results are listed, 1 more left out: use --format json for all.',
    );
  });

  it('keep their order; what is suppressed goes first', () => {
    const results = resultsOf(fullReport());
    const kept = limitResults(results, 25);
    expect(kept).toEqual(results.filter((result) => kept.includes(result)));
    const isKept = (result: SarifResult) => kept.includes(result);
    expect(results.filter(({ level }) => level === 'error').every(isKept)).toBe(true);
    expect(kept.some(({ suppressions = [] }) => suppressions.length > 0)).toBe(false);
  });
});
