import fc from 'fast-check';
import type { Cause, Difference, Report } from '../../lib/model/report';
import { escapeText } from '../../lib/report/escape';
import { COMMENT_LIMIT, MARKER } from '../../lib/report/render-markdown';
import { render } from '../../lib/report/renderers';
import { HOSTILE_TEXTS } from './hostile-service';
import { matchGolden } from './match-golden';
import { readComment } from './read-comment';
import { aDifference, aReport, aService, aStack, fullReport, greenReport } from './sample-report';

const markdown = (report: Report, options = {}) => render(report, 'markdown', options);

const drifted = (differences: Difference[], changes = {}) => aService({ status: 'DRIFTED', differences, ...changes });

const pending = aDifference({ cause: 'pending', synthesized: 100, live: 50, onDeploy: undefined });

/** What acts somewhere: in Markdown, HTML, mathematics, GitHub's references, workflow logs. */
const FRAGMENTS = [
  ...['\n\n', '\n', '\t', '    ', '|', '\\', '`', '```', '~~~', '*', '_', '~~', '#', '##[', '](', '![', '$x$', '$`'],
  ...['</code>', '</td>', '<br>', '<a href="x">', '<!--', '-->', '<', '>', '&amp;', '&#10;', '&'],
  ...[
    '@octocat',
    '#1',
    'GH-1',
    'a@b.example',
    'www.evil.example',
    'https://evil.example',
    ':x:',
    '::error::',
    '/close',
  ],
];

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.constantFrom(...FRAGMENTS),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

/** A report in which every text that a comment shows is one of two. */
function reportOf(name: string, value: string): Report {
  const service = drifted(
    [
      aDifference({
        path: name,
        live: value,
        remedies: [
          { kind: 'restore', command: value },
          { kind: 'adopt', code: name },
        ],
      }),
      aDifference({ deployed: [value], live: [name, { [name]: value }] }),
      aDifference({ cause: 'conflict', deployed: { [name]: name }, live: { [name]: value }, synthesized: value }),
    ],
    {
      logicalId: name,
      constructPath: value,
      nestedStackName: name,
      serviceName: value,
      clusterArn: name,
      reason: value,
      source: { file: name, line: 1, column: 1 },
      unresolved: [{ path: name, side: 'live', reason: value }],
      notes: [{ kind: 'managed', path: name, text: value }],
      ignored: [{ path: name, reason: value, source: name, expires: value }],
    },
  );
  const template = aService({ status: 'DELETED', reason: name, source: undefined, templateFile: value });
  const place = { account: name, region: value };
  const stack = aStack({ ...place, status: 'UNCHECKED', reason: value, missingPermissions: [name] });
  return aReport(
    [service, template].map((one) => ({ ...one, ...place })),
    [stack],
    {
      notices: [{ kind: 'no-service', text: value }],
      resolved: [{ serviceArn: name, path: value }],
      unmanaged: [{ serviceArn: name, clusterArn: value, createdBy: name, createdAt: value }],
    },
  );
}

