import { readOwningStack } from '../../lib/aws/read-owner';
import { ACCOUNT, denied, Loopback, ok, REGION, type Reply, refuse } from './loopback';

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

const SERVICE = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/c/web`;
const STACK = `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Web/1`;
const row = (more: object = {}) => ({
  StackId: STACK,
  PhysicalResourceId: SERVICE,
  ResourceStatus: 'CREATE_COMPLETE',
  ...more,
});
const rows = (...list: object[]) => ok({ StackResources: list });

function owner(reply: Reply) {
  aws.answer = () => reply;
  return readOwningStack(aws.session(), SERVICE);
}

test('the stack of a resource is told by its id', async () => {
  expect(await owner(rows(row({ PhysicalResourceId: 'other' }), row()))).toBe(STACK);
  expect(aws.calls).toMatchObject([{ operation: 'DescribeStackResources', input: { PhysicalResourceId: SERVICE } }]);
});

test('a resource beyond the hundred that the answer holds belongs to their stack', async () => {
  expect(await owner(rows(row({ PhysicalResourceId: 'a' }), row({ PhysicalResourceId: 'b' })))).toBe(STACK);
});

test.each([
  ['no stack ever made', refuse('ValidationError', `Stack for ${SERVICE} does not exist`)],
  ['its stack deleted or let go of', rows(row({ ResourceStatus: 'DELETE_SKIPPED' }))],
  ['two stacks let go of', rows(row({ ResourceStatus: 'DELETE_COMPLETE' }), row({ ResourceStatus: 'DELETE_SKIPPED' }))],
])('a resource that %s has no owner', async (_what, reply) => {
  expect(await owner(reply)).toBeUndefined();
});

test('of a stack that let go of it and one that took it over, the latter owns it', async () => {
  const taken = row({ StackId: `${STACK}2`, ResourceStatus: 'IMPORT_COMPLETE' });
  expect(await owner(rows(row({ ResourceStatus: 'DELETE_SKIPPED' }), taken))).toBe(`${STACK}2`);
});

test.each([
  ['refused', refuse('AccessDenied', 'not authorized', 403), true],
  ['refused otherwise', denied('cloudformation:DescribeStackResources'), true],
  ['another validation error', refuse('ValidationError', 'too long'), false],
  ['an empty list', rows(), false],
  ['no list', ok({}), false],
  ['a row without its stack', rows(row({ StackId: '' })), false],
  ['rows of two stacks', rows(row({ PhysicalResourceId: 'a' }), row({ PhysicalResourceId: 'b', StackId: 'x' })), false],
])('%s is a failure, never "no owner"', async (_what, reply, isDenied) => {
  expect(await owner(reply)).toMatchObject({
    action: 'cloudformation:DescribeStackResources',
    denied: isDenied,
    reason: expect.stringContaining(SERVICE),
  });
});
