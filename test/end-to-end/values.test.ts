import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';
import { writeAssembly } from './write-assembly';

describe('values that AWS holds', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const checkCode = (template: object): Promise<ReportedRun> =>
    check(['--app', writeAssembly({ Web: { template } })], { aws });
  const callsOf = (service: string): string[] =>
    aws.calls.filter((call) => call.service === service).map(({ operation }) => operation);

  test('SSM parameter types take the value of the last deploy', async () => {
    aws.setParameterStore('/web/subnets', 'subnet-1,subnet-2', { type: 'StringList' });
    aws.setParameterStore('/web/family', 'web:3');
    const template = webTemplate(
      {
        TaskDefinition: { Ref: 'Family' },
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: { Ref: 'Subnets' } } },
      },
      {
        sections: {
          Parameters: {
            Family: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/web/family' },
            Subnets: { Type: 'AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>', Default: '/web/subnets' },
          },
        },
      },
    );
    aws.deploy({ stackName: 'Web', template });
    aws.setParameterStore('/web/family', 'web:4');
    const run = await checkCode(template);
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [], unresolved: [] });
    expect(callsOf('ssm')).toEqual([]);
  });

  test('dynamic references to plain parameters are read, once', async () => {
    aws.setParameterStore('/web/count', '2');
    aws.setParameterStore('/web/family', 'web:1');
    aws.setParameterStore('/web/family', 'web:2');
    const template = webTemplate(
      { TaskDefinition: '{{resolve:ssm:/web/family:1}}', DesiredCount: '{{resolve:ssm:/web/count}}' },
      { resources: { Other: plainService({ DesiredCount: '{{resolve:ssm:/web/count}}' }) } },
    );
    aws.deploy({ stackName: 'Web', template });
    const run = await checkCode(template);
    expect(run.report.services).toMatchObject([
      { logicalId: 'Other', status: 'IN_SYNC', unresolved: [] },
      { logicalId: 'Web', status: 'IN_SYNC', unresolved: [] },
    ]);
    expect(callsOf('ssm')).toEqual(['GetParameters']);
    aws.service('Web', 'Web').updateService({ desiredCount: 3 });
    expect(linesOf(serviceIn(await checkCode(template), 'Web'))).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
  });

  test('secrets are never read: unresolved, and no value is compared with them', async () => {
    const secret = '{{resolve:secretsmanager:web:SecretString:name}}';
    const template = webTemplate({
      Tags: [
        { Key: 'secret', Value: secret },
        { Key: 'team', Value: 'web' },
      ],
    });
    aws.deploy({ stackName: 'Web', template, invent: true });
    aws.service('Web', 'Web').update((live) => {
      live.tags = [
        { key: 'secret', value: 'hunter2' },
        { key: 'team', value: 'other' },
      ];
    });
    const run = await checkCode(template);
    const web = serviceIn(run, 'Web');
    expect(web.unresolved).toMatchObject([{ path: 'Tags[secret]', side: 'both' }]);
    expect(linesOf(web)).toEqual(['drift NOT_EQUAL Tags[team] (kept)']);
    expect(web.status).toBe('DRIFTED');
    expect(run.code).toBe(1);
  });

  test('NoEcho parameters are unresolved', async () => {
    const template = webTemplate(
      { DesiredCount: { Ref: 'Count' } },
      { sections: { Parameters: { Count: { Type: 'String', NoEcho: true, Default: '2' } } } },
    );
    aws.deploy({ stackName: 'Web', template });
    const run = await checkCode(template);
    expect(serviceIn(run, 'Web')).toMatchObject({
      status: 'UNCHECKED',
      differences: [],
      unresolved: [{ path: 'DesiredCount', side: 'both', reason: expect.stringContaining('NoEcho') }],
    });
    expect(run.code).toBe(2);
    const ignored = await check(['--app', writeAssembly({ Web: { template } }), '--ignore', 'DesiredCount'], { aws });
    expect(serviceIn(ignored, 'Web')).toMatchObject({
      status: 'IN_SYNC',
      unresolved: [],
      ignored: [{ path: 'DesiredCount', source: '--ignore' }],
    });
    expect(ignored.code).toBe(0);
  });

  test('a blank list has one blank element, which is no member of a set', async () => {
    const template = webTemplate(
      {
        Tags: [
          { Key: 'first', Value: { 'Fn::Select': [0, { Ref: 'Groups' }] } },
          { Key: 'count', Value: { 'Fn::Length': { Ref: 'Groups' } } },
          { Key: 'joined', Value: { 'Fn::Join': ['+', { Ref: 'Groups' }] } },
        ],
        NetworkConfiguration: {
          AwsvpcConfiguration: { Subnets: [{ Ref: 'Subnet' }], SecurityGroups: { Ref: 'Groups' } },
        },
      },
      { sections: { Parameters: { Groups: { Type: 'CommaDelimitedList', Default: '' } } } },
    );
    aws.deploy({ stackName: 'Web', template });
    aws.service('Web', 'Web').update((live) => {
      live.networkConfiguration.awsvpcConfiguration.securityGroups = [];
    });
    const { tags } = aws.service('Web', 'Web').live;
    expect(tags).toEqual(
      expect.arrayContaining([
        { key: 'first', value: '' },
        { key: 'count', value: '1' },
        { key: 'joined', value: '' },
      ]),
    );
    const run = await checkCode(template);
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', unresolved: [], differences: [] });
  });

  test('imports are listed once; a name may be put together', async () => {
    aws.setExport('prod-cluster', 'shared');
    aws.setExport('prod-group', 'sg-1');
    const importing = (name: unknown) => ({ 'Fn::ImportValue': name });
    const template = webTemplate(
      {
        Cluster: importing({ 'Fn::Sub': '${Stage}-cluster' }),
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: ['subnet-1'],
            SecurityGroups: [importing({ 'Fn::Join': ['-', [{ Ref: 'Stage' }, 'group']] })],
          },
        },
      },
      { sections: { Parameters: { Stage: { Type: 'String', Default: 'prod' } } } },
    );
    aws.deploy({ stackName: 'Web', template });
    const run = await checkCode(template);
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', unresolved: [], differences: [] });
    expect(callsOf('cloudformation').sort()).toEqual([
      'DescribeStacks',
      'GetTemplate',
      'ListExports',
      'ListStackResources',
    ]);
  });

  test('an import from a stack of the code that is not deployed yet is pending', async () => {
    aws.deploy({ stackName: 'Web', template: webTemplate() });
    const network = {
      Resources: { Shared: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'shared' } } },
      Outputs: { Shared: { Value: { 'Fn::GetAtt': ['Shared', 'GroupId'] }, Export: { Name: 'shared-group' } } },
    };
    const web = webTemplate({
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: [{ Ref: 'Subnet' }],
          SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }, { 'Fn::ImportValue': 'shared-group' }],
        },
      },
    });
    const run = await check(['--app', writeAssembly({ Network: { template: network }, Web: { template: web } })], {
      aws,
    });
    const service = serviceIn(run, 'Web');
    expect(service).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
    expect(linesOf(service)).toEqual([
      expect.stringMatching(/^pending ADD NetworkConfiguration\.AwsvpcConfiguration\.SecurityGroups\[.*\]$/),
    ]);
    expect(run.code).toBe(0);
  });

  test('attributes that no id gives are asked of Cloud Control once, and unresolved where that is refused', async () => {
    const template = webTemplate(
      {
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: [{ Ref: 'Subnet' }],
            SecurityGroups: [{ 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] }, 'sg-1'],
          },
        },
      },
      { resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } } },
    );
    aws.deploy({ stackName: 'Web', template });
    const run = await checkCode(template);
    expect(serviceIn(run, 'Web')).toMatchObject({ status: 'IN_SYNC', unresolved: [] });
    expect(callsOf('cloudcontrolapi')).toEqual(['GetResource']);

    aws.fail({ service: 'cloudcontrolapi', error: 'AccessDenied' });
    aws.service('Web', 'Web').updateService({ desiredCount: 5 });
    const refused = await checkCode(template);
    const web = serviceIn(refused, 'Web');
    expect(linesOf(web)).toEqual(['drift NOT_EQUAL DesiredCount (kept)']);
    expect(web.unresolved).toHaveLength(1);
    expect(web.unresolved[0]).toMatchObject({
      path: expect.stringMatching(/^NetworkConfiguration\.AwsvpcConfiguration\.SecurityGroups/),
      reason: expect.stringContaining('cloudformation:GetResource'),
    });
    expect(refused.code).toBe(1);
  });

  test('stack tags: those of the deployed stack under those of the assembly, the service over both', async () => {
    const template = webTemplate({ Tags: [{ Key: 'team', Value: 'web' }] });
    aws.deploy({ stackName: 'Web', template, tags: { team: 'all', cost: '1', stage: 'Prüfung' } });
    const checkTagged = (tags?: Record<string, string>): Promise<ReportedRun> =>
      check(['--app', writeAssembly({ Web: { template, tags } })], { aws });
    expect(serviceIn(await checkTagged(), 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    const changed = serviceIn(await checkTagged({ cost: '2', owner: 'me', team: 'other' }), 'Web');
    expect(linesOf(changed)).toEqual(['pending NOT_EQUAL Tags[cost]', 'pending ADD Tags[owner]']);
    aws.service('Web', 'Web').update((live) => {
      live.tags = [...live.tags.filter(({ key }: { key: string }) => key !== 'stage'), { key: 'by', value: 'hand' }];
    });
    expect(linesOf(serviceIn(await checkTagged(), 'Web'))).toEqual([
      'drift ADD undeclared Tags[by] (kept)',
      'drift REMOVE Tags[stage] (kept)',
    ]);
  });

  test('question marks that GetTemplate puts for other alphabets are no difference', async () => {
    const template = webTemplate({
      Tags: [
        { Key: 'Größe', Value: '大' },
        { Key: 'question', Value: 'why?' },
      ],
    });
    aws.deploy({ stackName: 'Web', template });
    expect(serviceIn(await checkCode(template), 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    aws.service('Web', 'Web').update((live) => {
      live.tags = [
        { key: 'Größe', value: 'klein' },
        { key: 'question', value: 'why!' },
      ];
    });
    const web = serviceIn(await checkCode(template), 'Web');
    expect(web.differences).toMatchObject([
      { path: 'Tags[Größe]', synthesized: '大', deployed: '大', live: 'klein' },
      { path: 'Tags[question]', synthesized: 'why?', live: 'why!' },
    ]);
  });

  test('what no export has, what cannot be listed, and what the parameter store refuses is unresolved', async () => {
    aws.setExport('gone', 'sg-1');
    aws.setParameterStore('/web/count', '2');
    const template = {
      Resources: {
        Importing: plainService({
          NetworkConfiguration: {
            AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: [{ 'Fn::ImportValue': 'gone' }] },
          },
        }),
        Reading: plainService({ DesiredCount: '{{resolve:ssm:/web/count}}' }),
      },
    };
    aws.deploy({ stackName: 'Web', template });
    expect((await checkCode(template)).code).toBe(0);
    aws.fail({ operation: 'ListExports', error: 'AccessDenied' });
    aws.fail({ service: 'ssm', error: 'AccessDenied' });
    const run = await checkCode(template);
    expect(run.report.services).toMatchObject([
      { logicalId: 'Importing', status: 'UNCHECKED', unresolved: [{ side: 'both' }] },
      { logicalId: 'Reading', status: 'UNCHECKED', unresolved: [{ path: 'DesiredCount', side: 'both' }] },
    ]);
    expect(run.report.services[0]?.unresolved[0]?.reason).toContain('cloudformation:ListExports');
    expect(run.report.services[1]?.unresolved[0]?.reason).toContain('ssm:GetParameters');
    expect(run.code).toBe(2);
  });

  test('secrets within a task definition are the same as long as their references are', async () => {
    const task = (image: string) => ({
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          Family: 'web',
          ContainerDefinitions: [
            {
              Name: 'web',
              Image: image,
              Environment: [
                { Name: 'SECRET', Value: '{{resolve:secretsmanager:web:SecretString:name}}' },
                { Name: 'CUSTOM', Value: { 'Fn::GetAtt': ['Lookup', 'Value'] } },
              ],
            },
          ],
        },
      },
      Lookup: {
        Type: 'Custom::Lookup',
        Properties: { ServiceToken: 'arn:aws:lambda:eu-west-1:111111111111:function:a' },
      },
    });
    aws.deploy({ stackName: 'Web', template: webTemplate({}, { resources: task('one') }), invent: true });
    expect(serviceIn(await checkCode(webTemplate({}, { resources: task('one') })), 'Web')).toMatchObject({
      status: 'IN_SYNC',
      differences: [],
      unresolved: [],
    });
    expect(linesOf(serviceIn(await checkCode(webTemplate({}, { resources: task('two') })), 'Web'))).toEqual([
      'pending NOT_EQUAL TaskDefinition',
    ]);
  });

  test('a parameter that the deployed stack has not: its default, else what --parameter says, else unresolved', async () => {
    aws.deploy({ stackName: 'Web', template: webTemplate() });
    const template = (definition: object) =>
      webTemplate({ DesiredCount: { Ref: 'Count' } }, { sections: { Parameters: { Count: definition } } });
    expect(linesOf(serviceIn(await checkCode(template({ Type: 'Number', Default: 2 })), 'Web'))).toEqual([]);
    const without = await checkCode(template({ Type: 'Number' }));
    expect(serviceIn(without, 'Web').unresolved).toMatchObject([{ path: 'DesiredCount', side: 'synthesized' }]);
    expect(without.code).toBe(2);
    const directory = writeAssembly({ Web: { template: template({ Type: 'Number' }) } });
    const given = await check(['--app', directory, '--parameter', 'Count=4'], { aws });
    expect(linesOf(serviceIn(given, 'Web'))).toEqual(['pending NOT_EQUAL DesiredCount']);
  });
});