describe('a comment', () => {
  it.each([
    ['full.md', fullReport(), {}],
    ['green.md', greenReport(), {}],
    ['green-verbose.md', greenReport(), { verbose: true }],
    ['empty.md', aReport([], []), {}],
    ['pending.md', aReport([aService({ differences: [pending] })]), {}],
    [
      'incomplete.md',
      aReport([aService(), aService({ logicalId: 'Api', status: 'UNCHECKED', reason: 'throttled' })]),
      {},
    ],
    [
      'deployed-only.md',
      aReport(
        [drifted([aDifference({ synthesized: undefined, onDeploy: undefined })])],
        [aStack({ comparison: 'deployed-only' })],
      ),
      {},
    ],
  ])('%s', (name, report, options) => matchGolden(name, markdown(report, options)));

  it('begins with the marker, once, whatever it tells', () => {
    for (const report of [fullReport(), greenReport(), aReport([], []), reportOf(MARKER, MARKER)]) {
      expect(markdown(report).split(MARKER)).toHaveLength(2);
      expect(markdown(report).startsWith(`${MARKER}\n`)).toBe(true);
    }
  });

  it('takes back an earlier alarm only where all was checked', () => {
    expect(markdown(greenReport())).toContain('All clear:');
    expect(markdown(aReport([aService({ differences: [pending] })]))).toContain('All clear:');
    const unresolved = [{ path: 'Role', side: 'both', reason: 'no' } as const];
    for (const report of [
      fullReport(),
      aReport([], []),
      aReport([aService({ status: 'UNCHECKED', unresolved })]),
      aReport([aService()], [aStack(), aStack({ stackName: 'Broken', status: 'UNCHECKED', reason: 'x' })]),
    ]) {
      expect(markdown(report)).not.toContain('All clear:');
    }
  });

  it('does not pass over what is ignored', () => {
    const ignored = [{ path: 'Role', reason: 'x', source: '--ignore', difference: aDifference({ path: 'Role' }) }];
    expect(markdown(aReport([aService({ ignored })]))).toContain('none has drifted, apart from what is ignored.');
    expect(markdown(greenReport())).toContain('none has drifted. ');
  });

  it('shows the worst first: stacks, services and differences', () => {
    const adopted = aDifference({ path: 'A', cause: 'adopted' });
    const services = [
      aService({ logicalId: 'Caught', differences: [adopted] }),
      aService({ logicalId: 'Jobs', status: 'UNCHECKED', reason: 'x' }),
      drifted([{ ...pending, path: 'B' }, aDifference({ path: 'C' }), aDifference({ path: 'D', cause: 'conflict' })], {
        logicalId: 'Web',
      }),
      aService({ stackName: 'Z', logicalId: 'Gone', status: 'DELETED', reason: 'x' }),
    ];
    const stacks = [aStack(), aStack({ stackName: 'Z' })];
    const { codes } = readComment(markdown(aReport(services, stacks)));
    const names = ['Z', 'Gone', 'Web', 'Web', 'D', 'C', 'B', 'Jobs', 'Caught', 'A'];
    expect(codes.filter((code) => names.includes(code) && code !== 'Web')).toEqual(
      names.filter((name) => name !== 'Web'),
    );
  });

  it('shows what is new before what is known', () => {
    const differences = [aDifference({ path: 'A', since: 'known' }), aDifference({ path: 'B', since: 'new' })];
    const shown = markdown(aReport([drifted(differences)]));
    expect(shown).toMatch(/<strong>new<\/strong> <code>B<\/code>[\s\S]*<td><code>A<\/code>/);
  });

  it('gives a command that serves several differences once', () => {
    const remedies = [{ kind: 'restore', command: 'aws ecs update-service' } as const];
    const differences = ['A', 'B'].map((path) => aDifference({ path, remedies }));
    const shown = markdown(aReport([drifted(differences)]));
    expect(shown.split('aws ecs update-service')).toHaveLength(2);
    expect(shown).toContain('<code>A</code>, <code>B</code>, to set the deployed value again:');
  });

  it('keeps the lines of a remedy, and leaves out one that is too long rather than cut it', () => {
    const remedies = [
      { kind: 'adopt', code: 'a(\n\n  b);' } as const,
      { kind: 'restore', command: 'x'.repeat(3001) } as const,
    ];
    const shown = markdown(aReport([drifted([aDifference({ remedies })])]));
    expect(readComment(shown).codes).toContain('a(\n\n  b);');
    expect(shown).toContain('too long to show here');
    expect(shown).not.toContain('xxx');
  });

  it('loses no service whose stack is not in the report', () => {
    const lost = aService({ stackName: 'Lost', status: 'UNCHECKED', reason: 'x' });
    expect(readComment(markdown(aReport([lost], []))).codes).toContain('Lost');
  });
});

