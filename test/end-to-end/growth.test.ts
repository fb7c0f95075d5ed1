import { type LoopbackAws, startLoopbackAws } from '../aws';
import { roundTrips } from '../bench/round-trips';
import { runAllFormats } from '../hostile/run-all-formats';
import { check } from './run-command';
import { webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

const LATENCY = 150;

/** Checks so many like stacks with a service each; how many calls of each operation it took, and how deep they went. */
async function callsFor(count: number): Promise<{ calls: Record<string, number>; depth: number }> {
  const aws: LoopbackAws = await startLoopbackAws({ latency: LATENCY });
  try {
    const names = Array.from({ length: count }, (_, index) => `Web${index}`);
    const stacks = Object.fromEntries(names.map((name) => [name, { template: webTemplate() }]));
    for (const [stackName, { template }] of Object.entries(stacks)) aws.deploy({ stackName, template });
    const run = await check(['--app', writeAssembly(stacks)], { aws });
    expect(run.report.summary).toMatchObject({ services: count, inSync: count });
    const calls: Record<string, number> = {};
    for (const { operation } of aws.calls) calls[operation] = (calls[operation] ?? 0) + 1;
    return {
      calls,
      depth: roundTrips(
        aws.calls.map(({ arrived }) => arrived),
        LATENCY,
      ),
    };
  } finally {
    await aws.close();
  }
}

test('an ordinary stack takes two round trips: its own reads together, then its service; nobody asks who we are', async () => {
  expect(await callsFor(1)).toEqual({
    calls: { DescribeStacks: 1, GetTemplate: 1, ListStackResources: 1, DescribeServices: 1 },
    depth: 2,
  });
});

test('calls grow with the stacks, and not faster', async () => {
  const perStack = (await callsFor(1)).calls;
  for (const count of [4, 16]) {
    const { calls } = await callsFor(count);
    const times = Object.entries(perStack).map(([operation, number]) => [operation, number * count]);
    expect(calls).toEqual(Object.fromEntries(times));
  }
});

test.each(['changed', 'added', 'removed'] as const)(
  'a report grows with the tags that were %s, and not faster',
  async (how) => {
    const lengthsOf = async (count: number): Promise<number[]> => {
      const aws = await startLoopbackAws();
      try {
        const named = (index: number): string => `key-${1000 + index}`;
        const Tags = Array.from({ length: count }, (_, index) => ({ Key: named(index), Value: 'code' }));
        const template = webTemplate(how === 'added' ? {} : { Tags });
        aws.deploy({ stackName: 'Web', template });
        aws.service('Web', 'Web').update((live) => {
          live.tags = how === 'removed' ? [] : Tags.map(({ Key }) => ({ key: Key, value: 'live' }));
        });
        const run = await runAllFormats(['--app', writeAssembly({ Web: { template } })], { aws });
        expect(run.report.services.map(({ differences }) => differences.length)).toEqual([count]);
        return Object.values(run.outputs).map(({ length }) => length);
      } finally {
        await aws.close();
      }
    };
    const few = await lengthsOf(100);
    const many = await lengthsOf(400);
    for (const [index, length] of many.entries()) expect(length).toBeLessThan(4.5 * (few[index] ?? 0));
  },
);
