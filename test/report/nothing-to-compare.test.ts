import { FORMATS, render } from '../../lib/report/renderers';
import { aReport, aService, aStack } from './sample-report';

const REASON = 'there is no stack Web in eu-west-1 in account 111111111111';
const gone = { status: 'NOT_DEPLOYED', reason: REASON } as const;
const stack = aStack({ ...gone, stackId: undefined, comparison: undefined });
const service = aService({ ...gone, clusterArn: undefined, serviceArn: undefined, serviceName: undefined });

const ALL_CLEAR = /no drift|all clear|no longer holds|in sync/i;
/** Without the legend of the page and the rules of SARIF, which explain their words whatever came out. */
const withoutLegend = (text: string): string =>
  text.replace(/<footer>.*<\/footer>|<style>.*<\/style>|"driver": \{.*"columnKind"/gs, '');

describe.each(FORMATS)('%s of a report', (format) => {
  test('in which nothing is deployed says that there is nothing to compare, and where it was looked for', () => {
    const text = withoutLegend(render(aReport([service], [stack]), format));
    // The document itself counts what is not deployed.
    if (format !== 'json') expect(text).toMatch(/nothing to compare/i);
    expect(text).not.toMatch(ALL_CLEAR);
    expect(text).toMatch(/eu-west-1 in account 111111111111/);
  });

  test('of which a part is not deployed says so, and that the rest has no drift', () => {
    const later = { stackName: 'Later', reason: REASON.replace('Web', 'Later') };
    const services = [aService(), { ...service, ...later }];
    const text = render(aReport(services, [aStack(), { ...stack, ...later }]), format);
    expect(text).toContain('there is no stack Later');
    if (/text|markdown|html|github/.test(format)) expect(text).toMatch(/No drift.*1 service in sync, 1 not deployed/s);
  });
});

test('an all-clear takes nothing back of what is not deployed', () => {
  const text = render(aReport([aService(), service]), 'markdown');
  expect(text).toContain('What this comment reported before about them no longer holds.');
});
