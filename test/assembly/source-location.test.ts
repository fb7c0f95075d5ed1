import { locateSource } from '../../lib/assembly/source-location';

const at = (frames: string[], directory = '/home/user/app') => locateSource(frames, directory);

describe('locateSource', () => {
  test.each([
    ['new WebStack (/home/user/app/lib/web-stack.ts:42:17)', { file: 'lib/web-stack.ts', line: 42, column: 17 }],
    ['    at new WebStack (/home/user/app/lib/web-stack.ts:42:17)', { file: 'lib/web-stack.ts', line: 42, column: 17 }],
    ['at /home/user/app/bin/app.ts:3:1', { file: 'bin/app.ts', line: 3, column: 1 }],
    ['at async main (/home/user/app/bin/app.ts:3:1)', { file: 'bin/app.ts', line: 3, column: 1 }],
    ['at async /home/user/app/bin/app.ts:3:1', { file: 'bin/app.ts', line: 3, column: 1 }],
    ['<anonymous> (/home/user/other/index.ts:101:1)', { file: '/home/user/other/index.ts', line: 101, column: 1 }],
    ['/home/user/app/bin/a.ts:3:13 (/home/user/app/bin/a.ts:3:96)', { file: 'bin/a.ts', line: 3, column: 96 }],
    ['new W (/home/user/app/lib (copy)/w.ts:1:2)', { file: 'lib (copy)/w.ts', line: 1, column: 2 }],
    ['new W (/home/user/app/lib/constructs/w.ts:1:2)', { file: 'lib/constructs/w.ts', line: 1, column: 2 }],
    ['new W (file:///home/user/app/lib/my%20stack.mjs:1:2)', { file: 'lib/my stack.mjs', line: 1, column: 2 }],
    ['new W (/home/user/app-two/w.ts:1:2)', { file: '/home/user/app-two/w.ts', line: 1, column: 2 }],
    ['new W (/home/user/app/..odd/w.ts:1:2)', { file: '..odd/w.ts', line: 1, column: 2 }],
  ])('%s', (frame, location) => {
    expect(at([frame])).toEqual(location);
  });

  test.each([
    ['new W (C:\\app\\lib\\w.ts:1:2)', 'C:\\app', 'lib/w.ts'],
    ['new W (file:///C:/app/lib/w.ts:1:2)', 'C:\\app', 'lib/w.ts'],
    ['new W (D:\\app\\lib\\w.ts:1:2)', 'C:\\app', 'D:\\app\\lib\\w.ts'],
    ['new W (C:\\app\\lib\\w.ts:1:2)', '/home/user/app', 'C:\\app\\lib\\w.ts'],
  ])('of Windows: %s below %s', (frame, directory, file) => {
    expect(at([frame], directory)).toEqual({ file, line: 1, column: 2 });
  });

  test.each([
    '...new FargateService2 in aws-cdk-lib...',
    '...node internals, tsx...',
    'new FargateService (/home/user/app/node_modules/aws-cdk-lib/aws-ecs/lib/fargate.js:1:7829)',
    'new BaseService (/workplace/aws-cdk/packages/aws-cdk-lib/aws-ecs/lib/base.js:428:29)',
    'Module._compile (node:internal/modules/cjs/loader:1521:14)',
    'node:internal/main/run_main_module:28:49',
    'Module._compile (internal/modules/cjs/loader.js:999:30)',
    'eval (eval at <anonymous> (/home/user/app/x.js:1:1), <anonymous>:1:1)',
    'Array.map (<anonymous>)',
    'Kernel._create (/tmp/tmp1x2y/lib/program.js:8432:34)',
    'Kernel._create (/tmp/jsii-kernel-a1/x.js:1:3)',
    'new W (/home/user/app/w.ts:0:0)',
    'file://%/x:1:1',
    '',
  ])('passes over %j', (frame) => {
    expect(at([frame])).toBeUndefined();
    expect(at([frame, 'new W (/home/user/app/w.ts:5:6)'])).toEqual({ file: 'w.ts', line: 5, column: 6 });
  });

  test('a long line of brackets takes no time', () => {
    expect(at([`new W ${'('.repeat(100_000)}:1:1)`])).toBeUndefined();
    expect(at([`${'(/'.repeat(100_000)}`])).toBeUndefined();
  });
});
