import { type LoopbackAws, startLoopbackAws } from '../aws';
import { roundTrips } from '../bench/round-trips';
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
