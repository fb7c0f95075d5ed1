import type { LoopbackAws } from '../aws';
import { plainService, webTemplate } from '../end-to-end/templates';
import { writeAssembly } from '../end-to-end/write-assembly';

const network = (group: unknown) => ({
  NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: [group] } },
});

/** A stack with a service, each named after it, for everything that a check may need an optional permission for. */
const NEEDY = webTemplate(
  {},
  {
    resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      Spot: {
        Type: 'AWS::ECS::Cluster',
        Properties: {
          CapacityProviders: ['FARGATE_SPOT'],
          DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }],
        },
      },
      Band: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: {
          MinCapacity: 1,
          MaxCapacity: 10,
          ResourceId: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Scaled', 'Name'] }]] },
          ScalableDimension: 'ecs:service:DesiredCount',
          ServiceNamespace: 'ecs',
        },
      },
      Monitored: plainService({
        Monitoring: { MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: 20 }] },
      }),
      Scaled: plainService({ Cluster: { Ref: 'Cluster' }, DesiredCount: 2 }),
      ScaledByHand: plainService({ DesiredCount: 2 }),
      ByCluster: plainService({ Cluster: { Ref: 'Spot' }, LaunchType: undefined }),
      Connected: plainService({ ServiceConnectConfiguration: { Enabled: true, Namespace: 'internal' } }),
      Renewed: plainService({ Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' } }),
      Importing: plainService(network({ 'Fn::ImportValue': 'group' })),
      Stored: plainService(network('{{resolve:ssm:/group}}')),
      Derived: plainService(network({ 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] })),
    },
  },
);

const ABROAD = { Resources: { Foreign: plainService() } };

/** Writes the assembly: that stack, and one in another account. */
export function needyAssembly(): string {
  const arn = 'arn:${AWS::Partition}:iam::222222222222:role/cdk-hnb659fds-lookup-role-222222222222-eu-west-1';
  return writeAssembly({
    Needy: { template: NEEDY },
    Abroad: { template: ABROAD, environment: 'aws://222222222222/eu-west-1', lookupRole: { arn } },
  });
}

/** Deploys it, with what is around it, and moves all that may move without being drift. */
export function deployNeedy(aws: LoopbackAws): void {
  aws.setExport('group', 'sg-1');
  aws.setParameterStore('/group', 'sg-2');
  aws.deploy({ stackName: 'Needy', template: NEEDY });
  const service = (logicalId: string) => aws.service('Needy', logicalId);
  service('Renewed').updateService({ taskDefinition: aws.registerTaskDefinition('web', () => undefined) });
  const { primary } = service('Connected');
  if (primary === undefined) throw new Error('no primary deployment');
  primary.serviceConnectConfiguration.namespace = aws.setNamespace('internal');
  scale(aws);
  aws.deploy({ stackName: 'Abroad', template: ABROAD, account: '222222222222' });
  // A service that CloudFormation has forgotten.
  aws.deploy({ stackName: 'Gone', template: { Resources: { Lost: plainService() } } }).resources.splice(0);
}

/** Both counts are where autoscaling put them, one within a band that a scheduled action of somebody widened. */
function scale(aws: LoopbackAws): void {
  const idOf = (logicalId: string) => {
    const { arn, clusterArn } = aws.service('Needy', logicalId);
    return `service/${clusterArn.split('/').at(-1)}/${arn.split('/').at(-1)}`;
  };
  aws.registerScalableTarget(idOf('ScaledByHand'), { MinCapacity: 1, MaxCapacity: 10 }).scaleTo(7);
  const target = aws.scalableTarget(idOf('Scaled'));
  target.live.MaxCapacity = 20;
  target.scheduledActions.push({
    ScheduledActionName: 'night',
    ServiceNamespace: 'ecs',
    ResourceId: idOf('Scaled'),
    ScalableDimension: 'ecs:service:DesiredCount',
    Schedule: 'cron(0 22 * * ? *)',
    ScalableTargetAction: { MaxCapacity: 20 },
  });
  target.scaleTo(7);
}
