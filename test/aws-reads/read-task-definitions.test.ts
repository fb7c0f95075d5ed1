import { readNamespaceNames } from '../../lib/aws/read-namespaces';
import { readTaskDefinitions } from '../../lib/aws/read-task-definitions';
import { ACCOUNT, denied, Loopback, ok, REGION, raw, refuse } from './loopback';

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

describe('task definitions', () => {
  const arn = (revision: number) => `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/web:${revision}`;

  test('are read side by side, each once per session, with their status', async () => {
    aws.answer = async ({ input }) => {
      await aws.together(2);
      const revision = Number(input.taskDefinition.split(':').at(-1));
      const status = revision === 1 ? 'INACTIVE' : 'ACTIVE';
      return ok({ taskDefinition: { taskDefinitionArn: input.taskDefinition, revision, status, registeredAt: 0 } });
    };
    const session = aws.session();
    aws.mostInFlight = 0;
    const [read, again] = await Promise.all([
      readTaskDefinitions(session, [arn(1), arn(2), arn(1)]),
      readTaskDefinitions(session, [arn(2), arn(3)]),
    ]);
    expect([...read.keys()]).toEqual([arn(1), arn(2)]);
    expect(read.get(arn(1))).toMatchObject({ status: 'INACTIVE', registeredAt: 0 });
    expect(again.get(arn(3))).toMatchObject({ status: 'ACTIVE', revision: 3 });
    await readTaskDefinitions(session, [arn(1), arn(3)]);
    expect(aws.calls).toHaveLength(3);
  });

  test('names of the user stay what they are', async () => {
    const dockerLabels = JSON.parse('{"__proto__":"a","constructor":"b"}');
    aws.answer = () => ok({ taskDefinition: { containerDefinitions: [{ name: 'web', dockerLabels }] } });
    const read = (await readTaskDefinitions(aws.session(), [arn(1)])).get(arn(1));
    expect(JSON.stringify(read)).toBe(
      '{"containerDefinitions":[{"name":"web","dockerLabels":{"__proto__":"a","constructor":"b"}}]}',
    );
  });

  test('one that ECS does not know is told apart from one that could not be read', async () => {
    aws.answer = () => refuse('ClientException', 'Unable to describe task definition.');
    expect((await readTaskDefinitions(aws.session(), [arn(1)])).get(arn(1))).toEqual({
      action: 'ecs:DescribeTaskDefinition',
      denied: false,
      absent: true,
      reason: expect.stringContaining(arn(1)),
    });
  });

  test.each([
    ['refused as a bad request', refuse('ClientException', 'The request is odd.'), false, /The request is odd/],
    ['refused', denied('ecs:DescribeTaskDefinition'), true, /lack the permission/],
    ['missing from the answer', ok({}), false, /holds no task definition/],
    ['null', ok({ taskDefinition: null }), false, /holds no task definition/],
    ['in no answer', raw('<html>'), false, /no answer of AWS/],
  ])('one that is %s fails alone', async (_what, reply, isDenied, words) => {
    aws.answer = ({ input }) => (input.taskDefinition === arn(1) ? reply : ok({ taskDefinition: { revision: 2 } }));
    const read = await readTaskDefinitions(aws.session(), [arn(1), arn(2)]);
    expect(read.get(arn(1))).toEqual({
      action: 'ecs:DescribeTaskDefinition',
      denied: isDenied,
      reason: expect.stringMatching(words),
    });
    expect(read.get(arn(2))).toMatchObject({ revision: 2 });
  });
});

describe('names of namespaces', () => {
  const arn = (id: string, account = ACCOUNT) => `arn:aws:servicediscovery:${REGION}:${account}:namespace/${id}`;

  test('are looked up by id, each once per session', async () => {
    aws.answer = ({ input }) => ok({ Namespace: { Id: input.Id, Name: `${input.Id}.local` } });
    const session = aws.session();
    const read = await readNamespaceNames(session, [arn('ns-1'), arn('ns-2'), arn('ns-1')]);
    expect([...read]).toEqual([
      [arn('ns-1'), 'ns-1.local'],
      [arn('ns-2'), 'ns-2.local'],
    ]);
    await readNamespaceNames(session, [arn('ns-2')]);
    expect(aws.calls.map(({ input }) => input.Id).sort()).toEqual(['ns-1', 'ns-2']);
  });

  test('that another account shares are known by their ARN', async () => {
    aws.answer = ({ input }) =>
      input.Id.startsWith('arn:')
        ? ok({ Namespace: { Name: 'shared' } })
        : refuse('NamespaceNotFound', 'Failed to find namespace', 404);
    const shared = arn('ns-1', '222222222222');
    expect((await readNamespaceNames(aws.session(), [shared])).get(shared)).toBe('shared');
  });

  test.each([
    ['gone', refuse('NamespaceNotFound', 'Failed to find namespace', 404), false],
    ['refused', denied('servicediscovery:GetNamespace'), true],
    ['without a name', ok({ Namespace: { Id: 'ns-1' } }), false],
    ['missing from the answer', ok({}), false],
  ])('one that is %s is a failure', async (_what, reply, isDenied) => {
    aws.answer = () => reply;
    expect((await readNamespaceNames(aws.session(), [arn('ns-1')])).get(arn('ns-1'))).toMatchObject({
      action: 'servicediscovery:GetNamespace',
      denied: isDenied,
      reason: expect.stringContaining(arn('ns-1')),
    });
  });
});
