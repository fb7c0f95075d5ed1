import fc from 'fast-check';
import type { Report } from '../../lib/model/report';
import { render } from '../../lib/report/renderers';
import { matchGolden } from './match-golden';
import { aDifference, aReport, aService, aStack, fullReport, greenReport } from './sample-report';

const text = (report: Report, options = {}) => render(report, 'text', { width: 100, seconds: 1.23, ...options });

describe('a text report', () => {
  it.each([
    ['full.txt', fullReport(), {}],
    ['full-color.txt', fullReport(), { color: true }],
    ['full-narrow.txt', fullReport(), { width: 40 }],
    ['full-verbose.txt', fullReport(), { verbose: true }],
    ['green.txt', greenReport(), {}],
    ['green-verbose.txt', greenReport(), { verbose: true }],
    ['empty.txt', aReport([], []), {}],
    [
      'incomplete.txt',
      aReport([aService(), aService({ logicalId: 'Api', status: 'UNCHECKED', reason: 'throttled' })]),
      {},
    ],
    [
      'pending.txt',
      aReport([
        aService({ differences: [aDifference({ cause: 'pending', synthesized: 100, live: 50, onDeploy: undefined })] }),
      ]),
      {},
    ],
    [
      'deployed-only.txt',
      aReport(
        [aService({ status: 'DRIFTED', differences: [aDifference({ synthesized: undefined, onDeploy: undefined })] })],
        [aStack({ comparison: 'deployed-only' })],
      ),
      {},
    ],
  ])('%s', (name, report, options) => matchGolden(name, text(report, options)));

  it('is one line where there is nothing to tell', () => {
    expect(text(greenReport())).toBe('No drift: 2 services in sync (1.2 s)\n');
  });

  it('lists what no stack owns, escaped, between the stacks and the advice', () => {
    const cluster = 'arn:aws:ecs:eu-west-1:111111111111:cluster/web';
    const drifted = aReport([aService({ status: 'DRIFTED', differences: [aDifference()] })]);
    const unmanaged = [
      { serviceArn: 'arn:aws:ecs:eu-west-1:111111111111:service/web/a', clusterArn: cluster },
      {
        serviceArn: 'arn:aws:ecs:eu-west-1:111111111111:service/web/b',
        clusterArn: cluster,
        createdBy: 'arn:aws:iam::111111111111:user/\u001b[2J',
        createdAt: '2026-11-01T10:00:00Z',
      },
    ];
    const paragraphs = text({ ...drifted, unmanaged }).split('\n\n');
    expect(paragraphs.at(-1)).toMatch(/^To keep a live value/);
    expect(paragraphs.at(-2)?.split('\n')).toEqual([
      'Unmanaged: 2 services of the checked clusters that no stack owns',
      '  arn:aws:ecs:eu-west-1:111111111111:service/web/a',
      '    cluster web, creator not known',
      '  arn:aws:ecs:eu-west-1:111111111111:service/web/b',
      '    cluster web, created by arn:aws:iam::111111111111:user/\\u001b[2J at 2026-11-01T10:00:00Z',
    ]);
    expect(text({ ...greenReport(), unmanaged: [] })).toBe(text(greenReport()));
  });

  it('is one line without code, too', () => {
    expect(text(aReport([aService()], [aStack({ comparison: 'deployed-only' })])).split('\n')).toHaveLength(2);
  });

  it('has no escape sequence unless colours are asked for', () => {
    expect(text(fullReport())).not.toContain('\u001b');
    expect(text(fullReport(), { color: true })).toContain('\u001b[31m');
  });

  it('says the same with and without colours', () => {
    const painted = text(fullReport(), { color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken away here
    expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(text(fullReport()));
  });

  it('loses no service whose stack is not in the report', () => {
    expect(text(aReport([aService({ stackName: 'Lost', status: 'UNCHECKED', reason: 'x' })], []))).toContain(
      'Stack Lost',
    );
  });

  it('keeps two stacks of one name in two regions apart', () => {
    const drifted = { status: 'DRIFTED', differences: [aDifference()] } as const;
    const services = [aService({ ...drifted, differences: [aDifference()], region: 'us-east-1', logicalId: 'There' })];
    const report = aReport(services, [aStack({ region: 'eu-west-1' }), aStack({ region: 'us-east-1' })]);
    expect(text(report)).toMatch(/Stack Web \(111111111111, us-east-1\)\n\n {2}DRIFTED There/);
    expect(text(report)).not.toContain('Stack Web (111111111111, eu-west-1)');
  });

  it('shows what changed in values that are too long to show', () => {
    const [long, other] = [`${'x'.repeat(5000)}OLD${'y'.repeat(5000)}`, `${'x'.repeat(5000)}NEW${'y'.repeat(5000)}`];
    const differences = [aDifference({ deployed: long, synthesized: long, live: other })];
    const shown = text(aReport([aService({ status: 'DRIFTED', differences })]));
    expect(shown).toMatch(/- deployed ….*OLD.*… \(10003 characters\)/);
    expect(shown).toMatch(/\+ live ….*NEW.*… \(10003 characters\)/);
    expect(shown.length).toBeLessThan(4000);
  });

  it('lets nothing in a name or a value act on the terminal', () => {
    const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\u001b', '\u009b', '\u202e', '\n', '\r', '\u2028', '\u200b', '\ud800'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
    });
    fc.assert(
      fc.property(nasty, nasty, (name, value) => {
        const differences = [
          aDifference({ path: `Tags[${name}]`, live: value }),
          aDifference({ deployed: { [name]: value }, live: { [name]: [value] } }),
          aDifference({ deployed: [value], live: [name, value] }),
        ];
        const service = aService({
          logicalId: name,
          constructPath: value,
          nestedStackName: name,
          serviceName: value,
          reason: name,
          source: { file: value, line: 1, column: 1 },
          status: 'DRIFTED',
          differences,
          unresolved: [{ path: name, side: 'live', reason: value }],
          notes: [{ kind: 'managed', path: name, text: value }],
          ignored: [{ path: name, reason: value, source: name }],
        });
        const stack = aStack({ status: 'UNCHECKED', reason: value, missingPermissions: [name] });
        for (const line of text(aReport([service], [stack])).split('\n')) expect(line).not.toMatch(unsafe);
      }),
    );
  });
});
