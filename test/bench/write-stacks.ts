import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoopbackAws } from '../aws';

/** What one service of a web application usually is. */
function resourcesOf(index: number): Record<string, object> {
  const container = { Name: 'web', Image: 'nginx:1.29', Essential: true, PortMappings: [{ ContainerPort: 80 }] };
  return {
    [`Task${index}`]: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Family: `web-${index}`,
        Cpu: '256',
        Memory: '512',
        NetworkMode: 'awsvpc',
        RequiresCompatibilities: ['FARGATE'],
        ContainerDefinitions: [container],
      },
    },
    [`Targets${index}`]: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80 } },
    [`Service${index}`]: {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: { Ref: 'Cluster' },
        TaskDefinition: { Ref: `Task${index}` },
        LaunchType: 'FARGATE',
        DesiredCount: 2,
        DeploymentConfiguration: { MaximumPercent: 200, MinimumHealthyPercent: 50 },
        EnableECSManagedTags: false,
        HealthCheckGracePeriodSeconds: 60,
        LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: { Ref: `Targets${index}` } }],
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            AssignPublicIp: 'DISABLED',
            Subnets: [{ Ref: 'Subnet' }],
            SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
          },
        },
        Tags: [{ Key: 'team', Value: 'web' }],
      },
      Metadata: { 'aws:cdk:path': `Web/Service${index}` },
    },
  };
}

function templateOf(services: number): { Resources: Record<string, object> } {
  const Resources: Record<string, object> = {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Subnet: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.0.0/24' } },
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'web' } },
  };
  for (let index = 0; index < services; index += 1) Object.assign(Resources, resourcesOf(index));
  return { Resources };
}

/** Deploys so many services, fifty to a stack, and writes the assembly that they come from. */
export function writeStacks(aws: LoopbackAws, directory: string, services: number): { stacks: number } {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const artifacts: Record<string, object> = {};
  const stacks = Math.ceil(services / 50);
  for (let index = 0; index < stacks; index += 1) {
    const stackName = `Web${index}`;
    const template = templateOf(Math.min(50, services - index * 50));
    const templateFile = `${stackName}.template.json`;
    writeFileSync(join(directory, templateFile), JSON.stringify(template));
    const properties = { templateFile };
    const environment = 'aws://111111111111/eu-west-1';
    artifacts[stackName] = { type: 'aws:cloudformation:stack', environment, properties, displayName: stackName };
    aws.deploy({ stackName, template });
  }
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts }));
  return { stacks };
}