describe('names and values in a comment', () => {
  const own = readComment(markdown(reportOf('name', 'value')));

  it('are text in code, nothing else, and none is lost', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, value) => {
        // A service does not repeat the reason of its stack.
        fc.pre(name !== value);
        const { codes, elements, prose } = readComment(markdown(reportOf(name, value)));
        expect([...elements].filter((element) => !own.elements.has(element))).toEqual([]);
        expect(prose.replace(/\d+ unchanged(<br>)?/g, '')).toBe(own.prose.replace(/\d+ unchanged(<br>)?/g, ''));
        for (const text of [name, value].map(escapeText)) {
          if (text.length <= 600) expect(codes).toContain(text);
        }
      }),
    );
  });

  it('bring no line that a log or a quick action could take for a command', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, value) => {
        const shown = markdown(reportOf(name, value));
        expect(shown).not.toContain('##[');
        for (const line of shown.split('\n')) expect(line).toMatch(/^(?:$|[<#*A-Za-z0-9])/);
      }),
    );
  });

  it('may be of any length', () => {
    const units = fc.constantFrom('a', '日', '"', '\u0000', '\\', '🌈', '\n', '<');
    fc.assert(
      fc.property(units, units, fc.integer({ min: 1000, max: 60_000 }), (first, second, length) => {
        const text = `${first}${second}`.repeat(length);
        const shown = markdown(reportOf(text, text));
        expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(COMMENT_LIMIT);
        // The worst is there even so.
        const { codes, elements } = readComment(shown);
        expect(elements).toContain('h4');
        expect(codes.join('')).toMatch(/… \(\d+ characters\)/);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a comment on more than fits', () => {
  const CAUSES: Cause[] = ['conflict', 'drift', 'pending', 'adopted'];
  const cause = fc.constantFrom(...CAUSES);
  const services = fc.array(fc.array(cause, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 40 });

  /** Services whose every difference is named after its cause. */
  function reportWith(causes: readonly Cause[][], width: number): Report {
    const pad = 'x'.repeat(width);
    return aReport(
      causes.map((list, at) =>
        aService({
          stackName: `Stack${at % 3}`,
          logicalId: `Service${at}`,
          status: list.some((one) => one === 'drift' || one === 'conflict') ? 'DRIFTED' : 'IN_SYNC',
          differences: list.map((one, index) => aDifference({ path: `${one}/${index}/${pad}`, cause: one })),
          notes: [{ kind: 'managed', text: `note/${at}` }],
        }),
      ),
      [0, 1, 2].map((number) => aStack({ stackName: `Stack${number}` })),
    );
  }

  it('stays within the limit, keeps the worst and tells what is left out', () => {
    fc.assert(
      fc.property(services, fc.integer({ min: 0, max: 400 }), (causes, width) => {
        const shown = markdown(reportWith(causes, width));
        expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(COMMENT_LIMIT);
        const { codes } = readComment(shown);
        const kept = codes.filter((code) => /^[a-z]+\/\d+\//.test(code)).map((code) => code.split('/')[0] as Cause);
        const all = causes.flat();
        const worst = [...all].sort((a, b) => CAUSES.indexOf(a) - CAUSES.indexOf(b)).slice(0, kept.length);
        expect([...kept].sort()).toEqual([...worst].sort());
        expect(leftOut(shown, 'difference')).toBe(all.length - kept.length);
        const headed = codes.filter((code) => /^Service\d+$/.test(code)).length;
        expect(leftOut(shown, 'service')).toBe(causes.length - headed);
        expect(leftOut(shown, 'note')).toBe(causes.length - codes.filter((code) => code.startsWith('note/')).length);
      }),
      { numRuns: 25 },
    );
  });

  it('is nearly full', () => {
    const shown = markdown(
      reportWith(
        Array.from({ length: 300 }, () => ['drift', 'pending']),
        20,
      ),
    );
    expect(Buffer.byteLength(shown)).toBeGreaterThan(COMMENT_LIMIT - 3000);
    expect(leftOut(shown, 'difference')).toBeGreaterThan(0);
  });

  it('leaves nothing out where all fits', () => {
    expect(markdown(reportWith([['drift']], 0))).not.toContain('Left out');
    expect(markdown(fullReport())).not.toContain('Left out');
  });

  function leftOut(shown: string, noun: string): number {
    const sentence = /\*\*Left out, .*: (.*)\.\*\*/.exec(shown)?.[1] ?? '';
    return Number(new RegExp(`(?:^|, )(\\d+) ${noun}s?(?:,|$)`).exec(sentence)?.[1] ?? 0);
  }
});
