import type { Progress } from '../../lib/check';
import { InputError } from '../../lib/model/errors';
import { greenReport } from '../report/sample-report';
import { FakeStream, runMain } from './fake-io';

const EVENTS: Progress[] = [
  { kind: 'stage', text: 'reading stacks' },
  { kind: 'app-output', chunk: 'synth warning\n' },
  { kind: 'app-output', chunk: Buffer.from('bytes\n') },
  { kind: 'call', service: 'ECS', operation: 'DescribeServices', milliseconds: 12.6 },
  { kind: 'call', service: 'ECS', operation: 'DescribeServices', milliseconds: 3, error: 'AccessDenied' },
  { kind: 'stage', text: 'comparing' },
];

async function stderrOf(argv: string[], terminal: boolean, env = {}, columns?: number): Promise<string> {
  const stderr = new FakeStream();
  stderr.isTTY = terminal;
  stderr.columns = columns;
  return (await runMain(argv, { report: greenReport(), events: EVENTS, stderr, env })).stderr;
}

const CALLS = 'ECS DescribeServices 13 ms\nECS DescribeServices 3 ms failed: AccessDenied\n';
const OUTPUT = 'synth warning\nbytes\n';

describe('progress', () => {
  it('is a line that goes away on a terminal', async () => {
    expect(await stderrOf([], true)).toBe(`reading stacks\r\u001b[K${OUTPUT}comparing\r\u001b[K`);
  });

  it('fits the terminal', async () => {
    expect(await stderrOf([], true, {}, 8)).toContain('reading\r');
  });

  it.each<[string, string[], boolean, object, string]>([
    ['nothing of it elsewhere', [], false, {}, OUTPUT],
    ['nothing of it under CI', [], true, { CI: 'true' }, OUTPUT],
    ['nothing of it on a dumb terminal', [], true, { TERM: 'dumb' }, OUTPUT],
    ['it under CI=false', [], true, { CI: 'false' }, `reading stacks\r\u001b[K${OUTPUT}comparing\r\u001b[K`],
    ['nothing at all when quiet', ['-q'], true, {}, ''],
    ['calls for who asks', ['-v'], false, {}, OUTPUT + CALLS],
  ])('shows %s', async (_name, argv, terminal, env, text) => expect(await stderrOf(argv, terminal, env)).toBe(text));

  it('tells what the app wrote when a quiet run fails', async () => {
    const { stderr } = await runMain(['-q'], { throws: new InputError('the app failed'), events: EVENTS });
    expect(stderr).toBe(`${OUTPUT}ecs-drift: the app failed\n`);
  });
});
