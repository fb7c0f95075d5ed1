import { readRevisions } from '../../lib/aws/read-revisions';
import { readServices } from '../../lib/aws/read-services';
import type { LiveService, ServiceRequest } from '../../lib/model/live-service';
import { ACCOUNT, denied, Loopback, ok, REGION, type Reply, raw, refuse } from './loopback';

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

const arn = (resource: string) => `arn:aws:ecs:${REGION}:${ACCOUNT}:${resource}`;
const serviceArn = (cluster: string, name: string) => arn(`service/${cluster}/${name}`);

function requests(cluster: string, ...names: string[]): ServiceRequest[] {
  return names.map((name) => ({ clusterArn: arn(`cluster/${cluster}`), serviceArn: serviceArn(cluster, name) }));
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);
const live = (of: string, more: object = {}) => ({ serviceArn: of, status: 'ACTIVE', ...more });

async function readOne(reply: Reply, of = 'web'): Promise<LiveService | undefined> {
  aws.answer = () => reply;
  return (await readServices(aws.session(), requests('c', of))).get(serviceArn('c', of));
}

const reasonOf = (service: LiveService | undefined) =>
  service !== undefined && 'reason' in service ? service.reason : '';

test('services are asked for by ten of a cluster, with tags, and found by ARN in any order', async () => {
  aws.answer = ({ input }) => ok({ services: input.services.map((one: string) => live(one)).reverse(), failures: [] });
  const asked = [...requests('a', ...numbered(23)), ...requests('b', 's0'), ...requests('a', 's0')];
  const found = await readServices(aws.session(), asked);
  expect(found.size).toBe(24);
  for (const [of, service] of found) expect(service).toMatchObject({ kind: 'found', service: { serviceArn: of } });
  const inputs = aws.calls.map(({ input }) => input);
  expect(inputs.map((input) => [input.cluster, input.services.length]).sort()).toEqual([
    [arn('cluster/a'), 10],
    [arn('cluster/a'), 10],
    [arn('cluster/a'), 3],
    [arn('cluster/b'), 1],
  ]);
  for (const input of inputs) expect(input.include).toEqual(['TAGS']);
});

test('nothing asked for is nothing asked', async () => {
  expect((await readServices(aws.session(), [])).size).toBe(0);
  expect(aws.calls).toEqual([]);
});

test('an answer stays as it was sent, with what the SDK does not know, but for nulls and events', async () => {
  const hookDetails = { a: [1, 'x', { b: true }] };
  const service = live(serviceArn('c', 'web'), {
    createdAt: 1767225600.5,
    desiredCount: 0,
    events: [{ id: 'e', message: 'long' }],
    deploymentConfiguration: { lifecycleHooks: [{ hookTargetArn: 'h', hookDetails }] },
    tags: [{ key: '__proto__', value: 'x' }],
    newerThanTheSdk: { inside: [1] },
    roleArn: null,
  });
  const read = await readOne(ok({ services: [service], failures: [] }));
  const found = read?.kind === 'found' ? JSON.parse(JSON.stringify(read.service)) : undefined;
  expect(found).toEqual({
    serviceArn: serviceArn('c', 'web'),
    status: 'ACTIVE',
    createdAt: 1767225600.5,
    desiredCount: 0,
    deploymentConfiguration: { lifecycleHooks: [{ hookTargetArn: 'h', hookDetails }] },
    tags: [{ key: '__proto__', value: 'x' }],
    newerThanTheSdk: { inside: [1] },
  });
});

test('what is nested without end does not end the run', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const service = `{"serviceArn":"${serviceArn('c', 'web')}","status":"ACTIVE","deep":${deep}}`;
  expect(await readOne(raw(`{"services":[${service}],"failures":[]}`))).toMatchObject({ kind: 'found' });
});

