import { temporaryDirectory } from '../assembly/temporary-directory';
import { type LoopbackAws, startLoopbackAws } from '../aws';
import { check, linesOf, type ReportedRun, serviceIn } from './run-command';
import { plainService, webTemplate } from './templates';

const SHORT_FORMS = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Stage: { Type: String, Default: test }
  Family: { Type: String, Default: web }
  Subnets: { Type: CommaDelimitedList, Default: "subnet-1,subnet-2" }
  Count: { Type: Number, Default: 2 }
Mappings:
  Sizes:
    test: { grace: 30 }
    prod: { grace: 90 }
Conditions:
  IsProduction: !Equals [!Ref Stage, prod]
  IsTest: !Not [!Condition IsProduction]
  Either: !Or [!Condition IsProduction, !Condition IsTest]
  Both: !And [!Condition IsProduction, !Condition IsTest]
Resources:
  Cluster: { Type: AWS::ECS::Cluster }
  Key: { Type: AWS::KMS::Key }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: web, VpcId: vpc-1 }
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !GetAtt Cluster.Arn
      TaskDefinition: !Sub "arn:\${AWS::Partition}:ecs:\${AWS::Region}:\${AWS::AccountId}:task-definition/\${Family}:7"
      LaunchType: FARGATE
      DesiredCount: !Ref Count
      EnableExecuteCommand: yes
      HealthCheckGracePeriodSeconds: !FindInMap [Sizes, !Ref Stage, grace]
      PropagateTags: !If [IsTest, SERVICE, !Ref AWS::NoValue]
      EnableECSManagedTags: !If [Both, true, false]
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!GetAtt [Group, GroupId], !If [Either, sg-2, !Ref "AWS::NoValue"]]
      Tags:
        - { Key: first, Value: !Select [0, !Ref Subnets] }
        - { Key: joined, Value: !Join ["/", [!Ref "AWS::StackName", !Ref Stage]] }
        - { Key: split, Value: !Select [1, !Split [".", "a.b.c"]] }
        - { Key: encoded, Value: !Base64 hello }
        - { Key: block, Value: !Select [1, !Cidr [10.0.0.0/16, 2, 8]] }
        - { Key: length, Value: !Length [1, 2, 3] }
        - { Key: json, Value: !ToJsonString { a: !Ref Stage } }
        - { Key: kept, Value: !Sub "\${!literal} \${Name}" , }
        - { Key: mapped, Value: !Sub ["\${A}-\${Key.Arn}", { A: !Ref Stage }] }
        - { Key: account, Value: 012345670123 }
        - { Key: date, Value: 2026-11-22 }
