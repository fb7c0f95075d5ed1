/** One Fargate service with most kinds of references. */
export const WEB_TEMPLATE = {
  Description: 'naïve',
  Parameters: {
    Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    Secret: { Type: 'String', NoEcho: true, Default: 'hush' },
    Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-1, subnet-2,subnet-3' },
  },
  Resources: {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'web', Cpu: '256' } },
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'g', VpcId: 'vpc-1' } },
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Type: 'network' } },
    Service: {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: { Ref: 'Cluster' },
        TaskDefinition: { Ref: 'Task' },
        LaunchType: 'FARGATE',
        DesiredCount: '2',
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: { Ref: 'Subnets' },
            SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
          },
        },
        Tags: [{ Key: 'team', Value: 'a' }] as { Key: string; Value: string }[],
        Monitoring: { MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: '20' }] },
      } as Record<string, unknown>,
    },
  },
  Outputs: {
    Dns: {
      Value: { 'Fn::GetAtt': ['Balancer', 'DNSName'] },
      Export: { Name: { 'Fn::Sub': '${AWS::StackName}:dns' } },
    },
    Name: { Value: { 'Fn::GetAtt': ['Service', 'Name'] }, Export: { Name: 'service-name' } },
    Group: { Value: { Ref: 'Group' }, Export: { Name: 'group' } },
  },
};
