import { type Format, render } from '../../lib/report/renderers';
import { aDifference, aReport, aService } from './sample-report';

const HUMAN: readonly Format[] = ['text', 'markdown', 'html', 'junit', 'github'];
const MASK = /--show-values shows the values/g;

describe.each(HUMAN)('%s', (format) => {
  test('says once what a mask is, if there is one', () => {
    const secret = aDifference({ path: 'Tags[pin]', deployed: '***0a1b2c3d', synthesized: '***0a1b2c3d', live: 'x' });
    const drifted = (logicalId: string) => aService({ logicalId, status: 'DRIFTED', differences: [secret] });
    expect(render(aReport([drifted('A'), drifted('B')]), format).match(MASK)).toHaveLength(1);
    const open = aDifference({ live: '*** not a mask' });
    expect(render(aReport([aService({ status: 'DRIFTED', differences: [open] })]), format)).not.toMatch(MASK);
  });

  test('says what becomes of a deleted service, and how to get it back', () => {
    const text = render(aReport([aService({ status: 'DELETED', reason: 'it is INACTIVE' })]), format);
    expect(text).toMatch(/the next deploy does not create it again.*to get it back, take it out of the code/);
  });
});

test.each(['text', 'markdown', 'html'] as const)('%s says once per service what the next deploy does', (format) => {
  const kept = ['A', 'B', 'C'].map((key) => aDifference({ path: `Tags[${key}]` }));
  const services = ['One', 'Two'].map((logicalId) => aService({ logicalId, status: 'DRIFTED', differences: kept }));
  const text = render(aReport(services), format);
  expect(text.match(/nothing makes CloudFormation send these properties again/g)).toHaveLength(2);
  expect(text).not.toContain('send this property again');
});

test.each(['text', 'markdown', 'html'] as const)('%s has a command once, with all that it restores', (format) => {
  const remedies = [{ kind: 'restore' as const, command: 'aws ecs untag-resource' }];
  const differences = ['A', 'B', 'C'].map((key) => aDifference({ path: `Tags[${key}]`, remedies }));
  const report = aReport([aService({ status: 'DRIFTED', differences })]);
  const text = render(report, format, { verbose: true });
  expect(text.match(/aws ecs untag-resource/g)).toHaveLength(1);
});
