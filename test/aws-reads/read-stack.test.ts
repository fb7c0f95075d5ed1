import { readStack } from '../../lib/aws/read-stack';
import { readOriginalTemplate } from '../../lib/aws/read-template';
import type { DeployedStack } from '../../lib/model/deployed-stack';
import { ACCOUNT, type Call, denied, Loopback, ok, REGION, type Reply, refuse } from './loopback';

interface FakeStack {
  readonly name: string;
  readonly describe?: object | Reply;
  readonly rows?: readonly object[];
  readonly template?: string | Reply;
}

let aws: Loopback;
beforeAll(async () => {
  aws = await Loopback.start();
});
afterAll(() => aws.stop());

const idOf = (name: string) => `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${name}/0a1b`;

const row = (logicalId: string, type = 'AWS::SNS::Topic', more: object = {}) => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: `${logicalId}-physical`,
  ResourceType: type,
  ResourceStatus: 'CREATE_COMPLETE',
  ...more,
});
const nestedRow = (logicalId: string, name: string) =>
  row(logicalId, 'AWS::CloudFormation::Stack', { PhysicalResourceId: idOf(name) });

/** Answers for some stacks, resources by pages of three. */
function serve(...stacks: FakeStack[]): void {
  aws.answer = ({ operation, input }: Call) => {
    const stack = stacks.find(({ name }) => input.StackName === name || input.StackName === idOf(name));
    if (stack === undefined) return refuse('ValidationError', `Stack with id ${input.StackName} does not exist`);
    switch (operation) {
      case 'DescribeStacks':
        return describe(stack);
      case 'ListStackResources': {
        const start = Number(input.NextToken ?? 0);
        const rows = stack.rows ?? [];
        const next = start + 3 < rows.length ? { NextToken: String(start + 3) } : {};
        return ok({ StackResourceSummaries: rows.slice(start, start + 3), ...next });
      }
      default: {
        const template = stack.template ?? `{"Stage":"${input.TemplateStage}"}`;
        return typeof template === 'string' ? ok({ TemplateBody: template }) : template;
      }
    }
  };
}

function describe(stack: FakeStack): Reply {
  const own = stack.describe ?? {};
  if ('kind' in own) return own as Reply;
  const base = { StackId: idOf(stack.name), StackName: stack.name, StackStatus: 'CREATE_COMPLETE' };
  return ok({ Stacks: [{ ...base, CreationTime: '2026-01-01T00:00:00Z', ...own }] });
}

async function readWell(name: string): Promise<DeployedStack> {
  const read = await readStack(aws.session(), name);
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  return read.stack;
}

test('a stack is read whole', async () => {
  serve({
    name: 'Web',
    describe: {
      StackStatus: 'UPDATE_COMPLETE',
      StackStatusReason: 'well',
      LastUpdatedTime: '2026-02-03T04:05:06.000Z',
      Parameters: [
        { ParameterKey: 'Count', ParameterValue: '2' },
        { ParameterKey: 'Ami', ParameterValue: '/ami', ResolvedValue: 'ami-1' },
        { ParameterKey: '__proto__', ParameterValue: '' },
      ],
      Outputs: [{ OutputKey: 'Url', OutputValue: 'http://a?b&c' }],
      Tags: [{ Key: 'constructor', Value: 'x' }],
      NotificationARNs: ['arn:aws:sns:eu-west-1:1:t'],
    },
    rows: [row('A')],
  });
  const stack = await readWell('Web');
  expect(stack).toMatchObject({
    stackId: idOf('Web'),
    stackName: 'Web',
    account: ACCOUNT,
    region: REGION,
    partition: 'aws',
    status: 'UPDATE_COMPLETE',
    statusReason: 'well',
    lastUpdated: new Date('2026-02-03T04:05:06Z'),
    notificationArns: ['arn:aws:sns:eu-west-1:1:t'],
    templateText: '{"Stage":"Processed"}',
    failures: [],
  });
  expect([...stack.parameters]).toEqual([
    ['Count', { value: '2' }],
    ['Ami', { value: '/ami', resolvedValue: 'ami-1' }],
    ['__proto__', { value: '' }],
  ]);
  expect([...stack.outputs]).toEqual([['Url', 'http://a?b&c']]);
  expect([...stack.tags]).toEqual([['constructor', 'x']]);
  expect([...(stack.resources ?? [])]).toEqual([
    ['A', { logicalId: 'A', physicalId: 'A-physical', type: 'AWS::SNS::Topic', status: 'CREATE_COMPLETE' }],
  ]);
  expect(aws.calls.map((call) => call.operation).sort()).toEqual([
    'DescribeStacks',
    'GetTemplate',
    'ListStackResources',
  ]);
});

test('the time of a stack that was never updated is that of its creation', async () => {
  serve({ name: 'Web' });
  expect((await readWell('Web')).lastUpdated).toEqual(new Date('2026-01-01T00:00:00Z'));
});

test('resources come from all pages, without those that are gone or were never made', async () => {
  const names = ['A', 'B', 'C', 'D', 'E'];
  serve({
    name: 'Web',
    rows: [
      row('Gone', undefined, { ResourceStatus: 'DELETE_COMPLETE' }),
      row('Skipped', undefined, { ResourceStatus: 'DELETE_SKIPPED' }),
      row('Never', undefined, { PhysicalResourceId: '' }),
      row('C', undefined, { PhysicalResourceId: 'old', ResourceStatus: 'DELETE_IN_PROGRESS' }),
      ...names.map((name) => row(name)),
      row('A', undefined, { PhysicalResourceId: 'old', ResourceStatus: 'DELETE_FAILED' }),
    ],
  });
  const { resources } = await readWell('Web');
  expect([...(resources?.keys() ?? [])].sort()).toEqual(names);
  expect([...(resources?.values() ?? [])].map(({ physicalId }) => physicalId).sort()).toEqual(
    names.map((name) => `${name}-physical`),
  );
  expect(aws.count('ListStackResources')).toBe(4);
});

