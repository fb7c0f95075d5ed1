import { spawnSync } from 'node:child_process';
import { readStderr, reasonOfCrash } from '../../lib/cdk/read-stderr';

test('the problems are the lines of the command that are neither notes nor warnings, with Node around them', () => {
  const text = [
    '(node:4711) Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to 0',
    '(Use `node --trace-warnings ...` to show where the warning was created)',
    'Debugger attached.',
    'ecs-drift: note: rule .ecs-drift.yaml:4 has expired',
    'ecs-drift: Web.template.json: Resources must be an object',
    'ecs-drift: warning: the service is moved',
    'ecs-drift: error: a rule matched nothing',
    '',
  ].join('\n');
  const { problems, rest } = readStderr(text);
  expect(problems).toEqual(['Web.template.json: Resources must be an object', 'a rule matched nothing']);
  expect(rest).toHaveLength(5);
  expect(rest).toContain('note: rule .ecs-drift.yaml:4 has expired');
});

/** What Node itself writes when it cannot run a program, asked of the Node that runs this. */
test.each<[string, string[], Record<string, string>, RegExp]>([
  ['a missing module', ['/no/such/file.js'], {}, /^Error: Cannot find module '.*file\.js'$/],
  ['a thrown error', ['-e', 'null.x'], {}, /^TypeError: Cannot read properties of null/],
  ['a syntax error', ['-e', 'let let = 1'], {}, /^SyntaxError: let is disallowed/],
  ['an unknown option', ['--no-such-option'], {}, /node: bad option: --no-such-option$/],
  ['an option that is not allowed', ['-e', '0'], { NODE_OPTIONS: '--eval' }, /node: --eval is not allowed in/],
  ['a missing preload', ['-e', '0'], { NODE_OPTIONS: '-r ./none' }, /^Error: Cannot find module '\.\/none'$/],
  ['a warning before', ['-e', 'process.emitWarning("old"); null.x'], {}, /^TypeError: /],
])('the reason of a crash is the line that says it: %s', (_case, args, env, reason) => {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  expect(status).not.toBe(0);
  expect(reasonOfCrash(readStderr(stderr).rest)).toMatch(reason);
});

test('an error of V8, and none at all', () => {
  const heap = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
  expect(reasonOfCrash(['', '<--- Last few GCs --->', '[1:0x1]  99 ms: Scavenge', heap])).toBe(heap);
  expect(reasonOfCrash(['Error: unrecognized flag --interrupt-budget=400000', 'Try --help for options'])).toBe(
    'Error: unrecognized flag --interrupt-budget=400000',
  );
  expect(reasonOfCrash(['(node:1) Warning: old'])).toBeUndefined();
});
