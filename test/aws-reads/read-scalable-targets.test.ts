import { readScalableTargets, readScheduledActions } from '../../lib/aws/read-scalable-targets';
import { denied, Loopback, ok, raw, refuse } from './loopback';

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

const idOf = (name: string) => `service/c/${name}`;
const ids = (count: number) => Array.from({ length: count }, (_, index) => idOf(`s${index}`));
const target = (resourceId: string, more: object = {}) => ({
  ServiceNamespace: 'ecs',
  ResourceId: resourceId,
  ScalableDimension: 'ecs:service:DesiredCount',
  MinCapacity: 2,
  MaxCapacity: 10,
  ...more,
});

test('services are asked for by fifty and found by resource id, whatever the pages', async () => {
  aws.answer = ({ input }) => {
    const [first, ...rest] = [...input.ResourceIds].reverse();
    return ok(
      input.NextToken === undefined
        ? { ScalableTargets: [target(first)], NextToken: 'more' }
        : { ScalableTargets: rest.map((one: string) => target(one)) },
    );
  };
  const targets = await readScalableTargets(aws.session(), [...ids(60), idOf('s0')]);
  expect([...targets.keys()].sort()).toEqual(ids(60).sort());
  for (const [resourceId, one] of targets) expect(one).toMatchObject({ resourceId, minCapacity: 2, maxCapacity: 10 });
  expect(aws.calls.map(({ input }) => input.ResourceIds.length).sort()).toEqual([10, 10, 50, 50]);
  for (const { input } of aws.calls) {
    expect(input).toMatchObject({ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' });
  }
});

test('names begin small at any depth, the rest is as it was sent', async () => {
  const more = { RoleARN: 'r', CreationTime: 1767225600, SuspendedState: { DynamicScalingInSuspended: true } };
  aws.answer = () => ok({ ScalableTargets: [target(idOf('web'), more)] });
  const targets = await readScalableTargets(aws.session(), [idOf('web')]);
  expect(JSON.parse(JSON.stringify(targets.get(idOf('web'))))).toEqual({
    serviceNamespace: 'ecs',
    resourceId: idOf('web'),
    scalableDimension: 'ecs:service:DesiredCount',
    minCapacity: 2,
    maxCapacity: 10,
    roleARN: 'r',
    creationTime: 1767225600,
    suspendedState: { dynamicScalingInSuspended: true },
  });
});

test('what nobody registered, what was not asked for and other dimensions are left out', async () => {
  const other = target(idOf('web'), { ScalableDimension: 'ecs:service:Other' });
  aws.answer = () => ok({ ScalableTargets: [null, other, target(idOf('elsewhere'))] });
  expect(await readScalableTargets(aws.session(), [idOf('web'), idOf('api')])).toEqual(new Map());
});

test.each([{ ResourceId: {} }, { ResourceId: undefined }, { ScalableDimension: 5 }])(
  'a target that does not say of what, %j, may be of any that has none',
  async (odd) => {
    aws.answer = () => ok({ ScalableTargets: [target(idOf('web')), target(idOf('api'), odd)] });
    const targets = await readScalableTargets(aws.session(), [idOf('web'), idOf('api')]);
    expect(targets.get(idOf('web'))).toMatchObject({ minCapacity: 2 });
    expect(targets.get(idOf('api'))).toMatchObject({ reason: expect.stringContaining('does not say of what') });
  },
);

test('nothing asked for is nothing asked', async () => {
  expect((await readScalableTargets(aws.session(), [])).size).toBe(0);
  expect(aws.calls).toEqual([]);
});

test('a refusal is one call, and a failure of each', async () => {
  aws.answer = () => denied('application-autoscaling:DescribeScalableTargets');
  const read = await readScalableTargets(aws.session(), ids(3));
  expect([...read.keys()]).toEqual(ids(3));
  for (const [id, failure] of read) {
    expect(failure).toEqual({
      action: 'application-autoscaling:DescribeScalableTargets',
      denied: true,
      reason: expect.stringContaining(`of ${id}: the credentials lack the permission`),
    });
  }
  expect(aws.calls).toHaveLength(1);
});

test('one id that AWS does not take is a failure of its own, and leaves its neighbours', async () => {
  aws.answer = ({ input }) =>
    input.ResourceIds.includes(idOf('s1'))
      ? refuse('ValidationException', 'no such id')
      : ok({ ScalableTargets: input.ResourceIds.map((one: string) => target(one)) });
  const targets = await readScalableTargets(aws.session(), ids(3));
  for (const id of [idOf('s0'), idOf('s2')]) expect(targets.get(id)).toMatchObject({ resourceId: id });
  expect(targets.get(idOf('s1'))).toMatchObject({
    denied: false,
    reason: expect.stringContaining(`of ${idOf('s1')}: `),
  });
});

test.each([
  ['no list', ok({})],
  ['a list that is none', ok({ ScalableTargets: 'many' })],
  ['a page of HTML', raw('<html>secret</html>')],
  ['a list without an end', ok({ ScalableTargets: [], NextToken: 'again' })],
])('%s is a failure, never an empty answer', async (_what, reply) => {
  aws.answer = () => reply;
  const failure = (await readScalableTargets(aws.session(), [idOf('web')])).get(idOf('web'));
  expect(failure).toMatchObject({ denied: false, reason: expect.not.stringMatching(/secret|\n/) });
});

describe('scheduled actions', () => {
  test('of one service, all pages', async () => {
    aws.answer = ({ input }) =>
      ok({
        ScheduledActions: [
          { ScheduledActionName: input.NextToken ?? 'night', ScalableTargetAction: { MinCapacity: 0 } },
        ],
        ...(input.NextToken === undefined && { NextToken: 'day' }),
      });
    const actions = await readScheduledActions(aws.session(), idOf('web'));
    expect(JSON.parse(JSON.stringify(actions))).toEqual([
      { scheduledActionName: 'night', scalableTargetAction: { minCapacity: 0 } },
      { scheduledActionName: 'day', scalableTargetAction: { minCapacity: 0 } },
    ]);
    expect(aws.calls[0]?.input).toMatchObject({ ServiceNamespace: 'ecs', ResourceId: idOf('web') });
  });

  test('that are refused are a failure', async () => {
    aws.answer = () => denied('application-autoscaling:DescribeScheduledActions');
    expect(await readScheduledActions(aws.session(), idOf('web'))).toMatchObject({
      action: 'application-autoscaling:DescribeScheduledActions',
      denied: true,
    });
  });
});
