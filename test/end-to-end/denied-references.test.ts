import { type Call, type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

const output = (name: string) => ({ 'Fn::GetStackOutput': { StackName: 'Network', OutputName: name } });
const network = (group: unknown) => ({
  NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: [group] } },
});

/** What other stacks take; one of its outputs is the code's alone until it is deployed. */
const NETWORK = {
  Resources: {
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'web' } },
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  },
  Outputs: {
    Exported: { Value: { 'Fn::GetAtt': ['Group', 'GroupId'] }, Export: { Name: 'group' } },
    Output: { Value: { 'Fn::GetAtt': ['Group', 'GroupId'] } },
    Derived: { Value: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } },
  },
};

const NESTED = {
  Parameters: { Group: { Type: 'String' } },
  Resources: { Inner: plainService(network({ Ref: 'Group' })) },
  Outputs: { Group: { Value: { Ref: 'Group' } } },
};

const WEB = webTemplate(network({ 'Fn::ImportValue': 'group' }), {
  sections: { Parameters: { Family: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/web/family' } } },
  resources: {
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Family: 'web',
        ContainerDefinitions: [
          {
            Name: 'web',
            Environment: [
              { Name: 'GROUP', Value: { 'Fn::ImportValue': 'group' } },
              { Name: 'OUTPUT', Value: output('Output') },
              { Name: 'COUNT', Value: '{{resolve:ssm:/web/count}}' },
            ],
          },
        ],
      },
    },
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Nested: {
      Type: 'AWS::CloudFormation::Stack',
      Metadata: { 'aws:asset:path': 'nested.json' },
      Properties: { TemplateURL: 'https://s3/nested', Parameters: { Group: { 'Fn::ImportValue': 'group' } } },
    },
    Asking: plainService(network({ 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] })),
    Behind: plainService(network({ 'Fn::GetAtt': ['Nested', 'Outputs.Group'] })),
    Far: plainService(network(output('Derived'))),
    Reading: plainService({ TaskDefinition: { Ref: 'Family' }, DesiredCount: '{{resolve:ssm:/web/count}}' }),
    Weak: plainService(network(output('Output'))),
  },
});

let aws: LoopbackAws;
let directory: string;
beforeAll(() => {
  directory = writeAssembly({ Network: { template: NETWORK }, Web: { template: WEB } }, { 'nested.json': NESTED });
});
beforeEach(async () => {
  aws = await startLoopbackAws();
  aws.setParameterStore('/web/count', '2');
  aws.setParameterStore('/web/family', 'web:1');
  aws.deployAssembly(directory);
});
afterEach(() => aws.close());

const run = (): Promise<ReportedRun> => check(['--app', directory, '--fail-on', 'pending'], { aws });
const differences = ({ report }: ReportedRun): string[] => report.services.flatMap(linesOf);
const isSame = (one: Call, other: Call): boolean =>
  one.operation === other.operation && JSON.stringify(one.input) === JSON.stringify(other.input);

test('with every read the app is in sync', async () => {
  const whole = await run();
  expect(whole.report.services.map(({ logicalId, status }) => `${logicalId} ${status}`)).toEqual(
    ['Asking', 'Behind', 'Far', 'Inner', 'Reading', 'Weak', 'Web'].map((name) => `${name} IN_SYNC`),
  );
  expect([differences(whole), whole.code]).toEqual([[], 0]);
});

test('a read that is denied, or fails, leaves values unresolved and invents no difference, whichever it is', async () => {
  await run();
  const reads = aws.calls.filter((call, index) => aws.calls.findIndex((other) => isSame(call, other)) === index);
  expect(new Set(reads.map(({ operation }) => operation))).toEqual(
    new Set([
      'DescribeStacks',
      'ListStackResources',
      'GetTemplate',
      'ListExports',
      'GetParameters',
      'GetResource',
      'DescribeServices',
      'DescribeScalableTargets',
    ]),
  );
  for (const error of ['AccessDenied', { code: 'ValidationException', message: 'no' }] as const) {
    for (const read of reads) {
      aws.heal();
      aws.fail({ match: (call) => isSame(read, call), error });
      const result = await run();
      const what = `${read.operation} ${JSON.stringify(read.input)}`;
      expect([what, differences(result)]).toEqual([what, []]);
      expect([what, [0, 2].includes(result.code ?? -1)]).toEqual([what, true]);
    }
  }
});

test('that only exports cannot be listed is said of each import, on both sides', async () => {
  aws.fail({ operation: 'ListExports', error: 'AccessDenied' });
  const result = await run();
  const [web] = result.report.services.filter(({ logicalId }) => logicalId === 'Web');
  expect(web?.unresolved.filter(({ path }) => path.startsWith('NetworkConfiguration'))).toMatchObject([
    { side: 'both', reason: expect.stringContaining('cloudformation:ListExports') },
  ]);
  expect(result.code).toBe(2);
});
