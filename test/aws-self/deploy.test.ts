import { type DeployOptions, type LoopbackAws, startLoopbackAws } from '../aws';
import { WEB_TEMPLATE } from './web-template';

describe('deploying', () => {
  let aws: LoopbackAws;

  beforeEach(async () => {
    aws = await startLoopbackAws();
  });
  afterEach(() => aws.close());

  /** The live service of these properties. */
  function serviceOf(properties: Record<string, unknown>, options: Partial<DeployOptions> = {}) {
    const template = { Resources: { Service: { Type: 'AWS::ECS::Service', Properties: properties } } };
    aws.deploy({ stackName: 'Web', template, ...options });
    return aws.service('Web', 'Service');
  }

  test('the values of a template are worked out', () => {
    const stack = aws.deploy({
      stackName: 'Values',
      parameters: { Number: '3', List: 'a, b ,c' },
      template: {
        Parameters: { Number: { Type: 'Number' }, List: { Type: 'CommaDelimitedList' } },
        Mappings: { Sizes: { big: { cpu: '8' } } },
        Conditions: {
          Yes: { 'Fn::Equals': [{ Ref: 'Number' }, 3] },
          No: { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'Yes' }] }] },
          Either: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
        },
        Resources: {
          Absent: { Type: 'AWS::SNS::Topic', Condition: 'No' },
          Key: { Type: 'AWS::KMS::Key' },
          Thing: {
            Type: 'AWS::Odd::Thing',
            Properties: {
              Joined: { 'Fn::Join': ['-', { Ref: 'List' }] },
              Selected: { 'Fn::Select': ['1', { Ref: 'List' }] },
              Split: { 'Fn::Split': ['.', 'a.b'] },
              Sub: { 'Fn::Sub': ['${X}/${!Y}/${AWS::Region}/${Key.Arn}', { X: { Ref: 'Number' } }] },
              If: { 'Fn::If': ['Either', 'yes', 'no'] },
              Gone: { 'Fn::If': ['No', 'yes', { Ref: 'AWS::NoValue' }] },
              Inside: ['a', { 'Fn::If': ['No', 'b', { Ref: 'AWS::NoValue' }] }],
              Mapped: { 'Fn::FindInMap': ['Sizes', 'big', 'cpu'] },
              Fallback: { 'Fn::FindInMap': ['Sizes', 'small', 'cpu', { DefaultValue: '1' }] },
              Encoded: { 'Fn::Base64': 'a' },
              Zone: { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
              Blocks: { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] },
              Six: { 'Fn::Cidr': ['2001:db8::/56', 2, 64] },
              Length: { 'Fn::Length': { Ref: 'List' } },
              Text: { 'Fn::ToJsonString': { a: { Ref: 'Number' } } },
              Parameter: '{{resolve:ssm:/cdk-bootstrap/hnb659fds/version:1}}',
              Null: null,
            },
          },
        },
      },
    });
    expect(stack.resources.map((resource) => resource.logicalId)).toEqual(['Key', 'Thing']);
    const key = stack.resources[0]?.physicalId;
    expect({ ...stack.resources[1]?.properties }).toEqual({
      Joined: 'a-b-c',
      Selected: 'b',
      Split: ['a', 'b'],
      Sub: `3/\${Y}/eu-west-1/arn:aws:kms:eu-west-1:111111111111:key/${key}`,
      If: 'yes',
      Inside: ['a'],
      Mapped: '8',
      Fallback: '1',
      Encoded: 'YQ==',
      Zone: 'eu-west-1b',
      Blocks: ['10.0.0.0/24', '10.0.1.0/24'],
      Six: ['2001:db8::/64', '2001:db8:0:1::/64'],
      Length: 3,
      Text: '{"a":"3"}',
      Parameter: '31',
    });
  });

  test('what a template lacks is an error', () => {
    const resource = (value: unknown) => ({ Resources: { A: { Type: 'AWS::SNS::Topic', Properties: { B: value } } } });
    const deploy = (template: object) => () => aws.deploy({ stackName: 'Bad', template });
    expect(deploy(resource({ Ref: 'None' }))).toThrow('Unresolved resource dependencies [None]');
    expect(deploy(resource({ 'Fn::GetAtt': ['A', 'Arn'] }))).toThrow('Circular dependency');
    expect(deploy(resource({ 'Fn::Nonsense': 1 }))).toThrow('unknown function Fn::Nonsense');
    expect(deploy(resource({ 'Fn::ImportValue': 'none' }))).toThrow('No export named none found.');
    expect(deploy({ Parameters: { P: { Type: 'String' } } })).toThrow('Parameters: [P] must have values');
    expect(() => aws.stack('Bad')).toThrow('has no stack Bad');
  });

  test('a template in YAML with short forms', () => {
    const templateText = [
      'Resources:',
      '  Key: { Type: AWS::KMS::Key }',
      '  Thing:',
      '    Type: AWS::Odd::Thing',
      '    Properties:',
      '      A: !GetAtt Key.KeyId',
      '      B: !Join ["-", [a, !Ref "AWS::Region"]]',
      '      Account: 012345670123',
      '      Text: !Sub |',
      '        x ${Key}',
    ].join('\n');
    const stack = aws.deploy({ stackName: 'Yaml', templateText });
    const key = stack.resources[0]?.physicalId;
    expect({ ...stack.resources[1]?.properties }).toEqual({
      A: key,
      B: 'a-eu-west-1',
      Account: '012345670123',
      Text: `x ${key}\n`,
    });
  });

  test('nested stacks hand values down and outputs up, and inherit the tags', () => {
    const child = {
      Parameters: { Names: { Type: 'CommaDelimitedList' } },
      Resources: {
        Inner: {
          Type: 'AWS::ECS::Service',
          Properties: { TaskDefinition: { 'Fn::Select': [1, { Ref: 'Names' }] } },
        },
      },
      Outputs: { Arn: { Value: { Ref: 'Inner' } } },
    };
    const template = {
      Resources: {
        Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Names: ['a', 'b'] } } },
        Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetAtt': ['Child', 'Outputs.Arn'] } } },
      },
    };
    aws.deploy({ stackName: 'Root', template, nested: { Child: { template: child } }, tags: { a: 'b' } });
    const service = aws.service('Root/Child', 'Inner');
    expect(service.live).toMatchObject({
      taskDefinition: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/b:1',
      tags: [{ key: 'a', value: 'b' }],
    });
    const nested = aws.stack('Root/Child');
    expect(nested).toMatchObject({ parentId: aws.stack('Root').stackId, rootId: aws.stack('Root').stackId });
    expect(nested.stackName).toMatch(/^Root-Child-[A-Z0-9]{13}$/);
    expect(aws.stack('Root').resources[0]?.physicalId).toBe(nested.stackId);
    expect(aws.stack('Root').resources[1]?.properties.DisplayName).toBe(service.arn);
    expect(aws.service(service.arn).live).toBe(service.live);
  });

  test('a daemon, and what it means for the percents', () => {
    const { live } = serviceOf({ SchedulingStrategy: 'DAEMON', TaskDefinition: 'a:3' });
    expect(live).toMatchObject({
      launchType: 'EC2',
      desiredCount: 0,
      availabilityZoneRebalancing: 'DISABLED',
      taskDefinition: 'arn:aws:ecs:eu-west-1:111111111111:task-definition/a:3',
      deploymentConfiguration: { maximumPercent: 100, minimumHealthyPercent: 0 },
    });
    for (const name of ['roleArn', 'platformVersion', 'networkConfiguration', 'capacityProviderStrategy']) {
      expect(live).not.toHaveProperty(name);
    }
  });

  test('capacity providers take the place of the launch type', () => {
    const { live } = serviceOf({
      TaskDefinition: 'a',
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: '2' }],
    });
    expect(live.capacityProviderStrategy).toEqual([{ capacityProvider: 'FARGATE_SPOT', weight: 2, base: 0 }]);
    expect(live).toMatchObject({ platformVersion: 'LATEST' });
    expect(live).not.toHaveProperty('launchType');
  });

  test("without either, the cluster's default strategy holds", () => {
    const template = {
      Resources: {
        Cluster: {
          Type: 'AWS::ECS::Cluster',
          Properties: { DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }] },
        },
        Service: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: 'a' } },
      },
    };
    aws.deploy({ stackName: 'Web', template });
    expect(aws.service('Web', 'Service').live.capacityProviderStrategy).toEqual([
      { capacityProvider: 'FARGATE', weight: 1, base: 0 },
    ]);
  });

  test('CODE_DEPLOY has a primary task set and no deployments, EXTERNAL neither', () => {
    const codeDeploy = serviceOf({
      TaskDefinition: 'a',
      LaunchType: 'FARGATE',
      DeploymentController: { Type: 'CODE_DEPLOY' },
      LoadBalancers: [{ TargetGroupArn: 'arn:tg', ContainerName: 'web', ContainerPort: '80' }],
    }).live;
    expect(codeDeploy).toMatchObject({
      deployments: [],
      loadBalancers: [{ targetGroupArn: 'arn:tg', containerName: 'web', containerPort: 80 }],
      taskSets: [{ status: 'PRIMARY', platformVersion: '1.4.0', loadBalancers: [{ targetGroupArn: 'arn:tg' }] }],
    });
    expect(codeDeploy.deploymentConfiguration).toEqual({ maximumPercent: 200, minimumHealthyPercent: 100 });
    const external = serviceOf({ DeploymentController: { Type: 'EXTERNAL' } }, { stackName: 'External' });
    expect(aws.service('External', 'Service').live).toMatchObject({ deployments: [], taskSets: [], launchType: 'EC2' });
    expect(external.live).toMatchObject({ deploymentController: { type: 'CODE_DEPLOY' } });
  });

  test('task sets come into their service', () => {
    const taskSet = {
      Cluster: 'default',
      Service: { 'Fn::GetAtt': ['Service', 'Name'] },
      TaskDefinition: 'a:1',
      PlatformVersion: 'LATEST',
      LaunchType: 'FARGATE',
      NetworkConfiguration: { AwsVpcConfiguration: { Subnets: ['subnet-1'] } },
    };
    const template = {
      Resources: {
        Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentController: { Type: 'EXTERNAL' } } },
        Set: { Type: 'AWS::ECS::TaskSet', Properties: taskSet },
        Primary: {
          Type: 'AWS::ECS::PrimaryTaskSet',
          Properties: { Cluster: 'default', Service: { Ref: 'Service' }, TaskSetId: { 'Fn::GetAtt': ['Set', 'Id'] } },
        },
      },
    };
    aws.deploy({ stackName: 'Sets', template });
    expect(aws.service('Sets', 'Service').live.taskSets).toMatchObject([
      { status: 'PRIMARY', platformVersion: '1.4.0', launchType: 'FARGATE', scale: { value: 100, unit: 'PERCENT' } },
    ]);
  });

  test('Service Connect, volumes and lattice stand on the primary deployment', () => {
    const { live, primary } = serviceOf({
      TaskDefinition: 'a',
      ServiceConnectConfiguration: {
        Enabled: 'true',
        Namespace: 'local',
        Services: [{ PortName: 'web', ClientAliases: [{ Port: '80' }] }],
        LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-Group': 7, __proto__x: true } },
      },
      VolumeConfigurations: [{ Name: 'data', ManagedEBSVolume: { RoleArn: 'arn:r', SizeInGiB: '8' } }],
      VpcLatticeConfigurations: [{ RoleArn: 'arn:r', TargetGroupArn: 'arn:t', PortName: 'web' }],
    });
    expect(primary).toMatchObject({
      serviceConnectConfiguration: {
        enabled: true,
        namespace: 'local',
        services: [{ portName: 'web', discoveryName: 'web', clientAliases: [{ port: 80 }] }],
        logConfiguration: { options: { 'awslogs-Group': '7', __proto__x: 'true' }, secretOptions: [] },
      },
      volumeConfigurations: [{ name: 'data', managedEBSVolume: { filesystemType: 'xfs', sizeInGiB: 8 } }],
      vpcLatticeConfigurations: [{ targetGroupArn: 'arn:t' }],
    });
    expect(live).not.toHaveProperty('serviceConnectConfiguration');
    expect(live).not.toHaveProperty('volumeConfigurations');
  });

  test('strategies other than ROLLING, hooks, alarms and placement are filled as ECS fills them', () => {
    const { live } = serviceOf({
      TaskDefinition: 'a',
      DeploymentConfiguration: {
        Strategy: 'CANARY',
        CanaryConfiguration: { CanaryPercent: '10' },
        Alarms: { AlarmNames: [], Enable: false, Rollback: false },
        DeploymentCircuitBreaker: {
          Enable: true,
          Rollback: true,
          ThresholdConfiguration: { Type: 'COUNT', Value: '3' },
        },
        LifecycleHooks: [
          { HookTargetArn: 'arn:f', RoleArn: 'arn:r', LifecycleStages: ['PRE_SCALE_UP'], HookDetails: '{"Key":1}' },
        ],
      },
      PlacementStrategies: [{ Type: 'spread', Field: 'host' }, { Type: 'binpack', Field: 'cpu' }, { Type: 'random' }],
    });
    expect(live.deploymentConfiguration).toEqual({
      strategy: 'CANARY',
      bakeTimeInMinutes: 2160,
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 10 },
      alarms: { alarmNames: [], enable: false, rollback: false },
      deploymentCircuitBreaker: {
        enable: true,
        rollback: true,
        resetOnHealthyTask: true,
        thresholdConfiguration: { type: 'COUNT', value: 3 },
      },
      lifecycleHooks: [
        {
          targetType: 'AWS_LAMBDA',
          hookTargetArn: 'arn:f',
          roleArn: 'arn:r',
          lifecycleStages: ['PRE_SCALE_UP'],
          hookDetails: { Key: 1 },
          timeoutConfiguration: { timeoutInMinutes: 1440, action: 'ROLLBACK' },
        },
      ],
    });
    expect(live.placementStrategy).toEqual([
      { type: 'spread', field: 'instanceId' },
      { type: 'binpack', field: 'CPU' },
      { type: 'random' },
    ]);
    expect(live).toMatchObject({ availabilityZoneRebalancing: 'DISABLED' });
  });

  test('the old style lacks what old answers lack', () => {
    const { live, revision } = serviceOf({ TaskDefinition: 'a' }, { style: 'old' });
    expect(live.deploymentConfiguration).toEqual({
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      deploymentCircuitBreaker: { enable: false, rollback: false },
    });
    expect(live).not.toHaveProperty('propagateTags');
    expect(live).not.toHaveProperty('deploymentController');
    expect(revision).toBeUndefined();
  });

  test('service ARNs in the old form lack the cluster', () => {
    const { arn, clusterArn } = serviceOf({ TaskDefinition: 'a', Cluster: 'main' }, { shortServiceArns: true });
    expect(arn).toMatch(/^arn:aws:ecs:eu-west-1:111111111111:service\/Web-Service-\w{12}$/);
    expect(clusterArn).toBe('arn:aws:ecs:eu-west-1:111111111111:cluster/main');
  });

  test('everything is the same the next time', async () => {
    const other = await startLoopbackAws();
    aws.deploy({ stackName: 'Web', template: WEB_TEMPLATE });
    other.deploy({ stackName: 'Web', template: WEB_TEMPLATE });
    expect(other.stack('Web')).toEqual(aws.stack('Web'));
    expect(other.service('Web', 'Service').live).toEqual(aws.service('Web', 'Service').live);
    await other.close();
  });
});