`.replace('!Sub "${!literal} ${Name}" ,', '!Sub "${!literal} ${Family}"');

describe('template files and stack names', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const checkFile = (text: string, ...options: string[]): Promise<ReportedRun> => {
    const cwd = temporaryDirectory({ 'template.yaml': text });
    return check(['--template', 'template.yaml', '--stack-name', 'Web', ...options], { aws, cwd });
  };

  test('a YAML template with every short form', async () => {
    aws.deploy({ stackName: 'Web', templateText: SHORT_FORMS });
    const run = await checkFile(SHORT_FORMS);
    expect(serviceIn(run, 'Web')).toMatchObject({
      status: 'IN_SYNC',
      differences: [],
      unresolved: [],
      templateFile: 'template.yaml',
    });
    expect(run.code).toBe(0);
    aws.service('Web', 'Web').update((live) => {
      live.tags.find(({ key }: { key: string }) => key === 'account').value = '5';
    });
    expect(linesOf(serviceIn(await checkFile(SHORT_FORMS), 'Web'))).toEqual(['drift NOT_EQUAL Tags[account] (kept)']);
  });

  test('--parameter is the synthesized value, the deployed one the default', async () => {
    aws.deploy({ stackName: 'Web', templateText: SHORT_FORMS, parameters: { Stage: 'prod', Count: '3' } });
    const same = await checkFile(SHORT_FORMS);
    expect(serviceIn(same, 'Web')).toMatchObject({ status: 'IN_SYNC', differences: [] });
    const other = await checkFile(SHORT_FORMS, '--parameter', 'Count=5', '--parameter', 'Stage=test');
    expect(linesOf(serviceIn(other, 'Web'))).toEqual([
      'pending NOT_EQUAL DesiredCount',
      'pending NOT_EQUAL HealthCheckGracePeriodSeconds',
      'pending NOT_EQUAL PropagateTags',
      'pending NOT_EQUAL Tags[joined]',
      'pending NOT_EQUAL Tags[json]',
      'pending NOT_EQUAL Tags[mapped]',
    ]);
    expect(other.code).toBe(0);
  });

  test('a parameter that the template has not is an error', async () => {
    aws.deploy({ stackName: 'Web', templateText: SHORT_FORMS });
    await expect(checkFile(SHORT_FORMS, '--parameter', 'Cuont=5')).rejects.toThrow(/exit code 2: ecs-drift: .*Cuont/);
  });

  test('--stack-name alone compares the deployed stack with the live services', async () => {
    const child = { Resources: { Inner: plainService({ DesiredCount: 1 }) } };
    const template = webTemplate({}, { resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: {} } } });
    aws.deploy({ stackName: 'Web', template, nested: { Child: { template: child } } });
    const run = await check(['--stack-name', 'Web'], { aws });
    expect(run.report.stacks).toMatchObject([{ stackName: 'Web', comparison: 'deployed-only' }]);
    expect(run.report.services).toMatchObject([{ logicalId: 'Inner' }, { logicalId: 'Web' }]);
    expect(run.code).toBe(0);
    aws.service('Web', 'Web').updateService({ desiredCount: 0 });
    aws.service('Web/Child', 'Inner').updateService({ desiredCount: 0 });
    const drifted = await check(['-s', 'Web'], { aws });
    expect(serviceIn(drifted, 'Web').differences).toMatchObject([{ path: 'DesiredCount', deployed: 2, live: 0 }]);
    expect(serviceIn(drifted, 'Inner')).toMatchObject({
      stackName: 'Web',
      nestedStackName: expect.stringMatching(/^Web-Child-/),
      differences: [{ path: 'DesiredCount', deployed: 1, live: 0 }],
    });
    expect(serviceIn(drifted, 'Web').differences[0]).not.toHaveProperty('synthesized');
    expect(drifted.code).toBe(1);
  });

  test('--stack-name of no stack, and of a stack without services', async () => {
    await expect(check(['--stack-name', 'None'], { aws })).rejects.toThrow(/exit code 2: ecs-drift: .*None/);
    aws.deploy({ stackName: 'Empty', template: { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } } });
    const run = await check(['--stack-name', 'Empty'], { aws });
    expect(run.report.notices).toMatchObject([{ kind: 'no-service' }]);
    expect(run.code).toBe(2);
    expect((await check(['--stack-name', 'Empty', '--allow-empty'], { aws })).code).toBe(0);
  });

  test('--region', async () => {
    aws.deploy({ stackName: 'Web', template: webTemplate(), region: 'us-east-1' });
    const run = await check(['--stack-name', 'Web', '--region', 'us-east-1'], { aws });
    expect(run.report.stacks).toMatchObject([{ region: 'us-east-1', account: '111111111111' }]);
    expect(run.code).toBe(0);
  });
});

describe('templates with server-side transforms', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  const original = (count: number): object => ({
    Transform: 'AWS::LanguageExtensions',
    Resources: {
      'Fn::ForEach::Services': [
        'Name',
        ['One', 'Two'],
        { '${Name}Service': plainService({ DesiredCount: count, ServiceName: { 'Fn::Sub': '${Name}' } }) },
      ],
    },
  });
  const processedTemplate = {
    Resources: {
      OneService: plainService({ DesiredCount: 1, ServiceName: 'One' }),
      TwoService: plainService({ DesiredCount: 1, ServiceName: 'Two' }),
    },
  };
  const checkFile = (template: object): Promise<ReportedRun> =>
    check(['--template', 'template.json', '--stack-name', 'Web'], {
      aws,
      cwd: temporaryDirectory({ 'template.json': template }),
    });

  test('where the code is what was deployed, the processed template stands for it', async () => {
    aws.deploy({ stackName: 'Web', template: original(1), processedTemplate });
    aws.service('Web', 'TwoService').updateService({ desiredCount: 5 });
    const run = await checkFile(original(1));
    expect(run.report.stacks).toMatchObject([{ comparison: 'three-way' }]);
    expect(serviceIn(run, 'OneService').status).toBe('IN_SYNC');
    expect(serviceIn(run, 'TwoService').differences).toMatchObject([
      { path: 'DesiredCount', cause: 'drift', synthesized: 1, deployed: 1, live: 5 },
    ]);
    expect(run.code).toBe(1);
  });

  test('where it has changed, the stack is compared without the code', async () => {
    aws.deploy({ stackName: 'Web', template: original(1), processedTemplate });
    const run = await checkFile(original(2));
    expect(run.report.stacks).toMatchObject([{ comparison: 'deployed-only' }]);
    expect(run.report.notices).toMatchObject([{ kind: 'deployed-only', text: expect.stringContaining('stack Web') }]);
    expect(run.report.services.map(({ status }) => status)).toEqual(['IN_SYNC', 'IN_SYNC']);
    expect(run.code).toBe(0);
  });
});