test.each([
  ['MISSING', { failures: [{ arn: serviceArn('c', 'web'), reason: 'MISSING' }] }, 'deleted', /MISSING/],
  ['INACTIVE', { services: [live(serviceArn('c', 'web'), { status: 'INACTIVE' })] }, 'deleted', /INACTIVE/],
  [
    'DRAINING',
    { services: [live(serviceArn('c', 'web'), { status: 'DRAINING' })] },
    'deleted',
    /being deleted.*DRAINING/,
  ],
  ['unmentioned', {}, 'unread', /says nothing of it/],
  ['unmentioned beside another', { services: [live(serviceArn('c', 'other'))] }, 'unread', /neither as a service/],
  [
    'another failure',
    { failures: [{ arn: serviceArn('c', 'web'), reason: 'BUSY', detail: 'later' }] },
    'unread',
    /BUSY: later/,
  ],
  ['a failure without words', { failures: [{ arn: serviceArn('c', 'web') }] }, 'unread', /without a reason/],
  ['a new status', { services: [live(serviceArn('c', 'web'), { status: 'FROZEN' })] }, 'unread', /FROZEN/],
  ['no status', { services: [{ serviceArn: serviceArn('c', 'web') }] }, 'unread', /status/],
])('%s is told apart', async (_what, answer, kind, words) => {
  const read = await readOne(ok({ services: [], failures: [], ...answer }));
  expect(read?.kind).toBe(kind);
  expect(reasonOf(read)).toMatch(words);
});

test.each([
  ['services that are no list', ok({ services: 'many', failures: [] })],
  ['no services', ok({ failures: [] })],
  ['nothing', ok({})],
  ['an empty body', raw('')],
  ['null', raw('null')],
  ['a service without an ARN', ok({ services: [{ serviceName: 'web', status: 'ACTIVE' }], failures: [] })],
  ['a service that is null', ok({ services: [null], failures: [] })],
  ['a failure without an ARN', ok({ services: [], failures: [{ reason: 'MISSING' }] })],
  ['failures that are no list', ok({ services: [], failures: { arn: 'x' } })],
  ['a page of HTML', raw('<html>secret page</html>')],
  ['a page of HTML with an error', raw('<html>secret page</html>', 403)],
])('an answer with %s leaves the service unread', async (_what, reply) => {
  const read = await readOne(reply);
  expect(read?.kind).toBe('unread');
  expect(reasonOf(read)).toMatch(/^ecs:DescribeServices of service arn:/);
  expect(reasonOf(read)).not.toMatch(/secret|\n/);
});

test('a service that stands in the answer as deleted and as made anew is found', async () => {
  const of = serviceArn('c', 'web');
  const read = await readOne(ok({ services: [live(of, { status: 'INACTIVE' }), live(of, { desiredCount: 3 })] }));
  expect(read).toMatchObject({ kind: 'found', service: { desiredCount: 3 } });
});

test('the old format of an ARN and the new one are the same service, another cluster is not', async () => {
  aws.answer = () => ok({ services: [live(serviceArn('c', 'web'))], failures: [] });
  const old = { clusterArn: arn('cluster/c'), serviceArn: arn('service/web') };
  const other = { clusterArn: arn('cluster/d'), serviceArn: serviceArn('d', 'web') };
  const read = await readServices(aws.session(), [old, other]);
  expect(read.get(old.serviceArn)?.kind).toBe('found');
  expect(read.get(other.serviceArn)?.kind).toBe('unread');
});

test('a cluster that is gone takes its services with it', async () => {
  const read = await readOne(refuse('ClusterNotFoundException', 'Cluster not found.'));
  expect(read).toEqual({ kind: 'deleted', reason: expect.stringContaining(arn('cluster/c')) });
});

test('one service that is refused does not hide its neighbours', async () => {
  const bad = serviceArn('c', 's3');
  aws.answer = ({ input }) =>
    input.services.includes(bad)
      ? denied('ecs:DescribeServices')
      : ok({ services: input.services.map((one: string) => live(one)), failures: [] });
  const read = await readServices(aws.session(), requests('c', ...numbered(10)));
  expect([...read].filter(([, { kind }]) => kind !== 'found')).toEqual([
    [bad, { kind: 'unread', reason: expect.stringMatching(/ecs:DescribeServices .* lack the permission/) }],
  ]);
  expect(aws.calls).toHaveLength(11);
});

test('one failed batch leaves the others', async () => {
  aws.answer = ({ input }) =>
    input.cluster.endsWith('/a')
      ? refuse('ExpiredTokenException', 'The security token included in the request is expired')
      : ok({ services: input.services.map((one: string) => live(one)), failures: [] });
  const read = await readServices(aws.session(), [...requests('a', 's0', 's1'), ...requests('b', 's0')]);
  expect([...read.values()].map(({ kind }) => kind)).toEqual(['unread', 'unread', 'found']);
  expect(aws.calls).toHaveLength(2);
});

