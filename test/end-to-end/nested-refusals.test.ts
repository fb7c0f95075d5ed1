import { type LoopbackAws, startLoopbackAws } from '../aws';
import type { FaultRule } from '../aws/fault';
import { check } from './run-command';
import { plainService } from './templates';

let aws: LoopbackAws;
beforeEach(async () => {
  aws = await startLoopbackAws();
  aws.deploy({
    stackName: 'Root',
    template: {
      Resources: {
        Own: plainService(),
        Backend: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'https://templates.example/backend.json' },
        },
      },
    },
    nested: { Backend: { template: { Resources: { Inner: plainService() } } } },
  });
});
afterEach(() => aws.close());

const failNested = (operation: string, error: FaultRule['error']) =>
  aws.fail({ operation, error, match: ({ input }) => JSON.stringify(input).includes('Backend') });
const run = () => check(['--stack-name', 'Root'], { aws });

test('with everything readable the nested service is checked', async () => {
  const { report, code } = await run();
  expect(report.services.map(({ logicalId, status }) => `${logicalId} ${status}`)).toEqual([
    'Inner IN_SYNC',
    'Own IN_SYNC',
  ]);
  expect(code).toBe(0);
});

test.each(['DescribeStacks', 'ListStackResources'])(
  'a nested stack that hides its services leaves the stack unchecked: %s',
  async (operation) => {
    failNested(operation, 'AccessDenied');
    const { report, code } = await run();
    expect(report.stacks).toMatchObject([
      {
        status: 'UNCHECKED',
        reason: expect.stringContaining('Backend'),
        missingPermissions: [`cloudformation:${operation}`],
      },
    ]);
    expect(report.services).toContainEqual(expect.objectContaining({ logicalId: 'Own', status: 'IN_SYNC' }));
    expect(code).toBe(2);
  },
);

test.each(['garbage', 'AccessDenied'] as const)(
  'without its template a nested service is unchecked, never drifted: %s',
  async (error) => {
    failNested('GetTemplate', error);
    const { report, code } = await run();
    expect(report.services).toMatchObject([
      { logicalId: 'Inner', status: 'UNCHECKED', differences: [] },
      { logicalId: 'Own', status: 'IN_SYNC' },
    ]);
    expect(code).toBe(2);
  },
);