test('nested stacks are read through their ids, to any depth', async () => {
  serve(
    { name: 'Root', rows: [nestedRow('One', 'Root-One'), nestedRow('Two', 'Root-Two')] },
    { name: 'Root-One', rows: [nestedRow('Deep', 'Root-One-Deep')] },
    { name: 'Root-One-Deep', rows: [row('Leaf')], template: '{"deep":true}' },
    { name: 'Root-Two' },
  );
  const root = await readWell('Root');
  expect([...root.nested.keys()].sort()).toEqual(['One', 'Two']);
  const deep = root.nested.get('One')?.nested.get('Deep');
  expect(deep?.stackName).toBe('Root-One-Deep');
  expect(deep?.templateText).toBe('{"deep":true}');
  expect([...(deep?.resources?.keys() ?? [])]).toEqual(['Leaf']);
  expect(aws.calls).toHaveLength(12);
});

test('a nested stack that cannot be read is a failure of the stack above it, which names it', async () => {
  serve(
    {
      name: 'Root',
      rows: [nestedRow('Lost', 'Root-Lost'), nestedRow('Shut', 'Root-Shut'), nestedRow('Fine', 'Root-F')],
    },
    { name: 'Root-Shut', describe: denied('cloudformation:DescribeStacks') },
    { name: 'Root-F' },
  );
  const root = await readWell('Root');
  expect([...root.nested.keys()]).toEqual(['Fine']);
  expect(root.failures).toEqual([
    expect.objectContaining({ denied: false, reason: expect.stringMatching(/^nested stack Lost .*there is no stack/) }),
    expect.objectContaining({
      denied: true,
      reason: expect.stringMatching(/^nested stack Shut .*lack the permission/),
    }),
  ]);
});

test('a stack that names itself as its nested stack ends', async () => {
  serve({ name: 'Root', rows: [nestedRow('Self', 'Root')] });
  const root = await readWell('Root');
  expect(root.nested.get('Self')?.nested.size).toBe(0);
});

test('a stack that does not exist is missing', async () => {
  serve();
  expect(await readStack(aws.session(), 'Nope')).toEqual({
    kind: 'missing',
    reason: `there is no stack Nope in ${REGION}`,
  });
});

test.each(['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'DELETE_COMPLETE'])('a stack in %s is read', async (status) => {
  serve({ name: 'Web', describe: { StackStatus: status } });
  expect((await readWell('Web')).status).toBe(status);
});

test('a refused template is told, the rest is there', async () => {
  serve({ name: 'Web', template: refuse('AccessDenied', 'not authorized to perform: x', 403), rows: [row('A')] });
  const stack = await readWell('Web');
  expect(stack.templateText).toBeUndefined();
  expect(stack.resources?.size).toBe(1);
  expect(stack.failures).toEqual([
    {
      action: 'cloudformation:GetTemplate',
      denied: true,
      reason:
        'cloudformation:GetTemplate of stack Web: the credentials lack the permission (AccessDenied: not authorized to perform: x)',
    },
  ]);
});

test.each([
  ['an error', refuse('AccessDenied', 'no', 403), true],
  ['no list', ok({}), false],
  ['the same page for ever', ok({ StackResourceSummaries: [row('A')], NextToken: 'again' }), false],
])('a list of resources that answers with %s is told', async (_what, reply, isDenied) => {
  serve({ name: 'Web' });
  const { answer } = aws;
  aws.answer = (call) => (call.operation === 'ListStackResources' ? reply : answer(call));
  const stack = await readWell('Web');
  expect(stack.resources).toBeUndefined();
  expect(stack.failures).toEqual([
    expect.objectContaining({ action: 'cloudformation:ListStackResources', denied: isDenied }),
  ]);
  expect(stack.nested.size).toBe(0);
});

test.each([
  ['refused', denied('cloudformation:DescribeStacks'), true],
  ['for another stack', ok({ Stacks: [{ StackId: idOf('Other'), StackName: 'Other' }] }), false],
  ['without an id', ok({ Stacks: [{ StackName: 'Web' }] }), false],
  ['with an id that is no ARN', ok({ Stacks: [{ StackName: 'Web', StackId: 'x' }] }), false],
  ['empty', ok({}), false],
])('a description that is %s leaves the stack unread', async (_what, reply, isDenied) => {
  serve({ name: 'Web', describe: reply });
  const read = await readStack(aws.session(), 'Web');
  expect(read).toMatchObject({
    kind: 'unread',
    failure: { action: 'cloudformation:DescribeStacks', denied: isDenied },
  });
});

test('throttled calls are repeated', async () => {
  serve({ name: 'Web', rows: [row('A')] });
  const { answer } = aws;
  const seen = new Set<string>();
  aws.answer = (call) => {
    if (seen.has(call.operation)) return answer(call);
    seen.add(call.operation);
    return refuse('Throttling', 'Rate exceeded');
  };
  expect((await readWell('Web')).failures).toEqual([]);
  expect(aws.calls).toHaveLength(6);
});

test('the Original template is asked for by its stage', async () => {
  serve({ name: 'Web' });
  expect(await readOriginalTemplate(aws.session(), 'Web')).toBe('{"Stage":"Original"}');
  expect(await readOriginalTemplate(aws.session(), 'Nope')).toMatchObject({ denied: false });
  serve({ name: 'Web', template: '' });
  expect(await readOriginalTemplate(aws.session(), 'Web')).toMatchObject({ action: 'cloudformation:GetTemplate' });
});
