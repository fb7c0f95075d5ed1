/** Properties of a service that runs on the template's own cluster and task definition. */
export const WEB = {
  Cluster: { Ref: 'Cluster' },
  TaskDefinition: { Ref: 'Task' },
  LaunchType: 'FARGATE',
  DesiredCount: 2,
  DeploymentConfiguration: { MinimumHealthyPercent: 50, MaximumPercent: 200 },
  NetworkConfiguration: {
    AwsvpcConfiguration: {
      Subnets: [{ Ref: 'Subnet' }],
      SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
    },
  },
} as const;

type Section = Record<string, unknown>;

/** What a template has beside the service `Web`. */
export interface More {
  readonly resources?: Section;
  readonly sections?: Section;
}

/** A template with a service `Web` of these properties over those of {@link WEB}, and what it refers to. */
export function webTemplate(properties: Section = {}, { resources = {}, sections = {} }: More = {}): TemplateObject {
  return {
    ...sections,
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'web' }] },
      },
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.0.0/24' } },
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: 'vpc-1', GroupDescription: 'web' } },
      Web: { Type: 'AWS::ECS::Service', Properties: { ...WEB, ...properties } },
      ...resources,
    },
  };
}

/** A template as an object. */
export interface TemplateObject {
  Resources: Section;
  [section: string]: unknown;
}

/** A service on a cluster and a task definition that no template has. */
export function plainService(properties: Section = {}): object {
  return {
    Type: 'AWS::ECS::Service',
    Properties: { Cluster: 'outside', TaskDefinition: 'outside:1', LaunchType: 'FARGATE', ...properties },
  };
}
