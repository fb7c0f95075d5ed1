import { readServiceDeployments } from '../../lib/aws/read-service-deployments';
import { ACCOUNT, denied, Loopback, ok, REGION, refuse } from './loopback';

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

const request = (name: string) => ({
  serviceArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:service/c/${name}`,
  cluster: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/c`,
});

test('the last few deployments of each service, newest first', async () => {
  aws.answer = ({ input }) =>
    ok({
      serviceDeployments: [
        { serviceArn: input.service, status: 'SUCCESSFUL', createdAt: 100 },
        {
          serviceArn: input.service,
          status: 'ROLLBACK_SUCCESSFUL',
          statusReason: 'circuit breaker',
          createdAt: 300,
          startedAt: 310,
          finishedAt: 400.5,
          targetServiceRevisionArn: 'r',
        },
        { serviceArn: input.service, status: 'STOPPED', startedAt: 200 },
      ],
      nextToken: 'more',
    });
  const read = await readServiceDeployments(aws.session(), [request('a'), request('b'), request('a')]);
  expect([...read.keys()]).toEqual([request('a').serviceArn, request('b').serviceArn]);
  const deployments = JSON.parse(JSON.stringify(read.get(request('a').serviceArn)));
  expect(deployments.map(({ status }: { status: string }) => status)).toEqual([
    'ROLLBACK_SUCCESSFUL',
    'STOPPED',
    'SUCCESSFUL',
  ]);
  expect(deployments[0]).toEqual({
    serviceArn: request('a').serviceArn,
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: 'circuit breaker',
    createdAt: 300,
    startedAt: 310,
    finishedAt: 400.5,
    targetServiceRevisionArn: 'r',
  });
  expect(aws.calls).toHaveLength(2);
  expect(aws.calls[0]?.input).toEqual({ service: expect.any(String), cluster: request('a').cluster, maxResults: 5 });
});

test('a service without any has an empty list', async () => {
  aws.answer = () => ok({ serviceDeployments: [] });
  expect((await readServiceDeployments(aws.session(), [request('a')])).get(request('a').serviceArn)).toEqual([]);
});

test.each([
  ['refused', denied('ecs:ListServiceDeployments'), true],
  ['unknown', refuse('ServiceNotFoundException', 'Service not found.'), false],
  ['answered without a list', ok({}), false],
])('a service that is %s fails alone', async (_what, reply, isDenied) => {
  aws.answer = ({ input }) =>
    input.service === request('a').serviceArn ? reply : ok({ serviceDeployments: [{ status: 'SUCCESSFUL' }] });
  const read = await readServiceDeployments(aws.session(), [request('a'), request('b')]);
  expect(read.get(request('a').serviceArn)).toMatchObject({
    action: 'ecs:ListServiceDeployments',
    denied: isDenied,
    reason: expect.stringContaining(request('a').serviceArn),
  });
  expect(read.get(request('b').serviceArn)).toMatchObject([{ status: 'SUCCESSFUL' }]);
});
