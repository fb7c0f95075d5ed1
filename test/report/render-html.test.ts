import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Difference, Report, ServiceReport } from '../../lib/model/report';
import { render } from '../../lib/report/renderers';
import { HOSTILE_TEXTS } from './hostile-service';
import { htmlSkeleton } from './html-skeleton';
import { matchGolden } from './match-golden';
import { reportNamedThroughout } from './named-throughout';
import { aDifference, aReport, aService, aStack, fullReport, greenReport } from './sample-report';

const page = (report: Report) => render(report, 'html');

/** The rows of the first table of values: side and cell. */
function valuesOf(
  difference: Partial<Difference>,
  comparison: 'three-way' | 'two-way' | 'deployed-only' = 'three-way',
) {
  const service = aService({ status: 'DRIFTED', differences: [aDifference(difference)] });
  const rows = page(aReport([service], [aStack({ comparison })])).matchAll(
    /<tr><th scope="row">(\w+)<\/th><td>(.*?)<\/td><\/tr>/g,
  );
  return Object.fromEntries([...rows].map(([, side, cell]) => [side, cell]));
}

const headings = (report: Report) =>
  [...page(report).matchAll(/<h3><b class="tag">([^<]*)<\/b> <span>([^<]*)/g)].map(
    ([, status, id]) => `${status} ${id}`,
  );