test('throttled, broken and cut answers are repeated', async () => {
  const troubles: Reply[] = [
    refuse('ThrottlingException', 'Rate exceeded'),
    refuse('ServerException', '', 503),
    { kind: 'reset' },
  ];
  aws.answer = ({ input }) => troubles.pop() ?? ok({ services: [live(input.services[0])], failures: [] });
  const read = await readServices(aws.session(), requests('c', 'web'));
  expect(read.get(serviceArn('c', 'web'))?.kind).toBe('found');
  expect(aws.calls).toHaveLength(4);
});

test('no more calls than sockets are under way at a time', async () => {
  aws.mostInFlight = 0;
  aws.answer = async ({ input }) => {
    await aws.together(16);
    return ok({ services: input.services.map((one: string) => live(one)), failures: [] });
  };
  const read = await readServices(aws.session(), requests('c', ...numbered(400)));
  expect(read.size).toBe(400);
  expect(aws.mostInFlight).toBe(16);
});

describe('service revisions', () => {
  const revisionArn = (name: string) => arn(`service-revision/c/${name}/1`);
  const revision = (name: string, createdAt = 1) => ({
    serviceRevisionArn: revisionArn(name),
    createdAt,
    monitoring: {},
  });

  test('are asked for by twenty, each service gets its own', async () => {
    aws.answer = ({ input }) => {
      const names = input.serviceRevisionArns.map((one: string) => one.split('/').at(-2));
      return ok({ serviceRevisions: names.map((name: string) => revision(name)).reverse(), failures: [] });
    };
    const services = numbered(25).map((name) => ({ serviceArn: name, revisionArns: [revisionArn(name)] }));
    const read = await readRevisions(aws.session(), services);
    expect([...read.keys()]).toEqual(numbered(25));
    for (const [name, one] of read) expect(one).toMatchObject({ serviceRevisionArn: revisionArn(name) });
    expect(aws.calls.map(({ input }) => input.serviceRevisionArns.length).sort()).toEqual([20, 5]);
  });

  test('of several the newest is taken, by its time', async () => {
    aws.answer = () => ok({ serviceRevisions: [revision('old', 100), revision('new', 200), revision('mid', 150)] });
    const services = [{ serviceArn: 's', revisionArns: ['old', 'new', 'mid'].map(revisionArn) }];
    const read = await readRevisions(aws.session(), services);
    expect(read.get('s')).toMatchObject({
      serviceRevisionArn: revisionArn('new'),
      createdAt: 200,
    });
  });

  test.each([
    ['refused', denied('ecs:DescribeServiceRevisions'), true],
    ['in the failures', ok({ serviceRevisions: [], failures: [{ arn: revisionArn('x'), reason: 'MISSING' }] }), false],
    ['left out', ok({ serviceRevisions: [], failures: [] }), false],
    ['in an answer of the wrong shape', ok({ serviceRevisions: 'x', failures: 3 }), false],
  ])('one that is %s is a failure', async (_what, reply, isDenied) => {
    aws.answer = () => reply;
    const read = await readRevisions(aws.session(), [{ serviceArn: 's', revisionArns: [revisionArn('x')] }]);
    expect(read.get('s')).toMatchObject({ action: 'ecs:DescribeServiceRevisions', denied: isDenied });
  });

  test('a service without one costs no call', async () => {
    const read = await readRevisions(aws.session(), [{ serviceArn: 's', revisionArns: [] }]);
    expect(read.get('s')).toMatchObject({ denied: false, reason: expect.stringContaining('no current revision') });
    expect(aws.calls).toEqual([]);
  });

  test('a newest one that cannot be read is not replaced by an older one', async () => {
    aws.answer = () =>
      ok({ serviceRevisions: [revision('old')], failures: [{ arn: revisionArn('new'), reason: 'MISSING' }] });
    const read = await readRevisions(aws.session(), [
      { serviceArn: 's', revisionArns: [revisionArn('old'), revisionArn('new')] },
    ]);
    expect(read.get('s')).toMatchObject({ reason: expect.stringContaining('MISSING') });
  });
});
