import { listServices } from '../../lib/aws/read-cluster-services';
import { readClusters } from '../../lib/aws/read-clusters';
import { ACCOUNT, denied, Loopback, ok, REGION, raw, refuse } from './loopback';

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

const arn = (name: string) => `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/${name}`;
const cluster = (name: string, more: object = {}) => ({ clusterArn: arn(name), clusterName: name, ...more });

describe('clusters', () => {
  test('are asked for by a hundred, and found by ARN or name in any order', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `c${index}`);
    aws.answer = ({ input }) =>
      ok({ clusters: input.clusters.map((one: string) => cluster(one.replace(/^.*\//, ''))).reverse(), failures: [] });
    const asked = names.map((name, index) => (index % 2 === 0 ? name : arn(name)));
    const read = await readClusters(aws.session(), [...asked, ...asked]);
    expect([...read.keys()]).toEqual(asked);
    for (const [one, found] of read) expect(found).toMatchObject({ clusterName: one.replace(/^.*\//, '') });
    expect(aws.calls.map(({ input }) => input.clusters.length).sort()).toEqual([100, 20]);
  });

  test('come with their default strategy and Service Connect namespace', async () => {
    const defaults = {
      defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }],
      serviceConnectDefaults: { namespace: 'arn:n' },
    };
    aws.answer = () => ok({ clusters: [cluster('c', defaults)], failures: [] });
    expect((await readClusters(aws.session(), ['c'])).get('c')).toMatchObject(defaults);
  });

  test('of the same name in another account are not the one that was asked for', async () => {
    const other = { ...cluster('c'), clusterArn: arn('c').replace(ACCOUNT, '222222222222') };
    aws.answer = () => ok({ clusters: [other], failures: [] });
    expect((await readClusters(aws.session(), [arn('c')])).get(arn('c'))).toMatchObject({ denied: false });
  });

  test.each([
    ['MISSING', 'c', ok({ clusters: [], failures: [{ arn: arn('c'), reason: 'MISSING' }] }), /cluster c: MISSING/],
    ['MISSING', arn('c'), ok({ clusters: [], failures: [{ arn: arn('c'), reason: 'MISSING' }] }), /MISSING/],
    ['unmentioned', 'c', ok({ clusters: [], failures: [] }), /does not hold it/],
    ['in an answer of the wrong shape', 'c', ok({ clusters: 'all', failures: 3 }), /holds no list/],
    ['in no answer', 'c', raw('<html>'), /no answer of AWS/],
  ])('one that is %s is a failure', async (_what, asked, reply, words) => {
    aws.answer = () => reply;
    const read = (await readClusters(aws.session(), [asked])).get(asked);
    expect(read).toMatchObject({ action: 'ecs:DescribeClusters', denied: false, reason: expect.stringMatching(words) });
  });

  test('one that is refused does not hide its neighbours', async () => {
    aws.answer = ({ input }) =>
      input.clusters.includes('b')
        ? denied('ecs:DescribeClusters')
        : ok({ clusters: input.clusters.map((one: string) => cluster(one)) });
    const read = await readClusters(aws.session(), ['a', 'b', 'c']);
    expect([...read].filter(([, found]) => 'denied' in found)).toEqual([
      ['b', { action: 'ecs:DescribeClusters', denied: true, reason: expect.stringContaining('cluster b') }],
    ]);
  });
});

describe('the services of a cluster', () => {
  test('come by the hundred, from every page', async () => {
    aws.answer = ({ input }) =>
      ok(input.nextToken === undefined ? { serviceArns: ['a', 'b'], nextToken: 't' } : { serviceArns: ['c'] });
    expect(await listServices(aws.session(), arn('c'))).toEqual(['a', 'b', 'c']);
    expect(aws.calls.map(({ input }) => input)).toEqual([
      { cluster: arn('c'), maxResults: 100 },
      { cluster: arn('c'), maxResults: 100, nextToken: 't' },
    ]);
  });

  test.each([
    ['refused', denied('ecs:ListServices'), true],
    ['of a cluster that is gone', refuse('ClusterNotFoundException', 'Cluster not found.'), false],
    ['without a list', ok({}), false],
  ])('%s are a failure, never none', async (_what, reply, isDenied) => {
    aws.answer = () => reply;
    expect(await listServices(aws.session(), 'c')).toMatchObject({
      action: 'ecs:ListServices',
      denied: isDenied,
      reason: expect.stringContaining('cluster c'),
    });
  });
});