describe('an HTML report', () => {
  it.each([
    ['full.html', fullReport()],
    ['green.html', greenReport()],
    ['empty.html', aReport([], [])],
    ['deployed-only.html', aReport([aService()], [aStack({ comparison: 'deployed-only' })])],
  ])('%s', (name, report) => matchGolden(name, page(report)));

  it('allows its own style and script by their hashes and nothing else', () => {
    const text = page(fullReport());
    const hash = (tag: string) => {
      const [, content = ''] = new RegExp(`<${tag}>([^]*)</${tag}>`).exec(text) ?? [];
      expect(content.length).toBeGreaterThan(1000);
      return `&#39;sha256-${createHash('sha256').update(content).digest('base64')}&#39;`;
    };
    expect(text).toContain(
      `content="default-src &#39;none&#39;; style-src ${hash('style')}; script-src ${hash('script')}; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
  });

  it('has no element and no attribute but its own, whatever names and values hold', () => {
    const tame = htmlSkeleton(page(reportNamedThroughout('x')));
    expect(tame.length).toBeGreaterThan(200);
    const nasty = fc.oneof(
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.string({
        unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '-', '!', '`', 'a', '\n', '\u0000'),
        minLength: 1,
      }),
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    const same = (text: string) => htmlSkeleton(page(reportNamedThroughout(text))).join('') === tame.join('');
    fc.assert(fc.property(nasty, same), { numRuns: 60 });
    expect(() => htmlSkeleton(page(fullReport()))).not.toThrow();
  });

  it('shows no character that acts on what shows it', () => {
    for (const text of HOSTILE_TEXTS) {
      expect(page(reportNamedThroughout(text))).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }
  });

  it('has the worst service first and those in sync in a list of their own', () => {
    const drifted = (logicalId: string, count: number): ServiceReport =>
      aService({
        logicalId,
        status: 'DRIFTED',
        differences: Array.from({ length: count }, (_, index) => aDifference({ path: `Tags[${index}]` })),
      });
    const report = aReport([
      aService({ logicalId: 'A-fine' }),
      aService({ logicalId: 'B-pending', differences: [aDifference({ cause: 'pending' })] }),
      aService({ logicalId: 'C-later', status: 'NOT_DEPLOYED', reason: 'x' }),
      aService({ logicalId: 'D-unread', status: 'UNCHECKED', reason: 'x' }),
      drifted('E-one', 1),
      drifted('F-three', 3),
      aService({ logicalId: 'G-gone', status: 'DELETED', reason: 'x' }),
    ]);
    expect(headings(report)).toEqual([
      'deleted G-gone',
      'drifted F-three',
      'drifted E-one',
      'unchecked D-unread',
      'not deployed C-later',
      'in sync B-pending',
    ]);
    expect(page(report)).toMatch(/<summary>1 service in sync<\/summary>\n<ul class="quiet">\n<li[^>]*><span>A-fine/);
  });

  it('marks what the baseline lost and what the other sides have in its place', () => {
    expect(valuesOf({})).toEqual({ synthesized: '<span>50</span>', deployed: '<del>50</del>', live: '<ins>0</ins>' });
    expect(valuesOf({ cause: 'pending', synthesized: 100, live: 50 })).toEqual({
      synthesized: '<ins>100</ins>',
      deployed: '<del>50</del>',
      live: '<span>50</span>',
    });
    expect(valuesOf({ cause: 'conflict', synthesized: 100 })).toEqual({
      synthesized: '<ins>100</ins>',
      deployed: '<del>50</del>',
      live: '<ins>0</ins>',
    });
    expect(valuesOf({ synthesized: undefined, deployed: undefined, live: [] })).toEqual({
      synthesized: '<i>none</i>',
      deployed: '<i>none</i>',
      live: '<ins>[]</ins>',
    });
    expect(valuesOf({ declared: false }).deployed).toBe('<del>50</del> <i>not in the template; ECS default</i>');
  });

  it('marks single elements of lists and members of maps', () => {
    const list = { synthesized: ['a', 'b', 'b'], deployed: ['a', 'b', 'b'] };
    expect(valuesOf({ ...list, live: ['b', 'c'] })).toEqual({
      synthesized: '<span>a</span><span>b</span><span>b</span>',
      deployed: '<del>a</del><del>b</del><span>b</span>',
      live: '<span>b</span><ins>c</ins>',
    });
    expect(valuesOf({ ...list, live: ['b', 'b', 'a'] }).live).toBe(
      '<span>b</span><span>b</span><span>a</span><i>the same elements in another order</i>',
    );
    const map = JSON.parse('{"__proto__":1,"a":true,"b":2}');
    expect(valuesOf({ synthesized: map, deployed: map, live: { a: false, b: 2 } })).toEqual({
      synthesized: '<span>__proto__: 1</span><span>a: true</span><span>b: 2</span>',
      deployed: '<del>__proto__: 1</del><del>a: true</del><span>b: 2</span>',
      live: '<ins>a: false</ins><span>b: 2</span>',
    });
  });

  it('sets off the part of a long value that differs, by whole words', () => {
    const group = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/${name}/0123`;
    const { deployed, live } = valuesOf({ deployed: group('blue-1'), live: group('blue-2') });
    expect(deployed).toBe('<del>arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/<b>blue-1</b>/0123</del>');
    expect(live).toBe('<ins>arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/<b>blue-2</b>/0123</ins>');
  });

  it('says which side was not read, and takes the other for the baseline', () => {
    expect(valuesOf({ deployed: undefined }, 'two-way')).toEqual({
      synthesized: '<del>50</del>',
      deployed: '<i>could not be read</i>',
      live: '<ins>0</ins>',
    });
    expect(valuesOf({ synthesized: undefined }, 'deployed-only')).toEqual({
      synthesized: '<i>not compared</i>',
      deployed: '<del>50</del>',
      live: '<ins>0</ins>',
    });
  });

  it('tells stacks of one name apart', () => {
    const stacks = [aStack({ region: 'eu-west-1' }), aStack({ region: 'us-east-1' })];
    const services = stacks.map(({ region }) => aService({ region, differences: [aDifference()], status: 'DRIFTED' }));
    const text = page(aReport(services, stacks));
    expect(text).toContain('<article data-stack="Web (111111111111, eu-west-1)"');
    expect(text).toContain('<option value="Web (111111111111, us-east-1)">Web (111111111111, us-east-1) (1)</option>');
  });

  it('gives no all-clear where nothing could be checked', () => {
    const text = page(aReport([], [aStack({ status: 'UNCHECKED', reason: 'denied' })]));
    expect(text).toContain('No service was compared.');
    expect(text).not.toContain('No service has a difference');
    expect(text).toContain('<header class="unsure">');
    expect(text).toMatch(/unchecked<\/b> <span><strong>Web<\/strong>.*: denied</);
  });

  it('keeps the line breaks of what is to be copied', () => {
    const remedies = [{ kind: 'adopt', code: 'a: [\n  1,\n],\u001b' }] as const;
    const service = aService({ status: 'DRIFTED', differences: [aDifference({ remedies: [...remedies] })] });
    expect(page(aReport([service]))).toContain('<pre><code>a: [\n  1,\n],\\u001b</code></pre>');
  });

  it('stays lean', () => {
    const size = (count: number) =>
      page(aReport(Array.from({ length: count }, (_, index) => aService({ logicalId: `Service${index}` })))).length;
    expect((size(300) - size(200)) / 100).toBeLessThan(150);
  });
});
